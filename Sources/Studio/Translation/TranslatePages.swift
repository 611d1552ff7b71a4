import Database
import Foundation
import Jobs
import Kernel
import Text
import Web

/// On a variant's card: say it in another language.
enum TranslatePages {
  /// `others` are the brand's languages that the post is not in. Without a model it says what is missing.
  static func form(
    _ variant: Variant, of post: Post, brand: BrandProfile, hasModel: Bool, typed: String, _ context: PageContext
  ) -> HTML {
    let others = brand.locales.filter { $0 != post.language }
    let content = HTML {
      summary { "Translate" }
      if hasModel {
        Web.form("/variants/\(variant.id)/translate", in: context) {
          textField(
            Field(
              "language", "Into", value: typed.isEmpty ? others.first ?? "" : typed, hint: "Such as de or pt-BR.",
              required: true, id: "language-\(variant.id)"), .list("languages-\(variant.id)"))
          datalist(.id("languages-\(variant.id)")) { for other in others { option(.value(other)) { other } } }
          selectField(
            Field("formality", "Readers are spoken to", value: "", id: "formality-\(variant.id)"),
            options: [("", "As the brand does"), ("formal", "Formally"), ("informal", "Informally")])
          submit("Translate", .secondary)
        }
      } else {
        p {
          small {
            "Translating needs a writing model, and none is connected. "
            a(.href("/settings/models")) { "Connect a model" }
            ", or write the text by hand: a brief with two languages makes a post for each."
          }
        }
      }
    }
    return typed.isEmpty ? details { content } : details(.open) { content }
  }

  /// Begins it and waits a little; then the post in the other language shows the text, or that it is on its way.
  /// Throws the operation's own problem when it fails.
  static func begin(_ id: VariantID, _ parts: StudioParts, _ context: PageContext) async throws -> PageReply {
    let text = FormText(form: context.form)
    let formality = try text.optional("formality").map { word in
      guard let formality = Formality(rawValue: word) else {
        throw Problem.invalid("/formality", "must be formal or informal")
      }
      return formality
    }
    let language = text.text("language")
    let operation = try await parts.act(as: context.tenant) { tx in
      try await TranslateVariant(parts).run(id, to: language, formality: formality, in: tx)
    }
    let ended = try await parts.operations.get(operation, wait: RewritePages.patience, as: context.tenant)
    guard ended.state == .succeeded || ended.state == .running else {
      throw Problem(.conflict, ended.error?.detail ?? "The translation was stopped. Nothing was changed.")
    }
    let brief = try await parts.post(try await parts.variant(id, as: context.tenant).post, as: context.tenant).brief
    let posts = try await parts.database.query(PostStatements.ofBrief, brief, as: context.tenant)
    let source = try await parts.variant(id, as: context.tenant).post
    let platform = posts.first { $0.id == source }?.platform
    guard let made = posts.first(where: { $0.platform == platform && $0.language == language }) else {
      return .redirect("/briefs/\(brief)")
    }
    return .redirect("/posts/\(made.id)")
  }
}
