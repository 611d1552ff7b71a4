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
    var loaded = try rules(material, voice, limits, own)
    loaded.engagement = try await database.transaction(as: tenant) { try await expectation(material, $0) }
    return loaded
  }

  /// The same inside a transaction.
  func rules(of post: PostID, _ tx: Transaction) async throws -> JudgeRules {
    guard let material = try await tx.first(GenerationStatements.material, post) else { throw Problem.notFound("post") }
    let voice = try await voice(material.voice) { try await tx.first(VoiceStatements.profile, $0) }
    let own = try await ownRules(material.post.brand, tx)
    var loaded = try rules(material, voice, try await limits(of: material, tx), own)
    loaded.engagement = try await expectation(material, tx)
    return loaded
  }

  /// Learnt anew when another post was counted, from the newest thousand of the account with the most.
  private func expectation(_ material: PostMaterial, _ tx: Transaction) async throws -> EngagementModel? {
    let (brand, platform) = (material.post.brand, material.post.platform)
    let counted = try await tx.first(HashtagStatements.counted, (brand: brand, platform: platform)) ?? 0
    return try await engagement.model(.init(brand: brand, platform: platform), counted: counted) {
      let history = PublishedHistory(texts: try await tx.query(HashtagStatements.history, brand))
      guard let account = history.largestAccount(on: platform) else { return nil }
      let posts = Array(history.counted(account).sorted { $0.at < $1.at }.suffix(1_000))
      guard posts.count >= EngagementModel.fewestPosts else { return nil }
      return try await Calculation.run { try EngagementModel(posts) }
    }
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
      voice: voice, today: zones.day(time.now(), zone(of: material)), policies: [policies.packs, own],
      template: material.template)
  }

  /// Where the post will be read, or else where the brand is.
  private func zone(of material: PostMaterial) -> String {
    let zone = AudienceZone.of(material.brief.regions, brand: material.brand.zone)
    return zone.flatMap { zones.isZone($0) ? $0 : nil } ?? material.brand.zone
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
