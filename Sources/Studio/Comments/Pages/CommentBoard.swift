import Contracts
import Database
import Foundation
import Kernel
import Text
import Web

/// The comments of a post as its page shows them.
struct CommentBoard {
  private let post: Post
  private let variants: [Variant]
  private let threads: [(first: Comment, answers: [Comment])]
  private let people: [PersonName]
  private let names: [UserID: String]

  static func load(_ post: Post, _ variants: [Variant], _ parts: StudioParts, as tenant: TenantContext) async throws
    -> CommentBoard
  {
    try await parts.act(as: tenant) { tx in
      let comments = try await tx.query(CommentStatements.ofPost, post.id)
      let people = try await parts.people.people(of: post.brand, in: tx)
      let writers = Set(comments.flatMap { [$0.author] + $0.mentions }).subtracting(people.map(\.user))
      let gone = try await parts.people.names(of: writers, in: tx)
      return CommentBoard(post, variants, comments, people, gone)
    }
  }

  private init(
    _ post: Post, _ variants: [Variant], _ comments: [Comment], _ people: [PersonName], _ gone: [PersonName]
  ) {
    self.post = post
    self.variants = variants
    self.people = people
    names = Dictionary((people + gone).map { ($0.user, $0.name) }, uniquingKeysWith: { first, _ in first })
    let answers = Dictionary(grouping: comments.filter { $0.answers != nil }, by: \.thread)
    threads = comments.filter { $0.answers == nil }.map { ($0, answers[$0.id] ?? []) }
  }

  /// `refused`: what was not saved, with the reason.
  func card(_ context: PageContext, refused: (body: String, problem: Problem)? = nil) -> HTML {
    Web.card(
      "Comments", .id("comments"), .data("live", post.id.description),
      .data("live-subject", "gen.comment_changed"), .data("live-from", "/posts/\(post.id)")
    ) {
      problemNotice(refused?.problem)
      for thread in threads where thread.first.resolved == nil { threadBox(thread.first, thread.answers, context) }
      if context.may("comments:create") { newForm(context, refused?.body ?? "") }
      settled(context)
    }
  }

  private func settled(_ context: PageContext) -> HTML {
    let settled = threads.filter { $0.first.resolved != nil }
    guard !settled.isEmpty else { return .empty }
    return details {
      summary { "Settled (\(settled.count))" }
      for thread in settled { threadBox(thread.first, thread.answers, context) }
    }
  }

  private func threadBox(_ first: Comment, _ answers: [Comment], _ context: PageContext) -> HTML {
    article(.class("thread"), .id(first.id.description)) {
      comment(first, context)
      for answer in answers { div(.class("answer")) { comment(answer, context) } }
      if context.may("comments:create"), first.resolved == nil { answerForm(first, context) }
    }
  }

  private func comment(_ comment: Comment, _ context: PageContext) -> HTML {
    HTML {
      p(.class("labels")) {
        strong { names[comment.author] ?? "Somebody who left" }
        small {
          " "
          moment(comment.created)
          if comment.edited != nil, comment.removed == nil { ", edited" }
        }
      }
      if comment.removed != nil {
        p(.class("muted")) { "This comment was removed." }
        if comment.answers == nil, context.may("comments:update") { settling(comment, context) }
      } else {
        about(comment)
        p(.class("post-text"), .dir("auto")) { comment.body }
        if !comment.mentions.isEmpty { p { small { "Asked: \(asked(comment))" } } }
        ownActions(comment, context)
      }
    }
  }

  private func asked(_ comment: Comment) -> String {
    comment.mentions.map { names[$0] ?? "somebody who left" }.joined(separator: ", ")
  }

  /// Which text it is about, and the words; says so when they are gone from it.
  private func about(_ comment: Comment) -> HTML {
    guard comment.answers == nil, let id = comment.variant, let variant = variants.first(where: { $0.id == id }) else {
      return .empty
    }
    return p {
      small {
        "On variant \(variant.ordinal)"
        if let quote = comment.quote {
          ": "
          quoted { quote.words }
          if quote.place(in: variant.judged.text) == nil { " (no longer in the text)" }
        }
      }
    }
  }

  private func ownActions(_ comment: Comment, _ context: PageContext) -> HTML {
    guard let caller = context.caller else { return .empty }
    let isOwn = caller.user == comment.author
    return HTML {
      if isOwn, context.may("comments:update") {
        details {
          summary { "Edit" }
          form("/comments/\(comment.id)/edit", in: context) {
            hidden("version", String(comment.version))
            textArea(
              Field("body", "Your comment", value: comment.body, required: true, id: "edit-\(comment.id)"), rows: 3,
              problem: nil, .maxLength(Comment.Limits.body))
            submit("Save the comment")
          }
        }
      }
      div(.class("actions")) {
        if comment.answers == nil, context.may("comments:update") { settling(comment, context) }
        if isOwn ? context.may("comments:delete") : context.may("comments:archive") {
          form(
            "/comments/\(comment.id)/remove", in: context,
            .data("confirm", "Remove this comment? Its words are gone for everybody.")
          ) { submit("Remove", .quiet) }
        }
      }
    }
  }

  private func settling(_ comment: Comment, _ context: PageContext) -> HTML {
    let isOpen = comment.resolved == nil
    return form("/comments/\(comment.id)/\(isOpen ? "resolve" : "reopen")", in: context) {
      submit(isOpen ? "Settle" : "Reopen", .quiet)
    }
  }

  private func answerForm(_ first: Comment, _ context: PageContext) -> HTML {
    details {
      summary { "Answer" }
      form("/posts/\(post.id)/comments", in: context) {
        hidden("answers", first.id.description)
        body("Answer to \(names[first.author] ?? "this")", "answer-\(first.id)", "")
        submit("Answer")
      }
    }
  }

  private func newForm(_ context: PageContext, _ written: String) -> HTML {
    let content = newFormContent(context, written)
    return written.isEmpty
      ? details(.class("new-comment")) { content } : details(.class("new-comment"), .open) { content }
  }

  private func newFormContent(_ context: PageContext, _ written: String) -> HTML {
    HTML {
      summary { "Write a comment" }
      form("/posts/\(post.id)/comments", in: context) {
        body("Comment", "new-comment", written)
        if !variants.isEmpty {
          selectField(
            Field("variant_id", "About", value: ""),
            options: [("", "The post")] + variants.map { ($0.id.description, "Variant \($0.ordinal)") })
          textField(
            Field("quote", "Words it is about", hint: "Copied from the variant; the whole text when left empty."),
            .maxLength(Comment.Limits.quote))
        }
        askBoxes(context)
        submit("Comment")
      }
    }
  }

  private func body(_ label: String, _ id: String, _ written: String) -> HTML {
    textArea(
      Field("body", label, value: written, required: true, id: id), rows: 3, problem: nil,
      .maxLength(Comment.Limits.body))
  }

  private func askBoxes(_ context: PageContext) -> HTML {
    let others = people.filter { $0.user != context.caller?.user }
    guard !others.isEmpty else { return .empty }
    return fieldset {
      legend { "Ask somebody to look" }
      for person in others { checkbox("mentions", person.name, value: person.user.description) }
    }
  }
}
