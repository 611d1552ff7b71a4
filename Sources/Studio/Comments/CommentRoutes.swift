import Database
import HTTPTypes
import Kernel
package import Web

package enum CommentRoutes {
  package static func all(_ parts: StudioParts) -> [Route] {
    [
      write(parts), list(parts), show(parts), edit(parts), settle(parts, true), settle(parts, false), remove(parts),
      archive(parts),
    ]
  }

  private static func write(_ parts: StudioParts) -> Route {
    .post(
      "/v1/comments", "comments:create", "Comment on a post, a variant or some of its words, or answer",
      tag: "Comments",
      body: NewComment.self, reply: CommentReply.self, status: .created, errors: [.conflict]
    ) { context, body in
      let about = try body.about
      return try await context.perform { tx in
        CommentReply(
          try await WriteComment(parts).run(
            body.body, about: about, mentions: body.mentions ?? [], author: context.principal.user, in: tx))
      }
    }
  }

  private static func list(_ parts: StudioParts) -> Route {
    .get(
      "/v1/comments", "comments:read", "List comments, newest first", tag: "Comments", reply: List<CommentReply>.self,
      query: [
        QueryParameter("brand_id", .id(BrandID.self), "Only this brand's."),
        QueryParameter("post_id", .id(PostID.self), "Only those on this post."),
        QueryParameter("variant_id", .id(VariantID.self), "Only those on this variant."),
        QueryParameter("thread_id", .id(CommentID.self), "Only this thread's."),
        QueryParameter("resolved", .boolean, "Only what begins a thread that is settled, or is not."),
      ], options: [.paged]
    ) { context in
      let parameters = context.parameters
      let filter = CommentFilter(
        brand: parameters.queryID("brand_id"), post: parameters.queryID("post_id"),
        variant: parameters.queryID("variant_id"), thread: parameters.queryID("thread_id"),
        resolved: parameters.bool("resolved"))
      let keyset = try Keyset("comments", filter, context.paging)
      let rows = try await parts.database.query(CommentStatements.page, keyset, as: context.tenant)
      return try context.list(keyset.page("comments", rows) { $0.id }.map(CommentReply.init))
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get("/v1/comments/{comment_id}", "comments:read", "Show a comment", tag: "Comments", reply: CommentReply.self) {
      context in
      let id: CommentID = try context.id("comment_id")
      guard let comment = try await parts.database.first(CommentStatements.byID, id, as: context.tenant) else {
        throw Problem.notFound("comment")
      }
      return CommentReply(comment)
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .patch(
      "/v1/comments/{comment_id}", "comments:update", "Change the words of an own comment", tag: "Comments",
      body: CommentEdit.self, reply: CommentReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await context.perform { tx in
        CommentReply(
          try await ChangeComment(parts).edit(
            context.id("comment_id"), body, by: context.principal.user, expected: context.expectedVersion, in: tx))
      }
    }
  }

  private static func settle(_ parts: StudioParts, _ isSettled: Bool) -> Route {
    .post(
      "/v1/comments/{comment_id}/\(isSettled ? "resolve" : "reopen")", "comments:update",
      isSettled ? "Settle a thread" : "Open a thread again", tag: "Comments", body: NoBody.self,
      reply: CommentReply.self, errors: [.conflict]
    ) { context, _ in
      try await context.perform { tx in
        CommentReply(try await ChangeComment(parts).settle(context.id("comment_id"), isSettled, in: tx))
      }
    }
  }

  private static func remove(_ parts: StudioParts) -> Route {
    .delete(
      "/v1/comments/{comment_id}", "comments:delete", "Take back the words of an own comment", tag: "Comments"
    ) { context in
      try await context.perform { tx in
        try await ChangeComment(parts).remove(
          context.id("comment_id"), by: context.principal.user, moderating: nil, in: tx)
      }
    }
  }

  private static func archive(_ parts: StudioParts) -> Route {
    .post(
      "/v1/comments/{comment_id}/archive", "comments:archive", "Remove what somebody else wrote", tag: "Comments",
      body: NoBody.self, reply: CommentReply.self
    ) { context, _ in
      try await context.perform { tx in
        CommentReply(
          try await ChangeComment(parts).remove(
            context.id("comment_id"), by: context.principal.user, moderating: context.scope, in: tx))
      }
    }
  }
}
