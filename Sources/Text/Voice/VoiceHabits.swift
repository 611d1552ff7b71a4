extension VoiceHabits {
  init(_ posts: [StyleFeatures], _ language: ReferenceLanguage) {
    func share(_ has: (StyleFeatures) -> Bool) -> Double {
      rounded(Double(posts.count(where: has)) / Double(posts.count))
    }
    func perPost(_ count: (StyleFeatures) -> Int) -> Double {
      rounded(Double(posts.reduce(0) { $0 + count($1) }) / Double(posts.count))
    }
    let words = max(1, posts.reduce(0) { $0 + $1.words })
    let sentences = max(1, posts.reduce(0) { $0 + $1.sentences })
    func ratio(_ count: (StyleFeatures) -> Int, _ whole: Int) -> Double {
      rounded(Double(posts.reduce(0) { $0 + count($1) }) / Double(whole))
    }
    postLength = Spread(posts.map { Double($0.length) })
    wordsPerSentence = Spread(posts.map(\.wordsPerSentence))
    sentencesPerPost = Spread(posts.map { Double($0.sentences) })
    emojiShare = share { !$0.emoji.isEmpty }
    hashtagShare = share { !$0.hashtags.isEmpty }
    linkShare = share { $0.links > 0 }
    mentionShare = share { $0.mentions > 0 }
    questionShare = share { $0.questions > 0 }
    exclamationShare = share { $0.exclamations > 0 }
    callToActionShare = share { $0.callToAction != nil }
    hashtagsPerPost = perPost { $0.hashtags.count }
    emojiPerPost = perPost { $0.emoji.count }
    lowercaseOpenings = ratio({ $0.lowercaseOpenings }, sentences)
    capitalWords = ratio({ $0.capitals }, words)
    contractions = ratio({ $0.apostrophes }, words)
    lineBreaksPerPost = perPost { $0.lineBreaks }
    person = Self.person(posts)
    emoji = Self.most(posts.flatMap { Set($0.emoji) }, atLeast: 1, 8)
    hashtags = Self.most(posts.flatMap { Set($0.hashtags) }, atLeast: 2, 12)
    openers = Self.most(posts.compactMap(\.opener), atLeast: 2, 8)
    callsToAction = Self.most(posts.compactMap(\.callToAction).map(VoiceText.prepare), atLeast: 2, 6)
    signatureTerms = Self.signature(posts, language)
  }

  private static func person(_ posts: [StyleFeatures]) -> [String: Double] {
    let counts = posts.reduce(into: [String: Int]()) { $0.merge($1.person, uniquingKeysWith: +) }
    let total = Double(max(1, counts.values.reduce(0, +)))
    return counts.mapValues { rounded(Double($0) / total) }
  }

  /// Most frequent first; equals in alphabetical order, so that the same posts give the same list.
  private static func most(_ values: [String], atLeast: Int, _ count: Int) -> [String] {
    let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value >= atLeast }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map(\.key)
  }

  /// Words in several posts that the reference set hardly has.
  private static func signature(_ posts: [StyleFeatures], _ language: ReferenceLanguage) -> [String] {
    let general = Set(NeutralReference.posts(language).flatMap { WordText($0).words })
    let own = posts.flatMap { Set($0.wordList).filter { $0.count > 3 && !general.contains($0) } }
    return most(own, atLeast: max(2, posts.count / 20), 15)
  }
}

extension VoiceHabits.Spread {
  init(_ values: [Double]) {
    let sorted = values.sorted()
    low = rounded(VoiceSeparation.quantile(sorted, 0.1))
    median = rounded(VoiceSeparation.quantile(sorted, 0.5))
    high = rounded(VoiceSeparation.quantile(sorted, 0.9))
  }
}

extension VoiceConstraints {
  init(_ posts: [StyleFeatures], always: [String], never: [String]) {
    func high(_ value: (StyleFeatures) -> Double) -> Int { Int(VoiceHabits.Spread(posts.map(value)).high.rounded(.up)) }
    let length = VoiceHabits.Spread(posts.map { Double($0.length) })
    minLength = Int(length.low)
    maxLength = Int(length.high)
    maxWordsPerSentence = high(\.wordsPerSentence)
    maxEmoji = high { Double($0.emoji.count) }
    maxHashtags = high { Double($0.hashtags.count) }
    maxExclamations = high { Double($0.exclamations) }
    alwaysTerms = always
    neverTerms = never
  }
}
