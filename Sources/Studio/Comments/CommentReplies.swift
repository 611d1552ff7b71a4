package import Foundation
package import Kernel
package import Text
package import Web

/// A new comment: on a post, on a variant (whole, at a span or at quoted words), or as an answer.
package struct NewComment: APIModel {
  package var body: String
  package var postID: PostID?
  package var variantID: VariantID?
  package var span: Span?
  package var quote: String?
  package var answers: CommentID?
  package var mentions: [UserID]?

  /// Throws `Problem(.invalid)` unless it says about what it is, once.
  var about: WriteComment.About {
    get throws(Problem) {
      switch (postID, variantID, answers) {
      case (let post?, nil, nil):
        guard span == nil, quote == nil else {
          throw Problem.invalid("/variant_id", "Name the variant whose words these are, not the post.")
        }
        return .post(post)
      case (nil, let variant?, nil): return .variant(variant, try words)
      case (nil, nil, let comment?):
        guard span == nil, quote == nil else {
          throw Problem.invalid("/answers", "An answer is about what its thread is about: leave the words out.")
        }
        return .answer(to: comment)
      default: throw Problem.invalid("", "Give exactly one of post_id, variant_id and answers.")
      }
    }
  }

  private var words: WriteComment.Words? {
    get throws(Problem) {
      if span != nil, quote != nil { throw Problem.invalid("/quote", "Give the span or the words, not both.") }
      return span.map { .span($0) } ?? quote.map { .quote($0) }
    }
  }

  package static var schema: Schema {
    .object(
      "NewComment", .required("body", .text(1...Comment.Limits.body)),
      .optional("post_id", .id(PostID.self), "About the whole post."),
      .optional("variant_id", .id(VariantID.self), "About one variant, or some of its words."),
      .optional("span", .span, "The words, by their place in the variant."),
      .optional("quote", .text(1...Comment.Limits.quote), "The words themselves; the first place that says them."),
      .optional("answers", .id(CommentID.self), "A comment of the thread that this goes on."),
      .optional("mentions", .list(.id(UserID.self), 0...Comment.Limits.mentions), "Who is asked to look."))
  }
}

package struct CommentEdit: APIModel {
  package var body: String?
  package var mentions: [UserID]?

  package init(body: String? = nil, mentions: [UserID]? = nil) {
    self.body = body
    self.mentions = mentions
  }

  package static var schema: Schema {
    .object(
      "CommentEdit", .optional("body", .text(1...Comment.Limits.body)),
      .optional("mentions", .list(.id(UserID.self), 0...Comment.Limits.mentions)))
  }
}

package struct CommentReply: VersionedModel {
  package var id: CommentID
  package var brandID: BrandID
  package var postID: PostID
  package var variantID: VariantID?
  package var threadID: CommentID
  package var quote: String?
  package var quoteStart: Int?
  package var body: String
  package var mentions: [UserID]
  package var authorID: UserID
  package var version: Int
  package var created: Date
  package var edited: Date?
  package var removed: Date?
  package var resolved: Date?

  package init(_ comment: Comment) {
    id = comment.id
    brandID = comment.brand
    postID = comment.post
    variantID = comment.variant
    threadID = comment.thread
    quote = comment.quote?.words
    quoteStart = comment.quote?.start
    body = comment.body
    mentions = comment.mentions
    authorID = comment.author
    version = comment.version
    created = comment.created
    edited = comment.edited
    removed = comment.removed
    resolved = comment.resolved
  }

  package static var schema: Schema {
    .object(
      "Comment", .required("id", .id(CommentID.self)), .required("brand_id", .id(BrandID.self)),
      .required("post_id", .id(PostID.self)), .optional("variant_id", .id(VariantID.self)),
      .required("thread_id", .id(CommentID.self), "The comment that begins the thread; its own id for that one."),
      .optional("quote", .text(1...Comment.Limits.quote), "The words it is about, as they were."),
      .optional("quote_start", .integer(0...1_000_000), "Where they were, in Unicode code points."),
      .required("body", .text(0...Comment.Limits.body), "Empty once it was removed."),
      .required("mentions", .list(.id(UserID.self), 0...Comment.Limits.mentions)),
      .required("author_id", .id(UserID.self)), Schema.version, .required("created", .instant),
      .optional("edited", .instant), .optional("removed", .instant),
      .optional("resolved", .instant, "When the thread was settled."))
  }
}
