import Contracts
import Database
import Jobs
import Kernel

/// Where a post stands in the workflow of its brief.
enum WritingBranch {
  static func name(_ post: Post) -> String { "\(post.platform)/\(post.language)" }

  /// What of the post could not be written.
  static func failed(_ branches: [FailedBranch], of post: Post) -> [FailedBranch] {
    branches.filter { $0.name.hasPrefix(name(post) + "/") }
  }
}

/// Tries what could not be written of a post again, and only that: what is there stays.
struct RetryWriting: Sendable {
  let parts: StudioParts

  init(_ parts: StudioParts) { self.parts = parts }

  func run(_ id: PostID, in tx: Transaction) async throws -> Post {
    guard let post = try await tx.first(PostStatements.lock, id) else { throw Problem.notFound("post") }
    guard post.state != .archived else {
      throw Problem(.conflict, "The post is archived. Bring it back before writing again.")
    }
    let failed = WritingBranch.failed(
      try await tx.failedBranches(of: GenerateArgs.kind, about: post.brief.description), of: post)
    guard !failed.isEmpty else { throw Problem(.conflict, "Nothing of this post waits to be tried again.") }
    try await tx.activeBrand(post.brand)
    for branch in failed { try await tx.retry(branch.step, ids: parts.ids) }
    try await tx.execute(PostStatements.settle, (id, reason: "", at: parts.time.now()))
    try await parts.audit.record(
      AuditEntry(
        "post.retry", resource: id.description, brand: post.brand, facts: ["parts": .number(Int64(failed.count))]),
      in: tx)
    return try await tx.first(PostStatements.byID, id) ?? post
  }
}
