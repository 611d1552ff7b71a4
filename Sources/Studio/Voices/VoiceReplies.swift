package import Foundation
package import Kernel
import Text
package import Web

/// What `POST /v1/brands/{brand_id}/voice/train` reads: posts as a list, or CSV with a `text` column.
package struct TrainVoiceBody: APIModel {
  package var examples: [String]?
  package var csv: String?
  package var connectorID: ConnectorID?

  package static var schema: Schema {
    .object(
      "TrainVoice",
      .optional(
        "examples", .list(.text(0...VoiceExample.Limits.text), 1...VoiceExample.Limits.perImport),
        "Posts of the brand, one each. At least \(VoiceTrainer.fewestExamples); 40 or more give a sure measure."),
      .optional("csv", .text(1...6_000_000), "UTF-8 CSV with a header and a `text` column, instead of examples."),
      .optional(
        "connector_id", .id(ConnectorID.self),
        "One of the brand's accounts, whose newest \(LearnFromAccount.most) public posts are read, instead of examples."
      ))
  }

  /// Posts that stand in the body itself.
  func read() throws -> (examples: [VoiceExample], source: String) {
    if connectorID != nil {
      throw Problem.invalid("/connector_id", "Give an account, a list or CSV text: one of them.")
    }
    return switch (examples, csv) {
    case (let list?, nil): (try ExampleImport.list(list), "paste")
    case (nil, let csv?): (try ExampleImport.csv(csv), "csv")
    case (nil, nil): throw Problem.invalid("/examples", "Give posts to learn from: a list, or CSV text.")
    case (_?, _?): throw Problem.invalid("/csv", "Give either a list or CSV text, not both.")
    }
  }
}

/// A voice that explains itself.
package struct VoiceReply: APIModel {
  package var id: VoiceModelID
  package var brandID: BrandID
  package var version: Int
  package var state: VoiceState
  package var trainedOn: Int
  package var separation: Double?
  package var separationBefore: Double?
  package var heldBack: Int
  /// The separation in words.
  package var explanation: String
  package var notes: [String]
  package var habits: [String]
  package var heldTo: [String]
  package var openers: [String]
  package var signatureTerms: [String]
  package var hashtags: [String]
  package var emoji: [String]
  package var minLength: Int
  package var maxLength: Int
  package var examples: Int?
  package var embedded: Int?
  package var created: Date

  init(_ model: VoiceModel, examples count: ExampleCount?) {
    let profile = model.profile
    id = model.id
    brandID = model.brand
    version = model.version
    state = model.state
    trainedOn = profile.examples
    separation = model.trial.separation
    separationBefore = model.trial.before
    heldBack = model.trial.heldBack
    explanation = VoiceWords.trial(model.trial)
    notes = model.trial.notes
    habits = VoiceWords.habits(profile)
    heldTo = VoiceWords.constraints(profile.constraints)
    openers = profile.habits.openers
    signatureTerms = profile.habits.signatureTerms
    hashtags = profile.habits.hashtags
    emoji = profile.habits.emoji
    minLength = profile.constraints.minLength
    maxLength = profile.constraints.maxLength
    examples = count?.all
    embedded = count?.embedded
    created = model.created
  }

  package static var schema: Schema {
    let words = Schema.list(.text(0...2_000), 0...100)
    let count = Schema.integer(0...1_000_000_000)
    return .object(
      "Voice", .required("id", .id(VoiceModelID.self)), .required("brand_id", .id(BrandID.self)),
      .required("version", .integer(1...1_000_000_000)),
      .required(
        "state", .choice(of: VoiceState.self), "active is held to; refused measured worse than the active one."),
      .required("trained_on", count, "Posts it learnt from."),
      .optional(
        "separation", .number(0...1), "Share of held-back pairs (own, other's) it orders rightly; .5 is chance."),
      .optional("separation_before", .number(0...1), "The voice it was tried against, on the same posts."),
      .required("held_back", count), .required("explanation", .text(0...2_000)), .required("notes", words),
      .required("habits", words, "How the brand writes, in sentences."),
      .required("held_to", words, "What drafts are held to."), .required("openers", words),
      .required("signature_terms", words), .required("hashtags", words), .required("emoji", words),
      .required("min_length", count), .required("max_length", count),
      .optional("examples", count, "Posts kept as examples."),
      .optional("embedded", count, "Of these, with an embedding."),
      .required("created", .instant))
  }
}

package struct VoiceExampleReply: APIModel {
  package var id: VoiceExampleID
  package var text: String
  package var source: String
  package var created: Date

  init(_ example: StoredExample) {
    id = example.id
    text = example.text
    source = example.source
    created = example.created
  }

  package static var schema: Schema {
    .object(
      "VoiceExample", .required("id", .id(VoiceExampleID.self)), .required("text", .text(1...100_000)),
      .required("source", .line(1...100)), .required("created", .instant))
  }
}

package struct VoiceDriftReply: APIModel {
  package struct Change: APIModel {
    package var feature: String
    package var before: Double
    package var now: Double
    package var effect: Double
    package var significance: Double
    package var isNotable: Bool
    package var explanation: String

    package static var schema: Schema {
      .object(
        "VoiceChange", .required("feature", .line(1...60)),
        .required("before", .number(-1_000_000...1_000_000), "In the examples: a mean per post, or a share of posts."),
        .required("now", .number(-1_000_000...1_000_000)),
        .required("effect", .number(-1...1), "Around .1 is small, .3 notable, .5 large."),
        .required("significance", .number(0...1), "Chance of so large a difference if nothing had changed."),
        .required("is_notable", .boolean, "Neither chance nor trifle."), .required("explanation", .text(0...500)))
    }
  }

  package var voiceVersion: Int
  package var posts: Int
  package var recognised: Double?
  package var isNotable: Bool
  package var explanation: String
  package var changes: [Change]

  init(_ report: MeasureDrift.Report) {
    voiceVersion = report.version
    posts = report.posts
    recognised = report.drift?.recognised
    isNotable = report.isNotable
    explanation = report.explanation
    changes = (report.drift?.changes ?? []).map {
      Change(
        feature: $0.feature, before: $0.before, now: $0.now, effect: $0.effect, significance: $0.significance,
        isNotable: $0.isNotable, explanation: $0.message)
    }
  }

  package static var schema: Schema {
    .object(
      "VoiceDrift", .required("voice_version", .integer(1...1_000_000_000)),
      .required("posts", .integer(0...1_000), "Different posts that went out, the newest 200 at most."),
      .optional("recognised", .number(0...1), "Share of them that the voice takes for the brand's."),
      .required("is_notable", .boolean), .required("explanation", .text(0...500)),
      .required("changes", .list(.model(Change.self), 0...60), "The surest first; none with fewer than ten posts."))
  }
}
