/// The held-back test: every post is read by a model that has not seen it, the neutral posts too.
struct HeldBackTrial {
  let separation: HeldBackSeparation
  let calibration: Calibration

  /// With fewer posts of other brands than this, strangers are reckoned from the neutral posts.
  static let enoughOthers = 40

  /// `corpus` and `others` are prepared.
  init(_ corpus: [String], others: [String], _ language: ReferenceLanguage, seed: UInt64) {
    let readings = Readings(corpus, others, language)
    let scales = Calibration.scales(readings.own)
    let own = readings.own.map { Calibration.evidence($0, scales) }
    let neutral = readings.neutral.map { Calibration.evidence($0, scales) }
    let foreign = readings.others.map { Calibration.evidence($0, scales) }
    let brands = others.count >= VoiceTrainer.fewestExamples
    let measured = brands ? foreign : neutral
    func bundled(_ values: [Double]) -> [Double] { VoiceSeparation.bundles(values, of: 5, seed: seed) }
    separation = HeldBackSeparation(
      auc: rounded(VoiceSeparation.auc(own, measured)),
      aucOfFive: rounded(VoiceSeparation.auc(bundled(own), bundled(measured))),
      heldBack: own.count, others: measured.count, against: brands ? "brands" : "reference")
    calibration = Calibration(
      scales: scales, own: own,
      strangers: foreign.count >= Self.enoughOthers ? foreign : Strangers.evidence(neutral: neutral))
  }

  private struct Readings {
    var own: [[Double]] = []
    var neutral: [[Double]] = []
    var others: [[Double]] = []

    init(_ corpus: [String], _ others: [String], _ language: ReferenceLanguage) {
      let topic = TopicWords(own: corpus, others: Reference.whole(language).posts, language)
      func samples(_ posts: [String]) -> [VoiceSample] { posts.map { VoiceSample(topic.strip($0), language) } }
      let own = samples(corpus)
      let foreign = samples(others)
      let folds = ReferenceFolds.of(language).folds
      let neutral = folds.map { samples($0.held) }
      for (fold, reference) in folds.enumerated() {
        let split = Self.split(own, fold, folds.count)
        let kept = neutral.enumerated().filter { $0.offset != fold }.flatMap(\.element)
        let model = VoiceModel(own: split.kept, others: kept.map(\.features), topic, reference.kept, language)
        self.own += split.held.map(model.readings)
        self.neutral += neutral[fold].map(model.readings)
        if fold == 0 { self.others = foreign.map(model.readings) }
      }
    }

    /// Neighbours stay together, since posts of one day repeat each other.
    private static func split(
      _ posts: [VoiceSample], _ fold: Int, _ folds: Int
    ) -> (kept: [VoiceSample], held: [VoiceSample]) {
      let held = (fold * posts.count / folds)..<((fold + 1) * posts.count / folds)
      return (Array(posts[..<held.lowerBound] + posts[held.upperBound...]), Array(posts[held]))
    }
  }
}
