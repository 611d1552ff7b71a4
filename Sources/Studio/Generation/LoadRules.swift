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

  /// What a post is written from, and the rules that hold for it now; in one transaction, since every text asks.
  /// Throws `Problem(.notFound)` for a post that is absent or that the tenant cannot see.
  func ground(
    of post: PostID, _ database: Database, as tenant: TenantContext
  ) async throws -> (material: PostMaterial, rules: JudgeRules) {
    try await database.transaction(as: tenant) { try await ground(of: post, $0) }
  }

  /// The same inside a transaction.
  func ground(of post: PostID, _ tx: Transaction) async throws -> (material: PostMaterial, rules: JudgeRules) {
    guard let material = try await tx.first(GenerationStatements.material, post) else { throw Problem.notFound("post") }
    let voice = try await voice(material.voice, tx)
    let own = try await ownRules(material.post.brand, tx)
    var rules = try rules(material, voice, try await limits(of: material, tx), own)
    rules.engagement = try await expectation(material, tx)
    return (material, rules)
  }

  /// Learnt anew when another post was counted, from the newest thousand of the account with the most.
  private func expectation(_ material: PostMaterial, _ tx: Transaction) async throws -> EngagementModel? {
    let (brand, platform) = (material.post.brand, material.post.platform)
    let counted = try await tx.first(HashtagStatements.counted, (brand: brand, platform: platform)) ?? 0
    return try await engagement.model(.init(brand: brand, platform: platform, counted: counted)) {
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
    var loaded = JudgeRules(
      platform: platform.served(limit: limits.maxCharacters, linkLength: limits.charactersPerLink),
      language: material.post.language, brand: material.brand, brief: material.brief,
      voice: voice, today: zones.day(time.now(), zone(of: material)), policies: [policies.packs, own],
      template: material.template)
    loaded.voiceVersion = material.voice
    loaded.memory = memory
    return loaded
  }

  /// Where the post will be read, or else where the brand is.
  private func zone(of material: PostMaterial) -> String {
    let zone = AudienceZone.of(material.brief.regions, brand: material.brand.zone)
    return zone.flatMap { zones.isZone($0) ? $0 : nil } ?? material.brand.zone
  }

  private func voice(_ id: VoiceModelID?, _ tx: Transaction) async throws -> VoiceScorer? {
    guard let id else { return nil }
    if let known = voices[id] { return known }
    guard let profile = try await tx.first(VoiceStatements.profile, id) else { return nil }
    return voices.value(id) { VoiceScorer(profile) }
  }
}
