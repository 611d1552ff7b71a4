import Kernel

package enum VoiceTrainer {
  package static let fewestExamples = 8
  /// More posts than this are thinned evenly: the measure no longer gains, its cost would grow.
  static let corpusLimit = 400
  private static let folds = 5

  /// Learns a voice. `others` are posts of other brands to be told apart from; without any, the built-in
  /// neutral reference set is used. Same input and seed, same profile.
  /// Throws `Problem(.invalid)` that says what is missing when there are too few usable examples.
  package static func train(
    _ examples: [String], others: [String] = [], alwaysTerms: [String] = [], neverTerms: [String] = [],
    seed: UInt64 = 1
  ) throws -> StyleProfile {
    let posts = usable(examples)
    guard posts.count >= fewestExamples else {
      throw Problem.invalid(
        "/examples",
        "A voice needs at least \(fewestExamples) different posts with words in them; these have \(posts.count).")
    }
    let features = posts.map(StyleFeatures.init)
    let corpus = thinned(posts.map(VoiceText.prepare).filter { !$0.isEmpty })
    let trial = Trial.run(corpus, others: usable(others).map(VoiceText.prepare), seed: seed)
    return StyleProfile(
      format: StyleProfile.currentFormat, examples: posts.count, habits: VoiceHabits(features, posts),
      constraints: VoiceConstraints(features, always: alwaysTerms, never: neverTerms),
      separation: trial.separation, style: StyleModel(corpus: corpus, calibration: trial.calibration))
  }

  /// Different posts with at least two words.
  private static func usable(_ posts: [String]) -> [String] {
    var seen: Set<String> = []
    return posts.filter { Words.split($0).count >= 2 && seen.insert(canonical($0)).inserted }
  }

  private static func thinned(_ posts: [String]) -> [String] {
    guard posts.count > corpusLimit else { return posts }
    return (0..<corpusLimit).map { posts[$0 * posts.count / corpusLimit] }
  }

  /// The held-back test: every post is scored by a model that has not seen it.
  struct Trial {
    var separation: HeldBackSeparation
    var calibration: StyleModel.Calibration

    static func run(_ corpus: [String], others: [String], seed: UInt64) -> Trial {
      let brands = others.count >= VoiceTrainer.fewestExamples
      let (own, other) = brands ? againstBrands(corpus, thinned(others)) : againstReference(corpus)
      let separation = HeldBackSeparation(
        auc: rounded(Separation.auc(own, other)),
        aucOfFive: rounded(Separation.auc(Separation.bundles(own, seed), Separation.bundles(other, seed))),
        heldBack: own.count, others: other.count, against: brands ? "brands" : "reference")
      return Trial(separation: separation, calibration: Separation.calibration(own, other))
    }

    private static func againstBrands(_ corpus: [String], _ others: [String]) -> ([Double], [Double]) {
      let scores = split(corpus).map { part -> ([Double], [Double]) in
        let model = VoiceModel(own: part.kept, reference: .neutral)
        return (part.held.map(model.raw), part.fold == 0 ? others.map(model.raw) : [])
      }
      return (scores.flatMap(\.0), scores.flatMap(\.1))
    }

    /// Half of the reference posts serve the model and the other half stand for strangers, then the reverse.
    private static func againstReference(_ corpus: [String]) -> ([Double], [Double]) {
      let halves = [0, 1].map { half in
        NeutralReference.posts.enumerated().filter { $0.offset % 2 == half }.map(\.element)
      }
      let references = halves.map(VoiceModel.Reference.init)
      let scores = split(corpus).map { part -> ([Double], [Double]) in
        let model = VoiceModel(own: part.kept, reference: references[part.fold % 2])
        return (part.held.map(model.raw), part.fold < 2 ? halves[1 - part.fold % 2].map(model.raw) : [])
      }
      return (scores.flatMap(\.0), scores.flatMap(\.1))
    }

    private static func split(_ corpus: [String]) -> [(fold: Int, kept: [String], held: [String])] {
      (0..<folds).map { fold in
        let parts = corpus.enumerated()
        return (
          fold, parts.filter { $0.offset % folds != fold }.map(\.element),
          parts.filter { $0.offset % folds == fold }.map(\.element)
        )
      }
    }
  }
}
