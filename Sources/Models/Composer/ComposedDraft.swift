/// A draft composed without a model; always shown as a draft.
package struct ComposedDraft: Codable, Sendable, Equatable {
  package enum Frame: String, Codable, Sendable, CaseIterable {
    case announcement
    case problemSolution = "problem-solution"
    case list
    case question
    case howTo = "how-to"
    case quote
    case numberFirst = "number-first"
    case story
  }

  package var text: String
  package var frame: Frame
  package var platform: String
  package var seed: UInt64
  /// What was left out to fit, for the writer.
  package var leftOut: [String]
  /// What the writer should know: contradictions, constraints that nobody could check, a brief in another language.
  package var notes: [String]
}
