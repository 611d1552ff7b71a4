/// Words that tags are made of, for telling where one word of a tag ends and the next begins.
struct TagVocabulary: Sendable {
  private var counts: [String: Int]

  /// The words of these texts, and common ones.
  init(_ texts: [String]) {
    self = Self.usual
    for text in texts { add(text) }
  }

  private init(common: Set<String>, _ texts: [String]) {
    counts = common.reduce(into: [:]) { $0[$1] = 3 }
    for text in texts { add(text) }
  }

  private static let usual = TagVocabulary(common: common, NeutralReference.posts(.english))

  private mutating func add(_ text: String) {
    let grams = GramText(text)
    for range in grams.words where range.count > 1 || Self.single.contains(grams.word(range)) {
      counts[grams.word(range), default: 0] += 1
    }
  }

  /// The words that a lower-case tag is made of, or nil when it is not wholly made of known words: of all ways to cut
  /// it the one with the fewest words, of those the one with the more usual words.
  func words(of tag: String) -> [String]? {
    let letters = Array(tag)
    guard letters.count <= 100 else { return nil }
    var best: [(cost: Double, from: Int)?] = Array(repeating: nil, count: letters.count + 1)
    best[0] = (0, 0)
    for end in 1...max(1, letters.count) where end <= letters.count {
      for start in max(0, end - 20)..<end {
        guard let before = best[start], let cost = cost(String(letters[start..<end])) else { continue }
        if before.cost + cost < best[end]?.cost ?? .infinity { best[end] = (before.cost + cost, start) }
      }
    }
    guard !letters.isEmpty, best[letters.count] != nil else { return nil }
    var words: [String] = []
    var end = letters.count
    while end > 0, let cut = best[end] {
      words.insert(String(letters[cut.from..<end]), at: 0)
      end = cut.from
    }
    return words
  }

  private func cost(_ word: String) -> Double? {
    if word.allSatisfy(\.isNumber) { return 0.8 }
    return counts[word].map { 1 + 0.5 / Double(1 + $0) + (word.count < 3 ? 0.4 : 0) }
  }

  private static let single: Set<String> = ["a", "i"]

  private static let common = Set(
    """
    black friday cyber monday tuesday wednesday thursday saturday sunday small business shop local giving sale sales
    deal deals new year years eve day days week weekend month mother mothers father fathers valentine valentines
    easter christmas xmas halloween thanksgiving winter spring summer autumn fall holiday holidays season gift gifts
    back to school earth women womens men international world national pride history health mental awareness coffee
    tea food foodie recipe recipes home made hand handmade vintage design designer art artist photo photography of the
    in and for on at with your our my we are is it be you all best good great happy love life work from remote team
    throwback motivation fit fitness fashion style beauty travel vegan green zero waste plastic free sustainable
    sustainability climate action change eco friendly social media marketing content creator creators digital brand
    branding start startup startups tech ai open source software developer developers code coding data science machine
    learning web app apps product launch launches coming soon live event events conference webinar podcast blog post
    news update tips tip how tutorial behind scenes meet get join give away giveaway win winner contest make makes
    maker makers support local customer customers service book books read reading writer writing music movie game
    games gaming sport sports football soccer run running yoga city street night morning sun rain sea ocean beach
    mountain nature garden plant plants dog dogs cat cats pet pets baby kids family friend friends wedding women
    leadership leaders future innovation jobs job hiring career careers now hire people community charity fund
    fundraising fair trade direct roast roasted roastery roasters brew brewing blend beans bakery bread baker cake
    cakes restaurant chef wine beer bar craft market house real estate property investing money finance crypto bike
    bikes cycling car cars electric energy solar power water air clean fresh first last next big little one two three
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
