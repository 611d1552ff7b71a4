import Text

/// How a draft is dressed: the voice's measured habits, bent by the brief's tone and constraints.
struct Manner {
  var exclaims: Bool
  var emoji: String?
  var hashtags: Int
  var lowercase: Bool
  var paragraphs: Bool
  /// Characters to aim at; the platform's limit still rules.
  var length: Int
  var neverTerms: [String]

  init(_ brief: ComposerBrief, _ voice: StyleProfile?, _ platform: PlatformLimits, _ random: inout SeededRandom) {
    let habits = voice?.habits
    let asks = Asks(brief)
    let bent = asks.lively ? 0.35 : 0
    let roll = (Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random))
    exclaims = !asks.plain && !asks.noExclamations && roll.0 < (habits?.exclamationShare ?? 0.15) + bent
    let wantsEmoji = !asks.plain && !asks.noEmoji && roll.1 < (habits?.emojiShare ?? 0)
    emoji = wantsEmoji ? habits?.emoji.prefix(3).randomElement(using: &random) : nil
    let usual = Int((habits?.hashtagsPerPost ?? Double(platform.conventions.hashtags)).rounded(.up))
    hashtags = asks.noHashtags ? 0 : min(usual, platform.conventions.hashtags, platform.maxHashtags ?? .max)
    lowercase = (habits?.lowercaseOpenings ?? 0) > 0.6
    paragraphs = platform.conventions.paragraphs || (habits?.lineBreaksPerPost ?? 0) >= 1.5
    let comfortable = platform.conventions.comfortableLength
    length = asks.short ? comfortable * 2 / 3 : max(comfortable, min(Int(habits?.postLength.high ?? 0), platform.limit))
    neverTerms = brief.neverTerms + (voice?.constraints.neverTerms ?? [])
  }

  /// What tone and constraints say in so many words.
  private struct Asks {
    var noEmoji = false
    var noHashtags = false
    var noExclamations = false
    var short = false
    var plain = false
    var lively = false

    init(_ brief: ComposerBrief) {
      let constraints = brief.constraints.joined(separator: " · ").lowercased()
      func forbids(_ word: String) -> Bool {
        ["no \(word)", "without \(word)", "avoid \(word)", "don't use \(word)", "never use \(word)"]
          .contains { constraints.contains($0) }
      }
      let tone = (brief.tone ?? "").lowercased()
      noEmoji = forbids("emoji")
      noHashtags = forbids("hashtag")
      noExclamations = forbids("exclamation")
      short = constraints.contains("short") || constraints.contains("brief") || tone.contains("terse")
      plain =
        ["formal", "serious", "sober", "sombre", "somber", "solemn"].contains { tone.contains($0) }
        && !tone.contains("informal")
      lively = ["playful", "excited", "enthusiastic", "fun", "energetic", "cheerful"].contains { tone.contains($0) }
    }
  }
}
