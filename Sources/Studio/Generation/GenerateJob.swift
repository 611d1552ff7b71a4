import Contracts
import Crypto
package import Database
import Foundation
package import Jobs
package import Kernel
import Text

package struct GenerateArgs: JobArgs, Equatable {
  package static let kind = "generate"
  package static let retry = RetryPolicy(maxAttempts: 5, first: .seconds(1), factor: 3, longest: .seconds(60))

  package enum Task: Codable, Sendable, Equatable {
    /// One branch of a brief's fan-out.
    case variant(VariantTask)
    /// The join: every branch has ended.
    case finish(GenerationSummary)
    /// One variant, by a wish.
    case rewrite(RewriteTask)
  }

  package var task: Task

  package init(_ task: Task) { self.task = task }
}

/// Which variant to write.
package struct VariantTask: Codable, Sendable, Equatable {
  package var post: PostID
  /// Its place among all variants of the post, from 1.
  package var ordinal: Int
  /// Its place among the `count` that were asked for together, from 1.
  package var index: Int
  package var count: Int
  package var seed: UInt64

  package init(post: PostID, ordinal: Int, index: Int, count: Int, seed: UInt64) {
    self.post = post
    self.ordinal = ordinal
    self.index = index
    self.count = count
    self.seed = seed
  }
}

package struct GenerateJob: JobHandler {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ args: GenerateArgs, _ context: JobContext) async throws -> JobOutcome {
    switch args.task {
    case .variant(let task): try await write(task, context)
    case .finish(let summary): try await FinishGeneration(parts).run(summary, context)
    case .rewrite(let task): try await RunRewrite(parts).run(task, context)
    }
  }

  private func write(_ args: VariantTask, _ context: JobContext) async throws -> JobOutcome {
    let (material, rules) = try await parts.ground(of: args.post, context.database, as: context.tenant)
    guard material.post.state != .archived else { return .cancel("post-archived") }
    let written = try await parts.withWriter(for: .write, about: material.post, in: context) { writing in
      try await WriteVariant(writing, time: parts.time).run(
        rules, examples: writing == nil ? [] : try await examples(material, rules, context), ordinal: args.index,
        of: args.count, seed: args.seed, preview: preview(args, material, context.tenant))
    }
    guard let written else { return .snooze(until: parts.time.now().addingTimeInterval(1)) }
    let variant = variant(written, args, material, rules)
    try await parts.store(variant, material, in: context)
    return .done
  }

  package func gaveUp(
    _ args: GenerateArgs, _ reason: String, _ context: JobContext, in tx: Transaction
  ) async throws {
    if case .rewrite(let task) = args.task { return try await RunRewrite(parts).gaveUp(task, reason, in: tx) }
    guard case .variant(let task) = args.task, let post = try await tx.first(PostStatements.byID, task.post) else {
      return
    }
    let words = "Variant \(task.ordinal) could not be written (\(reason)). Try it again, or go on with another."
    try await tx.execute(PostStatements.settle, (task.post, reason: words, at: parts.time.now()))
    try await tx.publish(
      VariantFailed(post: post.id, number: task.ordinal, reason: reason), brand: post.brand,
      resource: post.brief.description, ids: parts.ids)
  }

  /// Only a model is shown how the brand wrote before; the composer has the voice's numbers.
  private func examples(
    _ material: PostMaterial, _ rules: JudgeRules, _ context: JobContext
  ) async throws -> [String] {
    let known = try await context.database.query(
      GenerationStatements.examples, material.post.brand, as: context.tenant)
    return NearestExamples.pick(known, for: rules.brief)
  }

  private func preview(
    _ args: VariantTask, _ material: PostMaterial, _ tenant: TenantContext
  ) -> @Sendable (String) -> Void {
    let bus = parts.bus
    let post = material.post
    return { piece in
      let payload = VariantPreview(post: post.id, number: args.ordinal, text: piece)
      guard let bytes = try? JSONEncoder.events.encode(payload) else { return }
      bus.publishEphemeral(
        EphemeralEvent(
          org: tenant.org, brand: post.brand, subject: VariantPreview.subject,
          resource: VariantPreview.resource(post.id, args.ordinal), payload: [UInt8](bytes)))
    }
  }

  private func variant(
    _ written: Written, _ args: VariantTask, _ material: PostMaterial, _ rules: JudgeRules
  ) -> Variant {
    let now = parts.time.now()
    return Variant(
      id: parts.ids.new(), post: material.post.id, brand: material.post.brand, ordinal: args.ordinal, version: 1,
      judged: Judge.judge(written.text, by: .machine, rules), writer: written.writer,
      writerDetail: written.detail, isDraft: written.isDraft, note: written.note,
      provenance: Provenance(
        seed: args.seed, briefVersion: material.briefVersion, brandVersion: material.brandVersion,
        voice: material.voice, promptVersion: written.promptDigest == nil ? nil : Prompt.version,
        promptDigest: written.promptDigest, attempts: written.attempts),
      created: now, updated: now)
  }
}

/// A piece of a variant that is being written, for those who watch now. Never stored.
struct VariantPreview: Codable, Sendable {
  static let subject = "gen.preview"

  /// One stream for each variant of a post.
  static func resource(_ post: PostID, _ ordinal: Int) -> String { "\(post)/\(ordinal)" }

  var post: PostID
  var number: Int
  /// What to add to the text so far; empty when the model has begun and nothing can be read yet.
  var text: String
}
