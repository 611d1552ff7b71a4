/// Where a text goes beyond what the voice's examples do.
struct VoiceBreaches {
  private(set) var reasons: [VoiceScore.Reason] = []

  init(_ limits: VoiceConstraints, _ text: String) {
    let features = StyleFeatures(text)
    let scalars = Scalars(text)
    let tokens = Tokens.split(scalars)
    func spans(_ kind: Token.Kind) -> [Span] { tokens.filter { $0.kind == kind }.map(\.span) }
    over("emoji", features.emoji.count, limits.maxEmoji, "emoji", spans(.emoji), each: 6)
    over("hashtags", features.hashtags.count, limits.maxHashtags, "hashtags", spans(.hashtag), each: 5)
    over("exclamations", features.exclamations, limits.maxExclamations, "exclamation marks", [], each: 4)
    length(features, limits)
    sentences(scalars, tokens, limits)
    terms(limits, WordText(scalars, tokens))
  }

  private mutating func over(_ name: String, _ count: Int, _ most: Int, _ word: String, _ spans: [Span], each: Double) {
    guard count > most else { return }
    let usual = most == 0 ? "none" : "at most \(most)"
    add(
      name, -min(25, Double(count - most) * each), "\(count) \(word); the examples have \(usual).",
      Array(spans.dropFirst(most)))
  }

  private mutating func length(_ features: StyleFeatures, _ limits: VoiceConstraints) {
    if features.length > limits.maxLength * 3 / 2 {
      add("length", -6, "Longer than most examples, which have up to \(limits.maxLength) characters.", [])
    } else if features.length * 2 < limits.minLength {
      add("length", -6, "Shorter than most examples, which have \(limits.minLength) characters or more.", [])
    }
  }

  private mutating func sentences(_ text: Scalars, _ tokens: [Token], _ limits: VoiceConstraints) {
    let long = Sentences.split(text, tokens).filter { sentence in
      tokens.count { $0.kind == .word && $0.span.overlaps(sentence) } > limits.maxWordsPerSentence + 6
    }
    guard !long.isEmpty else { return }
    add("sentence", -4 * Double(min(3, long.count)), "Sentences longer than in the examples.", long)
  }

  private mutating func terms(_ limits: VoiceConstraints, _ words: WordText) {
    for match in Lexicon(limits.neverTerms).matches(in: words) {
      add("never-term", -20, "The brand never says “\(match.phrase)”.", [match.span])
    }
    for term in limits.alwaysTerms where Lexicon([term]).matches(in: words).isEmpty {
      add("always-term", -5, "The brand always says “\(term)”.", [])
    }
  }

  private mutating func add(_ feature: String, _ points: Double, _ message: String, _ spans: [Span]) {
    reasons.append(VoiceScore.Reason(feature: feature, points: points, message: message, spans: spans))
  }
}

/// Habit features in words.
enum HabitWords {
  static func describe(_ feature: String, usual: Bool) -> String? {
    guard let name = names[feature] ?? wordName(feature) else { return nil }
    return usual ? "\(name) as in the examples." : "\(name) unlike the examples."
  }

  private static func wordName(_ feature: String) -> String? {
    feature.hasPrefix("word-") ? "Use of “\(feature.dropFirst(5))”" : nil
  }

  private static let names = [
    "exclamations": "Exclamation marks", "questions": "Questions", "commas": "Commas", "dashes": "Dashes",
    "colons": "Colons", "quotes": "Quotation marks", "ellipses": "Ellipses", "length": "Length",
    "sentence": "Sentence length", "capitals": "Words in capitals", "initials": "Capitalised words",
    "word-length": "Word length", "parentheses": "Parentheses", "ampersands": "Ampersands",
    "contractions": "Contractions", "numbers": "Numbers", "person-i": "Use of “I”", "person-we": "Use of “we”",
    "person-you": "Speaking to “you”", "person-they": "Speaking of others", "ending": "The ending",
  ]
}
