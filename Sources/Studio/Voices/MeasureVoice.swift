import Kernel
package import Text

/// Learns a voice from posts and tries it against the one in use. Pure: the same posts give the same result.
package enum MeasureVoice {
  /// Throws `Problem(.invalid)` that says what is missing when there are too few usable posts.
  package static func run(
    _ posts: [String], others: [String], brand: BrandProfile, active: StyleProfile?
  ) throws -> (profile: StyleProfile, trial: VoiceTrial) {
    let own = VoiceSplit(posts)
    let other = VoiceSplit(others)
    let profile = try VoiceTrainer.train(
      own.training, others: other.training, neverTerms: brand.never)
    return (profile, trial(profile, own, other, active))
  }

  private static func trial(
    _ profile: StyleProfile, _ own: VoiceSplit, _ other: VoiceSplit, _ active: StyleProfile?
  ) -> VoiceTrial {
    let scorer = VoiceScorer(profile)
    let notes = notes(scorer, own)
    if let separation = Separation.auc(scorer, own: own.heldBack, others: other.heldBack) {
      let before = active.flatMap { Separation.auc(VoiceScorer($0), own: own.heldBack, others: other.heldBack) }
      return VoiceTrial(
        heldBack: own.heldBack.count, separation: separation, before: before, notes: notes)
    }
    let measured = profile.separation.heldBack > 0 ? profile.separation.auc : nil
    let before = active.flatMap { $0.separation.heldBack > 0 ? $0.separation.auc : nil }
    return VoiceTrial(
      heldBack: profile.separation.heldBack, separation: measured, before: before, notes: notes)
  }

  /// Fewer than this is said to be too few for a sure measure.
  private static let comfortable = 40

  private static func notes(_ voice: VoiceScorer, _ own: VoiceSplit) -> [String] {
    let posts = own.training + own.heldBack
    let findings = ExampleCheck.findings(posts)
    var notes = findings.map(\.message)
    if posts.count < comfortable, !findings.contains(where: { $0.kind == .few }) {
      notes.append("\(posts.count) posts give a first impression; with \(comfortable) or more the measures settle.")
    }
    if voice.profile.examples < own.training.count {
      let unused = own.training.count - voice.profile.examples
      notes.append("\(unused) of the posts were repeats, other people's, or held no words of their own.")
    }
    return notes
  }
}
