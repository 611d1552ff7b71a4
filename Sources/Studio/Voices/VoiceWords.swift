package import Text

/// A measured voice in sentences: for the voice page, the API's explanation and the model's instructions.
package enum VoiceWords {
  package static func habits(_ profile: StyleProfile) -> [String] {
    let habits = profile.habits
    return [
      "Posts run from \(whole(habits.postLength.low)) to \(whole(habits.postLength.high)) characters, \(whole(habits.postLength.median)) in the middle.",
      "Sentences have about \(whole(habits.wordsPerSentence.median)) words; a post has about \(whole(habits.sentencesPerPost.median)).",
      share(habits.emojiShare, "an emoji", list(habits.emoji, most: 5)),
      share(habits.hashtagShare, "a hashtag", list(habits.hashtags.map { $0.hasPrefix("#") ? $0 : "#" + $0 }, most: 5)),
      share(habits.linkShare, "a link", nil),
      share(habits.questionShare, "a question", nil),
      share(habits.exclamationShare, "an exclamation mark", nil),
      share(habits.callToActionShare, "a request at the end", list(habits.callsToAction, most: 3)),
      person(habits.person),
      opening(habits.openers),
      words(habits.signatureTerms),
    ].compactMap { $0 }
  }

  package static func constraints(_ constraints: VoiceConstraints) -> [String] {
    var lines = [
      "Between \(constraints.minLength) and \(constraints.maxLength) characters where the platform allows it.",
      "No sentence above \(constraints.maxWordsPerSentence) words.",
      constraints.maxEmoji == 0 ? "No emoji." : "At most \(constraints.maxEmoji) emoji.",
      constraints.maxHashtags == 0 ? "No hashtags." : "At most \(constraints.maxHashtags) hashtags.",
      constraints.maxExclamations == 0
        ? "No exclamation marks." : "At most \(constraints.maxExclamations) exclamation marks.",
    ]
    if !constraints.alwaysTerms.isEmpty {
      lines.append("Spell exactly: " + constraints.alwaysTerms.joined(separator: ", ") + ".")
    }
    if !constraints.neverTerms.isEmpty {
      lines.append("Never write: " + constraints.neverTerms.joined(separator: ", ") + ".")
    }
    return lines
  }

  /// How surely the voice tells the brand's posts from others', in one honest sentence.
  package static func trial(_ trial: VoiceTrial) -> String {
    guard let separation = trial.separation, trial.heldBack > 0 else {
      return "There were too few posts to keep some back, so how well it recognises the brand is not known yet."
    }
    let shown =
      "Shown one of \(trial.heldBack) posts it had never seen beside somebody else's, it picks the brand's in \(whole(separation * 100)) of 100 cases: \(grade(separation))."
    guard let before = trial.before else { return shown }
    return shown + " The voice before it: \(whole(before * 100)) of 100."
  }

  private static func grade(_ auc: Double) -> String {
    switch auc {
    case 0.95...: "it knows this voice very well"
    case 0.85..<0.95: "it knows this voice well"
    case 0.7..<0.85: "it has a fair idea of this voice; more examples would help"
    default: "it barely tells this voice from others; the examples are too few or too mixed"
    }
  }

  private static func share(_ value: Double, _ thing: String, _ most: String?) -> String {
    let often =
      switch value {
      case ..<0.02: "Almost no post has \(thing)"
      case ..<0.98: "\(whole(value * 100)) in 100 posts have \(thing)"
      default: "Every post has \(thing)"
      }
    guard let most, value >= 0.02 else { return often + "." }
    return often + ", most often " + most + "."
  }

  private static func person(_ shares: [String: Double]) -> String? {
    guard let most = shares.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value > 0.3 else { return nil }
    switch most.key {
    case "first-singular", "firstSingular", "i": return "It speaks as “I”."
    case "first-plural", "firstPlural", "we": return "It speaks as “we”."
    case "second", "you": return "It speaks to “you”."
    default: return "It speaks about others rather than of itself."
    }
  }

  private static func opening(_ openers: [String]) -> String? {
    list(openers, most: 4).map { "It likes to open with \($0)." }
  }

  private static func words(_ terms: [String]) -> String? {
    list(terms, most: 8).map { "Words it uses far more than others do: \($0)." }
  }

  private static func list(_ values: [String], most: Int) -> String? {
    values.isEmpty ? nil : values.prefix(most).joined(separator: ", ")
  }

  private static func whole(_ value: Double) -> String { String(Int(value.rounded())) }
}
