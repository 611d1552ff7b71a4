package import Foundation
package import Kernel
package import Text
package import Web

package struct VariantVersionReply: APIModel {
  package var version: Int
  package var text: String
  package var replacedAt: Date
  package var replacedBy: String

  init(_ version: VariantVersion) {
    self.version = version.version
    text = version.text
    replacedAt = version.until
    replacedBy = version.replacedBy
  }

  package static var schema: Schema {
    .object(
      "VariantVersion", Schema.version, .required("text", .text(0...200_000)),
      .required("replaced_at", .instant, "Until then it was the variant's text."),
      .required("replaced_by", .line(0...200)))
  }
}

package struct RestoreVersionBody: APIModel {
  package var version: Int

  package static var schema: Schema {
    .object(
      "RestoreVariantVersion", .required("version", .integer(1...1_000_000_000), "One of the variant's versions."))
  }
}

package struct VariantDiffReply: APIModel {
  package struct Piece: Codable, Sendable, Equatable {
    package var kind: TextDiff.Kind
    package var text: String
  }

  package struct Side: Codable, Sendable, Equatable {
    package var variantID: VariantID
    package var version: Int
    package var length: Int
    package var scores: Scores

    init(_ variant: Variant) {
      variantID = variant.id
      version = variant.version
      length = variant.judged.length
      scores = variant.judged.scores
    }
  }

  package var before: Side
  package var after: Side
  package var pieces: [Piece]
  package var removedWords: Int
  package var addedWords: Int

  init(_ comparison: VariantComparison) {
    before = Side(comparison.before)
    after = Side(comparison.after)
    pieces = comparison.diff.pieces.map { Piece(kind: $0.kind, text: $0.text) }
    removedWords = comparison.diff.removedWords
    addedWords = comparison.diff.addedWords
  }

  package static var schema: Schema {
    .object(
      "VariantDiff", .required("before", side, "What it is compared with."), .required("after", side, "The variant."),
      .required(
        "pieces",
        .list(
          .object(
            "DiffPiece", .required("kind", .choice(of: TextDiff.Kind.self)), .required("text", .text(0...200_000))),
          0...200_000),
        "In reading order. Same and removed pieces make the text before, same and added ones the text after."),
      .required("removed_words", .integer(0...200_000)), .required("added_words", .integer(0...200_000)))
  }

  private static let side = Schema.object(
    "ComparedVariant", .required("variant_id", .id(VariantID.self)), Schema.version,
    .required("length", .integer(0...1_000_000), "As the platform counts it."), .required("scores", .scores))
}
