package import Foundation
package import Kernel
package import Text

package enum Writer: String, Codable, Sendable, CaseIterable {
  case composer, model, person, translation
}

/// What a variant was made from: ids, versions and hashes, and no content but what its judgement needs again.
package struct Provenance: Codable, Sendable, Equatable {
  package var seed: UInt64
  package var briefVersion: Int
  package var brandVersion: Int
  package var voice: VoiceModelID?
  /// Version of the prompt template and SHA-256 of the whole prompt; nil when no model was asked.
  package var promptVersion: String?
  package var promptDigest: String?
  package var attempts: Int
  /// Of a rewriting: what a person had written, whose facts and links may be said again.
  package var vouched: String?
  package var translation: TranslationSource?

  package init(
    seed: UInt64, briefVersion: Int, brandVersion: Int, voice: VoiceModelID?,
    promptVersion: String? = nil, promptDigest: String? = nil, attempts: Int = 1
  ) {
    self.seed = seed
    self.briefVersion = briefVersion
    self.brandVersion = brandVersion
    self.voice = voice
    self.promptVersion = promptVersion
    self.promptDigest = promptDigest
    self.attempts = attempts
  }
}

/// A text with everything that was measured on it.
package struct JudgedText: Sendable, Equatable {
  package var text: String
  package var length: Int
  package var limit: Int?
  package var scores: Scores
  package var findings: [Finding]

  package init(text: String, length: Int, limit: Int?, scores: Scores, findings: [Finding]) {
    self.text = text
    self.length = length
    self.limit = limit
    self.scores = scores
    self.findings = findings
  }
}

/// One way to say a brief on one platform in one language.
package struct Variant: Sendable, Equatable {
  package var id: VariantID
  package var post: PostID
  package var brand: BrandID
  package var ordinal: Int
  package var version: Int
  package var judged: JudgedText
  package var writer: Writer
  package var writerDetail: String
  package var isDraft: Bool
  /// Why it is not what was asked for; empty otherwise.
  package var note: String
  package var provenance: Provenance
  package var created: Date
  package var updated: Date

  package init(
    id: VariantID, post: PostID, brand: BrandID, ordinal: Int, version: Int, judged: JudgedText,
    writer: Writer, writerDetail: String, isDraft: Bool, note: String, provenance: Provenance,
    created: Date, updated: Date
  ) {
    self.id = id
    self.post = post
    self.brand = brand
    self.ordinal = ordinal
    self.version = version
    self.judged = judged
    self.writer = writer
    self.writerDetail = writerDetail
    self.isDraft = isDraft
    self.note = note
    self.provenance = provenance
    self.created = created
    self.updated = updated
  }

  package enum Limits {
    /// Characters a person may save; platforms allow far less, LinkedIn 3,000.
    package static let text = 30_000
    package static let perPost = 10
  }

  package static func check(text: String) throws(Problem) {
    var check = FieldCheck()
    check.text(text, "/text", TextRule(Limits.text, least: 1, lines: true))
    try check.done()
  }
}
