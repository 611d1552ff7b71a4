import Database
import Foundation
import Jobs
import Kernel
import Text
import Web

/// On a variant's card: ask for another wording. The new text is shown beside the old one.
enum RewritePages {
  /// Presets as buttons, and a line for one's own words. Without a model only what rules can do.
  /// `typed` is an instruction that was refused.
  static func form(
    _ variant: Variant, language: String, hasModel: Bool, typed: String, _ context: PageContext
  ) -> HTML {
    let aims = RewriteAim.allCases.filter { hasModel || RewriteWish.aim($0).isDoneByRules(in: language) }
    let content = HTML {
      summary { "Rewrite" }
      if !hasModel {
        p {
          small {
            aims.isEmpty
              ? "Without a writing model only English texts are rewritten. " : "Without a writing model rules do this. "
            a(.href("/settings/models")) { "Connect a model" }
            " for anything else."
          }
        }
      }
      if !aims.isEmpty {
        Web.form("/variants/\(variant.id)/rewrite", in: context) {
          hidden("version", String(variant.version))
          div(.class("actions"), .role("group"), .aria("label", "Rewrite variant \(variant.ordinal)")) {
            for aim in aims { submit(aim.words, .secondary, .name("preset"), .value(aim.rawValue)) }
          }
        }
      }
      if hasModel {
        Web.form("/variants/\(variant.id)/rewrite", in: context) {
          hidden("version", String(variant.version))
          textField(
            Field(
              "instruction", "In your own words", value: typed, hint: "Such as: name the opening hours first",
              required: true,
              id: "instruction-\(variant.id)"), .maxLength(RewriteWish.longest))
          submit("Rewrite", .secondary)
        }
      }
    }
    return typed.isEmpty ? details { content } : details(.open) { content }
  }

  /// How long a page waits for the new text before it says that it is on its way.
  static let patience = Duration.seconds(15)

  /// Begins it and waits a little. Throws the operation's own problem when it fails.
  static func begin(_ id: VariantID, _ parts: StudioParts, _ context: PageContext) async throws -> PageReply {
    let aim = try context.form["preset"].map { word in
      guard let aim = RewriteAim(rawValue: word) else { throw Problem.invalid("/preset", "There is no such preset.") }
      return aim
    }
    let words = context.form["instruction"].map { _ in FormText(form: context.form).text("instruction") }
    let wish = try RewriteWish(aim: aim, words: words)
    let expected = context.form["version"].flatMap { Int($0) } ?? 0
    let operation = try await parts.act(as: context.tenant) { tx in
      try await RewriteVariant(parts).run(id, wish, expected: expected, in: tx)
    }
    let ended = try await parts.operations.get(operation, wait: patience, as: context.tenant)
    switch ended.state {
    case .succeeded: return .redirect("/variants/\(id)/compare?version=\(expected)")
    case .failed, .cancelled:
      throw Problem(.conflict, ended.error?.detail ?? "The rewriting was stopped. The text is as it was.")
    case .running:
      let post = try await parts.variant(id, as: context.tenant).post
      return .redirect("/posts/\(post)?rewriting=\(id)")
    }
  }
}
