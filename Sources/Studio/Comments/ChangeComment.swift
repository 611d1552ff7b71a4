package import Database
package import Kernel

/// What happens to a comment after it was written.
package struct ChangeComment: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func edit(
    _ id: CommentID, _ edit: CommentEdit, by user: UserID, expected: Int?, in tx: Transaction
  ) async throws -> Comment {
    let before = try await locked(id, tx)
    try Stale.check(expected, current: CommentReply(before), "comment")
    let mentions = edit.mentions ?? before.mentions
    let after = try before.edited(edit.body ?? before.body, mentions: mentions, by: user, at: parts.time.now())
    let added = mentions.filter { !before.mentions.contains($0) }
    try await parts.assertAsked(added, on: before.brand, tx)
    try await save(after, was: before, .edited, tx)
    if after != before, !added.isEmpty { try await parts.tell(of: after.asQuestion, asked: added, tx) }
    return after
  }

  /// `moderating`: the brands in which others' comments may be removed too; nil for none.
  @discardableResult
  package func remove(
    _ id: CommentID, by user: UserID, moderating scope: BrandScope?, in tx: Transaction
  ) async throws -> Comment {
    let before = try await locked(id, tx)
    let moderates = scope?.contains(before.brand) ?? false
    let after = try before.removing(by: user, moderates: moderates, at: parts.time.now())
    try await save(after, was: before, .removed, tx)
    return after
  }

  package func settle(_ id: CommentID, _ isSettled: Bool, in tx: Transaction) async throws -> Comment {
    let before = try await locked(id, tx)
    let after = try before.settling(isSettled, at: parts.time.now())
    try await save(after, was: before, isSettled ? .resolved : .reopened, tx)
    return after
  }

  private func locked(_ id: CommentID, _ tx: Transaction) async throws -> Comment {
    guard let comment = try await tx.first(CommentStatements.lock, id) else { throw Problem.notFound("comment") }
    return comment
  }

  private func save(
    _ after: Comment, was before: Comment, _ act: StudioParts.CommentAct, _ tx: Transaction
  ) async throws {
    guard after != before else { return }
    try await tx.execute(CommentStatements.update, (after, by: try tx.acting.actor.label))
    try await parts.say(after, act, tx)
  }
}

extension Comment {
  /// Those who wrote in the thread heard of it already: an edit only asks those it adds.
  fileprivate var asQuestion: Comment {
    var comment = self
    comment.answers = nil
    return comment
  }
}
