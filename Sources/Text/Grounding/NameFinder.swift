/// Names of people, places, companies and works, told by their capitals and by lists.
struct NameFinder {
  let text: FactText
  /// Tokens in sentences where most words have a capital.
  private let titled: Set<Int>

  init(_ text: FactText) {
    self.text = text
    titled = Self.titleCase(text)
  }

  /// The name that begins with this token as one fact for each of its words that may be unknown, and the token behind.
  func read(at index: Int) -> (facts: [Fact], next: Int)? {
    guard text.kind(index) == .word, text.hasCapital(index) || isPlainlyListed(index) else { return nil }
    if text.language == .german { return german(index) }
    var last = index
    while let next = nextPart(last) { last = next }
    let parts = (index...last).filter { text.hasCapital($0) || $0 == index }
    let facts = parts.compactMap { part in isName(part, among: parts) ? fact(part, parts) : nil }
    return (facts, last + 1)
  }

  /// The `B` of `Series B`.
  private func isLetter(_ index: Int) -> Bool {
    text.word(index).utf8.count == 1 && !["i", "&"].contains(text.word(index))
  }

  private func fact(_ index: Int, _ parts: [Int]) -> Fact {
    if isLetter(index) {
      return Fact(
        .name, text.span(index - 1, through: index), words: [text.word(index - 1), text.word(index)])
    }
    var fact = Fact(.name, text.span(index, through: index), words: [text.word(index)])
    if ProperNames.firstNames.contains(text.word(index)), let place = parts.firstIndex(of: index),
      place + 1 < parts.count, parts[place + 1] == index + 1
    {
      fact.words.append(text.word(index + 1))
    }
    return fact
  }

  /// The next capital word of the same name, past `of`, `de`, `&` and the like.
  private func nextPart(_ index: Int) -> Int? {
    if DateWords.weekday(text.word(index + 1)) != nil || Self.isPlainMonth(text.word(index + 1)) { return nil }
    if text.isCapital(index + 1) { return index + 1 }
    guard Self.links.contains(text.word(index + 1)), text.isCapital(index + 2), !text.starts.contains(index + 2) else {
      return nil
    }
    return index + 2
  }

  private static func isPlainMonth(_ word: String) -> Bool {
    DateWords.month(word) != nil && !DateWords.doubtful.contains(word)
  }

  private static let links: Set<String> = [
    "of", "de", "del", "la", "van", "von", "der", "den", "&", "+", "du", "des", ".",
  ]

  /// A town or a company in small letters: `coming to berlin`.
  private func isPlainlyListed(_ index: Int) -> Bool {
    let word = text.word(index)
    return text.language == .english && ProperNames.unmistakable.contains(word) && !CommonWords.contains(word)
  }

  // MARK: Which capitals mean a name

  private func isName(_ index: Int, among parts: [Int]) -> Bool {
    let word = text.word(index)
    if !text.isCapital(index) { return true }
    if isLetter(index) { return parts.first != index }
    if Self.never.contains(word) || ProperNames.personTitles.contains(word) || isInvitation(index)
      || word.hasPrefix("i'") || DateWords.weekday(word) != nil
    {
      return false
    }
    if DateWords.month(word) != nil, !DateWords.doubtful.contains(word) { return false }
    let isListed = isListed(word)
    let isCommon = self.isCommon(word)
    if isCode(index) { return true }
    if ["who", "us"].contains(word), text.isAllCapital(index), text.word(index - 1) == "the" { return true }
    if text.isAllCapital(index), !isListed { return isShort(index) ? false : !isCommon && !isShouted(index) }
    if opens(index) { return opensWithName(index, parts, isListed: isListed, isCommon: isCommon) }
    if titled.contains(index) { return isListed && !isCommon || !isCommon && !looksEnglish(word) }
    if isCommon, !isListed { return parts.count > 1 && !isGreeting(parts) && !isEmphasis(parts) && !isOccasion(parts) }
    return true
  }

  /// At the head of a sentence every word has a capital.
  private func opensWithName(_ index: Int, _ parts: [Int], isListed: Bool, isCommon: Bool) -> Bool {
    if isListed { return !isCommon || parts.count > 1 && parts[1] == index + 1 && !titled.contains(index) }
    if isCommon || text.language != .english { return false }
    if parts.count > 1, parts[1] == index + 1, !titled.contains(index) { return true }
    return !looksEnglish(text.word(index))
      && (text.word(index).hasSuffix("'s") || Self.acts.contains(text.word(index + 1)))
  }

  /// What people and companies do right behind their name.
  private static let acts: Set<String> = [
    "says", "said", "joins", "joined", "explains", "leads", "invites", "tells", "told", "is", "has", "will", "was",
    "wins",
    "won", "loves", "shows", "presents", "wrote", "writes", "runs", "calls", "called", "recommends", "approves",
    "agrees",
    "and", "made", "makes", "built", "signed", "promised", "announced", "announces",
  ]

  /// `WARM10`, `B3`, and what follows `code`.
  private func isCode(_ index: Int) -> Bool {
    guard text.isAllCapital(index), !Self.generalCodes.contains(text.word(index)) else { return false }
    let word = text.word(index)
    if word.contains(where: \.isNumber), word.contains(where: \.isLetter) { return true }
    let before = [text.word(index - 1), text.word(index - 2)]
    return word.utf8.count > 2 && before.contains { ["code", "gutscheincode", "código", "rabattcode"].contains($0) }
  }

  private static let generalCodes: Set<String> = [
    "a4", "a5", "a3", "b2b", "b2c", "d2c", "mp3", "mp4", "q1", "q2", "q3", "q4", "co2", "h2o", "covid-19", "web3", "h1",
    "h2",
    "k-12", "k12", "y2k", "o2",
  ]

  private func opens(_ index: Int) -> Bool {
    guard index > 0, !text.starts.contains(index) else { return true }
    let before = text.tokens[index - 1]
    switch before.kind {
    case .word, .number, .mention, .hashtag, .cashtag, .url: return false
    case .punctuation: return ![",", "&", "+", "-", "/", "'", "’", "."].contains(text.word(index - 1))
    default: return true
    }
  }

  private func isListed(_ word: String) -> Bool {
    let word = FactWords.stem(word)
    return ProperNames.all.contains(word) || ProperNames.homes[word] != nil
      || word.contains("-")
        && word.split(separator: "-").contains {
          ProperNames.all.contains(String($0)) && !CommonWords.contains(String($0))
        }
  }

  private func isCommon(_ word: String) -> Bool {
    switch text.language {
    case .english: CommonWords.contains(word) && !Self.neverCommon.contains(FactWords.stem(word))
    default: NumberReader.breaks.contains(word)
    }
  }

  /// Words of the common lists that are names whenever they have a capital.
  private static let neverCommon: Set<String> = [
    "america", "england", "france", "germany", "italy", "spain", "mexico", "canada", "china", "japan", "africa",
    "europe", "washington", "american", "english", "french", "german", "mexican", "chinese",
  ]

  /// The endings of English words that are in no list.
  private func looksEnglish(_ word: String) -> Bool {
    let word = FactWords.stem(word)
    guard word.utf8.count > 4 else { return false }
    return Self.endings.contains { word.hasSuffix($0) }
  }

  private static let endings = [
    "ing", "ed", "ly", "ness", "ful", "less", "able", "ible", "ous", "ish", "ive", "tion", "sion", "ment", "ity",
    "iest",
    "ier", "ize", "ise", "ist", "ism", "ward", "like", "some", "ship", "hood", "proof", "time",
  ]

  /// An acronym of the general kind: `FAQ`, `DIY`; one letter; sizes.
  private func isShort(_ index: Int) -> Bool {
    let word = text.word(index)
    return word.utf8.count < 2 || CommonWords.contains(word)
  }

  /// A word in capitals between others in capitals shouts and names nothing.
  private func isShouted(_ index: Int) -> Bool {
    let near = [index - 1, index + 1].filter { text.kind($0) == .word && text.word($0).utf8.count > 1 }
    return near.contains { text.isAllCapital($0) } || text.word(index).utf8.count > 5
  }

  /// `Happy Holidays`, `Good Morning`, `Dear Neighbours`, `Pro Tip`.
  private func isGreeting(_ parts: [Int]) -> Bool { parts.contains { Self.greetings.contains(text.word($0)) } }

  private static let greetings: Set<String> = [
    "happy", "good", "merry", "dear", "hello", "hi", "hey", "thank", "thanks", "welcome", "congratulations", "tip",
    "news", "fact", "new", "big", "join", "save", "meet", "come", "get", "see",
  ]

  /// `Mother's Day`, `Fire Safety Week`.
  private func isOccasion(_ parts: [Int]) -> Bool {
    guard let last = parts.last, ["day", "week", "month", "eve", "year", "season"].contains(text.word(last)) else {
      return false
    }
    return parts.allSatisfy { isCommon(text.word($0)) }
  }

  /// `Follow us on Instagram` says where the writer is, not what the brief is about.
  private func isInvitation(_ index: Int) -> Bool {
    guard Self.networks.contains(text.word(index)), ["on", "via", "and", ","].contains(text.word(index - 1)) else {
      return false
    }
    let before = (max(0, index - 7)..<index).map { text.word($0) }
    return before.contains("us")
      && before.contains { ["follow", "find", "message", "dm", "tag", "write"].contains($0) }
  }

  private static let networks: Set<String> = [
    "instagram", "facebook", "twitter", "x", "linkedin", "tiktok", "youtube", "bluesky", "mastodon", "threads",
    "pinterest", "whatsapp", "telegram",
  ]

  /// `the Next Level`: three or more common words with capitals are emphasis, not a name.
  private func isEmphasis(_ parts: [Int]) -> Bool {
    parts.count > 3 && parts.allSatisfy { isCommon(text.word($0)) }
  }

  private static let never: Set<String> = [
    "i", "a", "o", "x", "mr", "mrs", "ms", "dr", "prof", "god", "christmas", "easter", "halloween", "thanksgiving",
    "internet", "ok",
    "pm", "am", "tv", "sunday's", "st", "eve", "dj", "earth", "moon", "sun", "santa", "covid", "web", "wifi", "wi-fi",
    "xmas", "valentine's", "ramadan", "eid", "diwali", "hanukkah", "advent", "lord", "no", "ps",
  ]

  private static func titleCase(_ text: FactText) -> Set<Int> {
    var result: Set<Int> = []
    let heads = text.starts.sorted() + [text.tokens.count]
    for (first, end) in zip(heads, heads.dropFirst()) {
      let long = (first + 1..<max(end, first + 1)).filter {
        text.kind($0) == .word && text.word($0).utf8.count > 3 && DateWords.month(text.word($0)) == nil
          && DateWords.weekday(text.word($0)) == nil
      }
      let capitals = long.count { text.isCapital($0) }
      let hasCapitalSmallWord = (first + 1..<max(end, first + 1)).contains {
        text.isCapital($0) && Self.smallWords.contains(text.word($0)) && !text.isAllCapital($0)
          && text.kind($0 - 1) == .word
      }
      if hasCapitalSmallWord, capitals * 3 >= long.count * 2 { result.formUnion(first..<end) }
      if long.count >= 4, Double(capitals) >= 0.8 * Double(long.count),
        long.contains(where: { text.isCapital($0) && CommonWords.contains(text.word($0)) })
      {
        result.formUnion(first..<end)
      }
    }
    return result
  }

  /// In the middle of a sentence they have a capital only in titles.
  private static let smallWords: Set<String> = [
    "are", "is", "your", "our", "for", "we", "it", "to", "this", "in", "and", "up", "you", "with", "from", "on", "how",
    "what", "why", "not", "all", "my", "be", "at", "out", "get", "now", "here",
  ]
}
