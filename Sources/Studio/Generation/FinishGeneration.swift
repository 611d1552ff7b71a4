import Contracts
import Database
import Jobs
package import Kernel

/// What the join of a generation needs to know.
package struct GenerationSummary: Codable, Sendable, Equatable {
  package var brief: BriefID
  package var operation: OperationID
  package var posts: [PostID]
  package var asked: Int
  package var seed: UInt64

  package init(brief: BriefID, operation: OperationID, posts: [PostID], asked: Int, seed: UInt64) {
    self.brief = brief
    self.operation = operation
    self.posts = posts
    self.asked = asked
    self.seed = seed
  }
}

/// Every branch has ended: ends the operation with what came out.
struct FinishGeneration: Sendable {
  let parts: StudioParts

  init(_ parts: StudioParts) { self.parts = parts }

  func run(_ summary: GenerationSummary, _ context: JobContext) async throws -> JobOutcome {
    try await context.database.transaction(as: context.tenant) { tx in
      guard let brief = try await tx.first(BriefStatements.byID, summary.brief) else {
        return JobOutcome.cancel("brief-gone")
      }
      let ready =
        try await tx.first(GenerationStatements.written, (posts: summary.posts, seed: String(summary.seed))) ?? 0
      let result = GenerationResult(
        brief: summary.brief, posts: summary.posts, ready: ready, failed: max(0, summary.asked - ready))
      try await tx.publish(
        GenerationFinished(
          brief: summary.brief, operation: summary.operation, ready: result.ready, failed: result.failed),
        brand: brief.brand, resource: brief.id.description, ids: parts.ids)
      try await tell(brief, result, context, tx)
      try await tx.succeed(summary.operation, result)
      try await context.complete(in: tx)
      return .done
    }
  }

  private func tell(
    _ brief: Brief, _ result: GenerationResult, _ context: JobContext, _ tx: Transaction
  ) async throws {
    let failed = result.failed > 0 ? "\(result.failed) could not be written: each says why." : ""
    try await parts.notifier.notify(
      Notice(
        kind: .generationFinished, audience: .whoAsked(context.tenant.actor), brand: brief.brand,
        resource: brief.id.description,
        title: result.ready > 0 ? "Drafts are ready: \(brief.content.topic)" : "No draft came: \(brief.content.topic)",
        detail: failed, dedupKey: "generation/\(context.job)"), in: tx)
  }
}

/// What the operation of a generation ends with.
struct GenerationResult: Codable, Sendable {
  var brief: BriefID
  var posts: [PostID]
  var ready: Int
  var failed: Int
}
