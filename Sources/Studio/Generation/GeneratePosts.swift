import Contracts
package import Database
import Jobs
package import Kernel

/// Begins writing a brief: one post for each platform and language, N variants each, all side by side.
package struct GeneratePosts: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package struct Begun: Sendable, Equatable {
    package var operation: OperationID
    package var posts: [PostID]
    /// Variants that were asked for.
    package var total: Int
  }

  /// The same seed, brief, brand, voice and writer give the same texts; nil draws one.
  package func run(
    _ brief: BriefID, variants: Int, seed: UInt64? = nil, as tenant: TenantContext
  ) async throws -> Begun {
    try await parts.act(as: tenant) { try await run(brief, variants: variants, seed: seed, in: $0) }
  }

  package func run(_ brief: BriefID, variants: Int, seed: UInt64?, in tx: Transaction) async throws -> Begun {
    guard (1...Variant.Limits.perPost).contains(variants) else {
      throw Problem.invalid("/variants", "must be from 1 to \(Variant.Limits.perPost)")
    }
    let seed = seed ?? parts.random.bytes(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let brief = try await writable(brief, tx)
    let template = try await template(of: brief, tx)
    let plan = plan(brief, variants, template, try tx.acting)
    let asked = Dictionary(
      zip(zip(plan.platforms, plan.languages).map { "\($0)/\($1)" }, plan.variants), uniquingKeysWith: { $1 })
    let posts = try await tx.query(PostStatements.plan, plan).filter { $0.state != .archived }
    return try await begin(brief, posts.map { ($0, asked[WritingBranch.name($0)] ?? variants) }, seed, tx)
  }

  /// Throws `Problem(.conflict)` when the template asks for more than it did when the brief was written.
  private func template(of brief: Brief, _ tx: Transaction) async throws -> TemplateContent? {
    guard let id = brief.template, let template = try await tx.first(TemplateStatements.byID, id) else { return nil }
    do {
      try template.check(brief.content.slots)
    } catch {
      let faults = error.fields.map { "\($0.pointer.dropFirst("/slots/".count)) \($0.message)" }
      throw Problem(
        .conflict,
        "The template “\(template.name)” has changed since this brief was written: \(faults.joined(separator: "; ")). Edit the brief, then write again.",
        fields: error.fields)
    }
    return template.content
  }

  private func writable(_ id: BriefID, _ tx: Transaction) async throws -> Brief {
    guard let brief = try await tx.first(BriefStatements.byID, id) else {
      throw Problem.invalid("/brief_id", "There is no such brief, or you have no access to it.")
    }
    try brief.assertActive()
    try await tx.activeBrand(brief.brand)
    return brief
  }

  private func plan(
    _ brief: Brief, _ variants: Int, _ template: TemplateContent?, _ tenant: TenantContext
  ) -> PostPlan {
    let reach = brief.content.reach
    return PostPlan(
      brand: brief.brand, brief: brief.id, by: tenant.actor.label, at: parts.time.now(),
      ids: reach.map { _ in parts.ids.new() }, platforms: reach.map(\.platform), languages: reach.map(\.language),
      variants: reach.map { template?.isWhole(on: $0.platform, in: $0.language) == true ? 1 : variants })
  }

  private func begin(
    _ brief: Brief, _ posts: [(post: Post, variants: Int)], _ seed: UInt64, _ tx: Transaction
  ) async throws -> Begun {
    guard !posts.isEmpty else {
      throw Problem(.conflict, "All posts of this brief are archived. Bring one back before writing again.")
    }
    let resource = brief.id.description
    let operation = try await tx.begin(
      NewOperation(
        kind: GenerateArgs.kind, brand: brief.brand, resource: resource,
        total: posts.reduce(0) { $0 + $1.variants + 1 }),
      ids: parts.ids)
    let summary = GenerationSummary(
      brief: brief.id, operation: operation, posts: posts.map(\.post.id),
      asked: posts.reduce(0) { $0 + $1.variants }, seed: seed)
    let root = try Branch.all(
      "posts", posts.map { try branch($0.post, $0.variants, seed) }, then: GenerateArgs(.finish(summary)))
    try await tx.start(
      WorkflowPlan(
        kind: GenerateArgs.kind, brand: brief.brand, subject: resource, operation: operation, root: root),
      ids: parts.ids)
    try await record(brief, summary, tx)
    return Begun(operation: operation, posts: summary.posts, total: summary.asked)
  }

  /// A post's variants and what a picture for it should show, side by side; then its hashtags, which need the texts.
  private func branch(_ post: Post, _ variants: Int, _ seed: UInt64) throws -> Branch {
    let name = WritingBranch.name(post)
    let picture = try Branch.job(
      name + "/picture", ImagePromptArgs(post: post.id), JobOptions(subject: post.id.description))
    return try .all(name, writing(post, variants, seed) + [picture], then: HashtagArgs(post: post.id))
  }

  /// The first variant of every post goes before the others, so that something can be read soon.
  private func writing(_ post: Post, _ variants: Int, _ seed: UInt64) throws -> [Branch] {
    try (1...variants).map { index in
      let task = VariantTask(
        post: post.id, ordinal: post.planned - variants + index, index: index, count: variants, seed: seed)
      return try Branch.job(
        "\(WritingBranch.name(post))/\(task.ordinal)", GenerateArgs(.variant(task)),
        JobOptions(priority: index == 1 ? .interactive : .normal, subject: post.id.description))
    }
  }

  private func record(_ brief: Brief, _ summary: GenerationSummary, _ tx: Transaction) async throws {
    try await tx.publish(
      GenerationStarted(brief: brief.id, operation: summary.operation, posts: summary.posts), brand: brief.brand,
      resource: brief.id.description, ids: parts.ids)
    try await parts.audit.record(
      AuditEntry(
        "post.generate", resource: brief.id.description, brand: brief.brand,
        facts: ["posts": .number(Int64(summary.posts.count)), "operation": .id(summary.operation)]),
      in: tx)
  }
}
