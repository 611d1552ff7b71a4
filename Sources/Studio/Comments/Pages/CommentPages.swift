import Database
import Kernel
import Web

/// What the forms of the comments on a post's page do.
enum CommentPages {
  static func all(_ parts: StudioParts) -> [Route] {
    [edit(parts), remove(parts), settle(parts, "resolve"), settle(parts, "reopen")]
  }

  /// Writes what the form of a post's page holds. Throws what `WriteComment` throws.
  static func write(_ form: FormValues, on post: PostID, _ parts: StudioParts, _ context: PageContext) async throws {
    let input = FormText(form: form)
    let asked = form.all("mentions").compactMap { UserID($0) }
    let about: WriteComment.About =
      if let answered = form["answers"].flatMap({ CommentID($0) }) {
        .answer(to: answered)
      } else if let variant = form["variant_id"].flatMap({ VariantID($0) }) {
        .variant(variant, input.optional("quote").map { .quote($0) })
      } else {
        .post(post)
      }
    if case .post = about, input.optional("quote") != nil {
      throw Problem.invalid("/variant_id", "Choose the variant that says these words.")
    }
    let author = try context.principal.user
    _ = try await parts.act(as: context.tenant) { tx in
      try await WriteComment(parts).run(input.text("body"), about: about, mentions: asked, author: author, in: tx)
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .form("/comments/{comment_id}/edit", "comments:update") { context in
      let body = FormText(form: context.form).text("body")
      let version = context.form["version"].flatMap { Int($0) } ?? 0
      return try await changing(parts, context) { id, user, tx in
        try await ChangeComment(parts).edit(id, CommentEdit(body: body), by: user, expected: version, in: tx)
      }
    }
  }

  private static func remove(_ parts: StudioParts) -> Route {
    .form("/comments/{comment_id}/remove", "comments:delete") { context in
      let moderated = context.scope(of: "comments:archive")
      return try await changing(parts, context) { id, user, tx in
        try await ChangeComment(parts).remove(id, by: user, moderating: moderated, in: tx)
      }
    }
  }

  private static func settle(_ parts: StudioParts, _ act: String) -> Route {
    .form("/comments/{comment_id}/\(act)", "comments:update") { context in
      try await changing(parts, context) { id, _, tx in
        try await ChangeComment(parts).settle(id, act == "resolve", in: tx)
      }
    }
  }

  private static func changing(
    _ parts: StudioParts, _ context: PageContext,
    _ act: (CommentID, UserID, Transaction) async throws -> Comment
  ) async throws -> PageReply {
    let (id, user): (CommentID, UserID) = (try context.id("comment_id"), try context.principal.user)
    let comment = try await parts.act(as: context.tenant) { try await act(id, user, $0) }
    return .redirect("/posts/\(comment.post)")
  }
}
