import Contracts
import Database
import Kernel
import Text

extension StudioParts {
  /// Throws `Problem(.notFound)` for a post that is absent or that the tenant cannot see.
  func material(_ post: PostID, _ database: Database, as tenant: TenantContext) async throws -> PostMaterial {
    guard let material = try await database.first(GenerationStatements.material, post, as: tenant) else {
      throw Problem.notFound("post")
    }
    return material
  }

  /// The rules of a post as they are now.
  func rules(_ material: PostMaterial, _ database: Database, as tenant: TenantContext) async throws -> JudgeRules {
    let voice = try await voice(material.voice) { try await database.first(VoiceStatements.profile, $0, as: tenant) }
    let limits = try await database.transaction(as: tenant) { tx in try await self.limits(of: material, tx) }
    let own = try await ownRules(material.post.brand, as: tenant)
    return try rules(material, voice, limits, own)
  }

  /// The same inside a transaction.
  func rules(of post: PostID, _ tx: Transaction) async throws -> JudgeRules {
    guard let material = try await tx.first(GenerationStatements.material, post) else { throw Problem.notFound("post") }
    let voice = try await voice(material.voice) { try await tx.first(VoiceStatements.profile, $0) }
    let own = try await ownRules(material.post.brand, tx)
    return try rules(material, voice, try await limits(of: material, tx), own)
  }

  private func limits(of material: PostMaterial, _ tx: Transaction) async throws -> ServerLimits {
    try await accounts.limits(of: material.post.brand, on: material.post.platform, in: tx)
  }

  private func rules(
    _ material: PostMaterial, _ voice: VoiceScorer?, _ limits: ServerLimits, _ own: PolicySet
  ) throws -> JudgeRules {
    guard let platform = rules[material.post.platform] else {
      throw Problem(.conflict, "There are no rules for \(material.post.platform) in this installation any more.")
    }
    return JudgeRules(
      platform: platform.served(limit: limits.maxCharacters, linkLength: limits.charactersPerLink),
      language: material.post.language, brand: material.brand, brief: material.brief,
      voice: voice, today: zones.day(time.now(), material.brand.zone), policies: [policies.packs, own])
  }

  private func voice(
    _ id: VoiceModelID?, _ load: (VoiceModelID) async throws -> StyleProfile?
  ) async throws -> VoiceScorer? {
    guard let id else { return nil }
    if let known = voices[id] { return known }
    guard let profile = try await load(id) else { return nil }
    let voice = VoiceScorer(profile)
    voices.keep(voice, as: id)
    return voice
  }
}
