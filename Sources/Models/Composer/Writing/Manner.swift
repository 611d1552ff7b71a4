import Text

/// How posts of one brand look on one platform: the voice's measured habits, bent by tone and constraints.
struct Manner: Sendable {
  let platform: PlatformLimits
  let formal: Bool
  /// Shares of posts that have the mark, 0 to 1.
  let exclamationShare: Double
  let emojiShare: Double
  let emoji: [String]
  let maxEmoji: Int
  let hashtags: Int
  let tags: [String]
  let lowercase: Bool
  let contractions: Bool
  /// Blank lines between thoughts.
  let paragraphs: Bool
  /// Line breaks that the voice itself uses; nil without a voice.
  let lineBreaks: Double?
  /// Characters to aim at; the platform's limit and the brief's still rule.
  let length: Int
  let maxCharacters: Int?
  let maxWords: Int?
  let maxSentences: Int?
  let spellings: [String]
  let asks: Asks
  /// The brief writes `’`, never `'`.
  let curlyApostrophes: Bool

  init(_ brief: ComposerBrief, _ reading: Reading, _ voice: StyleProfile?, _ platform: PlatformLimits) {
    let habits = voice?.habits
    let asks = reading.asks
    self.platform = platform
    self.asks = asks
    formal = asks.formal || reading.topic.genre == .notice && !asks.lively && !asks.warm && habits == nil
    let isGrave = formal || reading.topic.genre == .notice
    exclamationShare =
      isGrave || asks.noExclamations
      ? 0 : min(1, (habits?.exclamationShare ?? Self.exclamations(reading.topic.genre)) + (asks.lively ? 0.4 : 0))
    emojiShare = isGrave || asks.noEmoji ? 0 : habits?.emojiShare ?? 0
    emoji = Array((habits?.emoji ?? []).prefix(3))
    maxEmoji = asks.noEmoji ? 0 : min(asks.maxEmoji ?? .max, max(1, voice?.constraints.maxEmoji ?? .max))
    let usual = Int((habits?.hashtagsPerPost ?? Double(platform.conventions.hashtags)).rounded(.up))
    hashtags =
      asks.noHashtags
      ? 0 : min(usual, asks.maxHashtags ?? .max, platform.conventions.hashtags, platform.maxHashtags ?? .max)
    tags = habits?.hashtags ?? []
    lowercase = (habits?.lowercaseOpenings ?? 0) > 0.6
    contractions = !asks.formal && (habits.map { $0.contractions > 0.004 } ?? true)
    lineBreaks = habits?.lineBreaksPerPost
    paragraphs = platform.conventions.paragraphs || (habits?.lineBreaksPerPost ?? 0) >= 1.5
    let comfortable = platform.conventions.comfortableLength
    let most = min(comfortable * 5 / 4, platform.limit - platform.limit / 28)
    let aim = max(most, min(Int(habits?.postLength.high ?? 0), platform.limit))
    length = min(asks.short ? comfortable * 2 / 3 : aim, asks.maxCharacters ?? .max)
    maxCharacters = asks.maxCharacters
    maxWords = asks.maxWords
    maxSentences = asks.maxSentences
    let written = ([brief.topic, brief.offer ?? ""] + brief.facts.prefix(Reading.mostFacts)).joined()
    curlyApostrophes = written.contains("’") && !written.contains("'")
    spellings = brief.alwaysTerms + (voice?.constraints.alwaysTerms ?? [])
  }

  /// Without a voice, joy belongs to what is new or to be visited.
  private static func exclamations(_ genre: Genre) -> Double { [.event, .product, .sale].contains(genre) ? 0.15 : 0 }

  /// A list needs lines; a post of a sentence or two has none.
  var roomForLists: Bool { length >= 150 && (maxSentences ?? .max) > 2 && !lowercase }

  /// Title and description in one text: the title is the first line.
  var isTitled: Bool { ["youtube", "pinterest"].contains(platform.id) }

  func allows(_ text: String) -> Bool { TextMeasure.fits(text, platform) && asksAllow(text) }

  /// The limits that the brief's constraints set.
  func asksAllow(_ text: String) -> Bool {
    if let maxCharacters, text.count > maxCharacters { return false }
    if let maxWords, Words.split(text).count > maxWords { return false }
    return maxSentences.map { Sentences.split(text).count <= $0 } ?? true
  }
}

/// What one draft wears, by its seed.
struct Dress: Sendable {
  let exclaims: Bool
  let emoji: String?
  let emojiFirst: Bool
  /// Hook, body and closing apart by blank lines.
  let isAiry: Bool
  /// Chooses among equal wordings.
  let pick: Int

  init(_ manner: Manner, seed: UInt64) {
    var random = SeededRandom(seed &* 31 &+ 7)
    let roll = (0..<3).map { _ in Double.random(in: 0..<1, using: &random) }
    exclaims = roll[0] < manner.exclamationShare
    emoji = roll[1] < manner.emojiShare && manner.maxEmoji > 0 ? manner.emoji.randomElement(using: &random) : nil
    emojiFirst = roll[1] * 7 - (roll[1] * 7).rounded(.down) < 0.25
    let airyShare = manner.lineBreaks.map { min(1, $0) } ?? 0.6
    isAiry = manner.paragraphs || roll[2] < airyShare
    pick = Int.random(in: 0..<60, using: &random)
  }
}
