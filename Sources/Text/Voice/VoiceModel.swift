/// Tells one voice's posts from others by three readings of a text without its topic: wording (letters), pattern
/// (small words, marks and the forms of all other words) and habits. Each is a log odds beside people in general.
struct VoiceModel: Sendable {
  let language: ReferenceLanguage
  let topic: TopicWords
  private let wording: SequenceModel
  private let pattern: SequenceModel
  private let reference: Reference
  let habits: HabitModel

  /// `own` are prepared posts (`VoiceText.prepare`).
  init(own: [String], _ language: ReferenceLanguage) {
    let reference = Reference.whole(language)
    let topic = TopicWords(own: own, others: reference.posts, language)
    self.init(
      own: own.map { VoiceSample(topic.strip($0), language) },
      others: reference.posts.map { StyleFeatures(topic.strip($0)) }, topic, reference, language)
  }

  init(
    own: [VoiceSample], others: [StyleFeatures], _ topic: TopicWords, _ reference: Reference,
    _ language: ReferenceLanguage
  ) {
    self.language = language
    self.topic = topic
    self.reference = reference
    wording = Reference.wording(own)
    pattern = Reference.pattern(own)
    habits = HabitModel(own: own.map(\.features), reference: others, words: language.habitWords)
  }

  /// The three readings; each is higher for a text that is more like the voice.
  func readings(_ sample: VoiceSample) -> [Double] {
    [
      Self.perSymbol(odds(sample.letters), 30),
      Self.perSymbol(
        zip(pattern.logProbabilities(sample.pattern), reference.pattern.logProbabilities(sample.pattern)), 8),
      habits.odds(sample.features),
    ]
  }

  /// `text` is prepared.
  func sample(_ text: String) -> VoiceSample { VoiceSample(topic.strip(text), language) }

  /// Log odds of every letter, and of the text's end.
  func odds(_ letters: [UInt32]) -> Zip2Sequence<[Double], [Double]> {
    zip(wording.logProbabilities(letters), reference.wording.logProbabilities(letters))
  }

  /// The mean log odds, with `doubt` symbols that speak neither for nor against: a short text proves less.
  private static func perSymbol(_ odds: Zip2Sequence<[Double], [Double]>, _ doubt: Double) -> Double {
    let (sum, count) = odds.reduce(into: (0.0, doubt)) { total, pair in
      total.0 += pair.0 - pair.1
      total.1 += 1
    }
    return sum / count
  }
}
