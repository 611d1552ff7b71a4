package import Foundation
package import Kernel
package import Text
package import Web

extension Schema {
  static let span = Schema.object(
    "Span", .required("start", .integer(0...1_000_000), "In Unicode code points."),
    .required("end", .integer(0...1_000_000), "The first one after it."))

  static let score = Schema.object(
    "Score", .required("value", .integer(0...100)),
    .required(
      "reasons",
      .list(
        .object(
          "ScoreReason", .required("words", .text(0...2_000)), .required("points", .number(-1_000...1_000)),
          .optional("span", span)), 0...1_000),
      "What it comes from."))

  static let scores = Schema.object(
    "Scores", .optional("brand_fit", score, "Absent while the brand has no voice."),
    .required("risk", score, "0 is safe."),
    .optional("readability", score, "Absent for languages without a published formula."),
    .optional(
      "engagement", score,
      "How many of a hundred of the account's last posts it is expected to outdo. Absent while fewer than 50 were counted."
    ))

  static let finding = Schema.object(
    "Finding", .required("rule", .line(1...100)),
    .required("severity", .choice(["notice", "warning", "block"]), "block stops scheduling."),
    .required("span", span), .required("quote", .text(0...30_000)), .required("message", .text(0...2_000)),
    .optional("fix", .text(0...30_000), "What to do, in words or as the words to write."),
    .optional("version", .line(1...60), "Of the rule, where rules are versioned."),
    .optional("source", .text(0...2_000), "The law or page that the rule rests on."),
    .optional(
      "edit",
      .object(
        "FindingEdit", .required("span", span),
        .required("text", .text(0...30_000), "Goes in place of the span.")),
      "The change that mends it in one click."))
}

package struct VariantReply: VersionedModel {
  package var id: VariantID
  package var postID: PostID
  package var brandID: BrandID
  package var ordinal: Int
  package var version: Int
  package var text: String
  package var length: Int
  package var limit: Int?
  package var writer: Writer
  package var writerDetail: String
  package var isDraft: Bool
  package var note: String
  package var scores: Scores
  package var findings: [Finding]
  package var isBlocked: Bool
  package var seed: UInt64
  package var created: Date
  package var updated: Date
  package var preview: PreviewReply?

  package init(_ variant: Variant, on platform: PlatformLimits? = nil) {
    preview = platform.map { PreviewReply(PostPreview(variant.judged.text, on: $0)) }
    id = variant.id
    postID = variant.post
    brandID = variant.brand
    ordinal = variant.ordinal
    version = variant.version
    text = variant.judged.text
    length = variant.judged.length
    limit = variant.judged.limit
    writer = variant.writer
    writerDetail = variant.writerDetail
    isDraft = variant.isDraft
    note = variant.note
    scores = variant.judged.scores
    findings = variant.judged.findings
    isBlocked = variant.judged.findings.isBlocked
    seed = variant.provenance.seed
    created = variant.created
    updated = variant.updated
  }

  package static var schema: Schema {
    .object(
      "Variant", .required("id", .id(VariantID.self)), .required("post_id", .id(PostID.self)),
      .required("brand_id", .id(BrandID.self)), .required("ordinal", .integer(1...1_000)), Schema.version,
      .required("text", .text(1...200_000)),
      .required("length", .integer(0...1_000_000), "As the platform counts it."),
      .optional("limit", .integer(0...1_000_000)), .required("writer", .choice(of: Writer.self)),
      .required("writer_detail", .line(0...200), "The model, or the composer's frame."),
      .required("is_draft", .boolean, "To be improved before it goes out."),
      .required("note", .text(0...2_000), "Why it is not what was asked for."),
      .required("scores", .scores), .required("findings", .list(.finding, 0...1_000)),
      .required("is_blocked", .boolean), .required("seed", .integer(0...9_007_199_254_740_991)),
      .required("created", .instant), .required("updated", .instant),
      .optional("preview", PreviewReply.schema, "When a variant is judged: how the platform shows it."))
  }
}

/// A post as its platform's readers see it.
package struct PreviewReply: APIModel {
  package var shown: [PostPreview.Run]
  package var folded: [PostPreview.Run]
  package var more: String
  package var card: String?

  init(_ preview: PostPreview) {
    (shown, folded, more, card) = (preview.shown, preview.folded, preview.more, preview.card)
  }

  package static var schema: Schema {
    let run = Schema.object(
      "PreviewRun", .required("kind", .choice(of: PostPreview.Kind.self)),
      .required("text", .text(1...200_000), "As the platform writes it."))
    return .object(
      "Preview", .required("shown", .list(run, 0...20_000)),
      .required("folded", .list(run, 0...20_000), "What shows only after a click."),
      .required("more", .line(0...40), "What that click is on."),
      .optional("card", .line(1...255), "The host of the link that the platform makes a card of."))
  }
}

package struct EditVariantBody: APIModel {
  package var text: String

  package static var schema: Schema { .object("VariantEdit", .required("text", .text(1...Variant.Limits.text))) }
}

package struct TranslateBody: APIModel {
  package var language: String
  package var formality: Formality?

  package static var schema: Schema {
    .object(
      "TranslateVariant", .required("language", .language),
      .optional("formality", .choice(of: Formality.self), "How readers are spoken to; the brand's choice when absent."))
  }
}

package struct ScoreVariantBody: APIModel {
  package var text: String?

  package static var schema: Schema {
    .object(
      "ScoreVariant",
      .optional("text", .text(1...Variant.Limits.text), "Judge this instead, without saving anything."))
  }
}
