/// A brand's measured voice: how it writes, learnt from its own posts. A plain value: store it as JSON.
package struct StyleProfile: Codable, Sendable, Equatable {
  package static let currentFormat = 2

  /// Version of this layout. A newer one is refused when it is read; a profile of format 1 is read, and its scorer
  /// measures it anew, which takes about a second.
  package var format: Int
  /// Posts it was learnt from, after empty ones and repeats were dropped.
  package var examples: Int
  package var habits: VoiceHabits
  package var constraints: VoiceConstraints
  package var separation: HeldBackSeparation
  var style: StyleModel

  /// Whether it was measured by an earlier version of Starling, so that training again gives surer scores.
  package var isOfEarlierFormat: Bool { format < Self.currentFormat }
}

extension StyleProfile {
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    format = try values.decode(Int.self, forKey: .format)
    guard format <= Self.currentFormat else {
      throw DecodingError.dataCorruptedError(
        forKey: .format, in: values, debugDescription: "This voice was trained by a newer version of Starling.")
    }
    examples = try values.decode(Int.self, forKey: .examples)
    habits = try values.decode(VoiceHabits.self, forKey: .habits)
    constraints = try values.decode(VoiceConstraints.self, forKey: .constraints)
    separation = try values.decode(HeldBackSeparation.self, forKey: .separation)
    style = try values.decode(StyleModel.self, forKey: .style)
  }
}

extension StyleProfile {
  /// The habits of many other people who write in the same language, measured in the same way.
  package var othersHabits: VoiceHabits { NeutralReference.habits(style.language) }
}

/// What a person can read about the voice. Rates are per post unless said otherwise.
package struct VoiceHabits: Codable, Sendable, Equatable {
  /// Characters, links counted as 23.
  package var postLength: Spread
  package var wordsPerSentence: Spread
  package var sentencesPerPost: Spread
  /// Share of posts with at least one.
  package var emojiShare: Double
  package var hashtagShare: Double
  package var linkShare: Double
  package var mentionShare: Double
  package var questionShare: Double
  package var exclamationShare: Double
  /// Posts that end by asking the reader to do something.
  package var callToActionShare: Double
  package var hashtagsPerPost: Double
  package var emojiPerPost: Double
  /// Share of sentences that begin in lower case; of words in capitals (three letters or more).
  package var lowercaseOpenings: Double
  package var capitalWords: Double
  package var contractions: Double
  /// Share of personal pronouns that are first person singular, first plural, second, third.
  package var person: [String: Double]
  package var lineBreaksPerPost: Double
  /// Most used, most frequent first.
  package var emoji: [String]
  package var hashtags: [String]
  /// First words that several posts share.
  package var openers: [String]
  package var callsToAction: [String]
  /// Words and word pairs this voice uses far more than others do.
  package var signatureTerms: [String]

  package struct Spread: Codable, Sendable, Equatable {
    package var low: Double
    package var median: Double
    package var high: Double
  }
}

/// What the voice holds a draft to: the 10th to 90th percentile of the examples.
package struct VoiceConstraints: Codable, Sendable, Equatable {
  package var minLength: Int
  package var maxLength: Int
  package var maxWordsPerSentence: Int
  package var maxEmoji: Int
  package var maxHashtags: Int
  package var maxExclamations: Int
  package var alwaysTerms: [String]
  package var neverTerms: [String]
}

/// How well the voice tells the brand's own held-back posts from others'.
package struct HeldBackSeparation: Codable, Sendable, Equatable {
  /// Area under the ROC curve: .5 is chance, 1 is perfect. For single posts and for bundles of five.
  package var auc: Double
  package var aucOfFive: Double
  package var heldBack: Int
  package var others: Int
  /// `brands` when the others are posts of other brands, `reference` when they are the built-in set.
  package var against: String
}
