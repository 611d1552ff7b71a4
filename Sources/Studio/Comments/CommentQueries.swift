package import Database
import Foundation
package import Kernel

package enum CommentStatements: StatementList {
  package static let all = AnyStatement.list(insert, byID, lock, update, ofPost, page, count, writersOfThread)

  private static let columns = """
    id, brand_id, post_id, variant_id, thread_id, quote, quote_start, body, mentions, author_id, version, created_at,
    edited_at, removed_at, resolved_at
    """

  static let insert = Statement<(Comment, by: String), Void>.tenant(
    "comment.insert",
    """
    INSERT INTO comments (org_id, id, brand_id, post_id, variant_id, thread_id, quote, quote_start, body, mentions,
      author_id, version, created_at, created_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    """, by: .app,
    bind: { input, parameters in
      let comment = input.0
      parameters.append(comment.id)
      parameters.append(comment.brand)
      parameters.append(comment.post)
      parameters.append(comment.variant)
      parameters.append(comment.answers)
      parameters.append(comment.quote?.words)
      parameters.append(comment.quote?.start)
      parameters.append(comment.body)
      parameters.append(ids: comment.mentions)
      parameters.append(comment.author)
      parameters.append(comment.version)
      parameters.append(comment.created)
      parameters.append(input.by)
    })

  static let byID = Statement<CommentID, Comment>.tenant(
    "comment.by_id", "SELECT \(columns) FROM comments WHERE org_id = $1 AND id = $2", by: .app,
    bind: { $1.append($0) }, row: read)

  static let lock = Statement<CommentID, Comment>.tenant(
    "comment.lock", "SELECT \(columns) FROM comments WHERE org_id = $1 AND id = $2 FOR UPDATE", by: .app,
    bind: { $1.append($0) }, row: read)

  static let update = Statement<(Comment, by: String), Void>.tenant(
    "comment.update",
    """
    UPDATE comments SET body = $3, mentions = $4, quote = $5, quote_start = $6, version = $7, edited_at = $8,
      removed_at = $9, removed_by = CASE WHEN $9::timestamptz IS NULL THEN NULL ELSE coalesce(removed_by, $11) END,
      resolved_at = $10, resolved_by = CASE WHEN $10::timestamptz IS NULL THEN NULL ELSE coalesce(resolved_by, $11) END
    WHERE org_id = $1 AND id = $2
    """, by: .app,
    bind: { input, parameters in
      let comment = input.0
      parameters.append(comment.id)
      parameters.append(comment.body)
      parameters.append(ids: comment.mentions)
      parameters.append(comment.quote?.words)
      parameters.append(comment.quote?.start)
      parameters.append(comment.version)
      parameters.append(comment.edited)
      parameters.append(comment.removed)
      parameters.append(comment.resolved)
      parameters.append(input.by)
    })

  /// Threads in the order they began, each followed by its answers.
  static let ofPost = Statement<PostID, Comment>.tenant(
    "comment.of_post",
    """
    SELECT \(columns) FROM comments WHERE org_id = $1 AND post_id = $2
    ORDER BY coalesce(thread_id, id), thread_id IS NOT NULL, id LIMIT \(Comment.Limits.perPost)
    """, by: .app,
    bind: { $1.append($0) }, row: read)

  static let page = Statement<Keyset<CommentFilter>, Comment>.tenant(
    "comment.page",
    """
    SELECT \(columns) FROM comments
    WHERE org_id = $1 AND id < $2 AND ($3::uuid IS NULL OR brand_id = $3) AND ($4::uuid IS NULL OR post_id = $4)
      AND ($5::uuid IS NULL OR variant_id = $5) AND ($6::uuid IS NULL OR id = $6 OR thread_id = $6)
      AND ($7::boolean IS NULL OR (thread_id IS NULL AND (resolved_at IS NOT NULL) = $7))
    ORDER BY id DESC LIMIT $8
    """, by: .app,
    bind: { keyset, parameters in
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter.brand)
      parameters.append(keyset.filter.post)
      parameters.append(keyset.filter.variant)
      parameters.append(keyset.filter.thread)
      parameters.append(keyset.filter.resolved)
      parameters.append(keyset.rows)
    }, row: read)

  static let count = Statement<PostID, Int>.tenant(
    "comment.count", "SELECT count(*) FROM comments WHERE org_id = $1 AND post_id = $2", by: .app,
    bind: { $1.append($0) }, row: { try $0.int() })

  /// Who wrote in a thread and did not take it all back.
  static let writersOfThread = Statement<CommentID, UserID>.tenant(
    "comment.writers_of_thread",
    """
    SELECT DISTINCT author_id FROM comments
    WHERE org_id = $1 AND (id = $2 OR thread_id = $2) AND removed_at IS NULL
    """, by: .app,
    bind: { $1.append($0) }, row: { try $0.id() })

  private static func read(_ row: inout RowReader) throws -> Comment {
    let (id, brand, post): (CommentID, BrandID, PostID) = (try row.id(), try row.id(), try row.id())
    let (variant, answers): (VariantID?, CommentID?) = (try row.optionalID(), try row.optionalID())
    let (words, start) = (try row.optionalString(), try row.optionalInt())
    return Comment(
      id: id, brand: brand, post: post, variant: variant, answers: answers,
      quote: words.map { Quote(words: $0, start: start ?? 0) }, body: try row.string(), mentions: try row.ids(),
      author: try row.id(), version: try row.int(), created: try row.date(), edited: try row.optionalDate(),
      removed: try row.optionalDate(), resolved: try row.optionalDate())
  }
}

/// What a list of comments can be narrowed to.
package struct CommentFilter: Sendable {
  package var brand: BrandID?
  package var post: PostID?
  package var variant: VariantID?
  package var thread: CommentID?
  /// Only comments that begin a thread that is settled, or is not.
  package var resolved: Bool?
}
