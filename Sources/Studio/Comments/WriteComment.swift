import Contracts
package import Database
package import Kernel
package import Text

/// Says something about a post, a variant or some of its words, or answers what was said.
package struct WriteComment: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package enum About: Sendable, Equatable {
    case post(PostID)
    case variant(VariantID, Words?)
    /// Any comment of the thread.
    case answer(to: CommentID)
  }

  package enum Words: Sendable, Equatable {
    case span(Span)
    case quote(String)
  }

  package func run(
    _ body: String, about: About, mentions: [UserID] = [], author: UserID, in tx: Transaction
  ) async throws -> Comment {
    try Comment.check(body: body, mentions: mentions)
    let place = try await place(of: about, tx)
    try await assertRoom(place.post, tx)
    let comment = Comment(
      id: parts.ids.new(), brand: place.post.brand, post: place.post.id, variant: place.variant,
      answers: place.answers, quote: place.quote, body: body, mentions: mentions, author: author, version: 1,
      created: parts.time.now())
    try await parts.assertAsked(mentions, on: comment.brand, tx)
    let tenant = try tx.acting
    try await tx.execute(CommentStatements.insert, (comment, by: tenant.actor.label))
    try await parts.say(comment, .written, tx)
    try await parts.tell(of: comment, asked: mentions, tx)
    return comment
  }

  private struct Place {
    var post: Post
    var variant: VariantID?
    var answers: CommentID?
    var quote: Quote?
  }

  private func place(of about: About, _ tx: Transaction) async throws -> Place {
    switch about {
    case .post(let id): return Place(post: try await post(id, "/post_id", tx))
    case .variant(let id, let words):
      guard let variant = try await tx.first(VariantStatements.byID, id) else {
        throw Problem.invalid("/variant_id", "There is no such variant, or you have no access to it.")
      }
      let quote: Quote? =
        switch words {
        case .span(let span): try Quote.at(span, of: variant.judged.text)
        case .quote(let words): try Quote.first(words, in: variant.judged.text)
        case nil: nil
        }
      return Place(post: try await post(variant.post, "/variant_id", tx), variant: id, quote: quote)
    case .answer(let id):
      guard let comment = try await tx.first(CommentStatements.byID, id) else {
        throw Problem.invalid("/answers", "There is no such comment, or you have no access to it.")
      }
      let post = try await post(comment.post, "/answers", tx)
      return Place(post: post, variant: comment.variant, answers: comment.thread)
    }
  }

  /// Locked, so that the count of its comments holds.
  private func post(_ id: PostID, _ pointer: String, _ tx: Transaction) async throws -> Post {
    guard let post = try await tx.first(PostStatements.lock, id) else {
      throw Problem.invalid(pointer, "There is no such post, or you have no access to it.")
    }
    return post
  }

  private func assertRoom(_ post: Post, _ tx: Transaction) async throws {
    guard try await tx.first(CommentStatements.count, post.id) ?? 0 < Comment.Limits.perPost else {
      throw Problem(.conflict, "This post has \(Comment.Limits.perPost) comments, which is the most one can have.")
    }
  }
}

extension StudioParts {
  enum CommentAct: String { case written, edited, removed, resolved, reopened }

  /// Throws `Problem(.invalid)` on `/mentions` for somebody who does not work on the brand.
  func assertAsked(_ users: [UserID], on brand: BrandID, _ tx: Transaction) async throws {
    guard !users.isEmpty else { return }
    let known = Set(try await people.people(of: brand, in: tx).map(\.user))
    let faults = users.enumerated().filter { !known.contains($1) }.map {
      Problem.Field("/mentions/\($0.offset)", "does not work on this brand")
    }
    if !faults.isEmpty { throw Problem(.invalid, "Ask people who work on this brand.", fields: faults) }
  }

  /// To the audit and to whoever watches.
  func say(_ comment: Comment, _ act: CommentAct, _ tx: Transaction) async throws {
    try await audit.record(
      AuditEntry(
        "comment.\(act.rawValue)", resource: comment.id.description, brand: comment.brand,
        facts: [
          "post": .id(comment.post), "version": .number(Int64(comment.version)),
          "text": .hash(hexDigest(comment.body)),
        ]), in: tx)
    try await tx.publish(
      CommentChanged(post: comment.post, comment: comment.id, thread: comment.thread, change: act.rawValue),
      brand: comment.brand, resource: comment.post.description, ids: ids)
  }

  /// To those who are asked, and, of an answer, to those who wrote in the thread; nobody hears of their own words.
  func tell(of comment: Comment, asked: [UserID], _ tx: Transaction) async throws {
    let asked = Set(asked).subtracting([comment.author])
    if !asked.isEmpty {
      try await notify(.mentioned, asked, comment, "You are asked about a post", tx)
    }
    guard comment.answers != nil else { return }
    let writers = Set(try await tx.query(CommentStatements.writersOfThread, comment.thread))
    let others = writers.subtracting(asked).subtracting([comment.author])
    if !others.isEmpty { try await notify(.answered, others, comment, "Somebody answered you", tx) }
  }

  private func notify(
    _ kind: NoticeKind, _ users: Set<UserID>, _ comment: Comment, _ title: String, _ tx: Transaction
  ) async throws {
    try await notifier.notify(
      Notice(
        kind: kind, audience: .users(users.sorted()), brand: comment.brand, resource: comment.post.description,
        title: title, detail: Post.excerpt(of: comment.body),
        dedupKey: "comment/\(comment.id)/\(comment.version)"), in: tx)
  }
}
