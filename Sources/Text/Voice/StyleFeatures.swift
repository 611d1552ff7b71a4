/// One post measured: the countable side of style. What is counted leaves links, tags and mentions aside
/// unless it says otherwise.
package struct StyleFeatures: Codable, Sendable, Equatable {
  /// Characters, links counted as 23.
  package var length = 0
  package var words = 0
  package var sentences = 0
  package var emoji: [String] = []
  package var hashtags: [String] = []
  package var links = 0
  package var mentions = 0
  package var exclamations = 0
  package var questions = 0
  package var commas = 0
  package var dashes = 0
  package var colons = 0
  package var quotes = 0
  package var ellipses = 0
  package var parentheses = 0
  package var ampersands = 0
  package var apostrophes = 0
  package var numbers = 0
  package var lineBreaks = 0
  /// Words of three letters or more in capitals; words that begin with a capital.
  package var capitals = 0
  package var initials = 0
  package var letters = 0
  package var lowercaseOpenings = 0
  /// Pronouns by person: `i`, `we`, `you`, `they`.
  package var person: [String: Int] = [:]
  /// The first word, folded; the last sentence when it asks the reader to do something.
  package var opener: String?
  package var callToAction: String?
  /// The character that ends the text.
  var ending = "x"
  /// Folded words in order.
  var wordList: [String] = []

  package init(_ text: String) {
    let scalars = Scalars(text)
    let tokens = Tokens.split(scalars)
    for token in tokens { take(token, scalars) }
    length = text.count + tokens.reduce(0) { $1.kind == .url ? $0 + 23 - ($1.span.end - $1.span.start) : $0 }
    let spans = Sentences.split(scalars, tokens)
    sentences = spans.count
    lowercaseOpenings = spans.count { Letters.isLower(scalars[$0.start]) }
    opener = wordList.first
    ending = Self.ending(scalars, tokens)
    callToAction = spans.last(where: { WordText(scalars.string($0)).words.count > 1 })
      .map { scalars.string($0) }.flatMap { CallToAction.isOne($0) ? $0 : nil }
  }

  private mutating func take(_ token: Token, _ text: Scalars) {
    switch token.kind {
    case .word: takeWord(text.string(token.span), text, token.span)
    case .number:
      numbers += 1
      words += 1
      letters += token.span.end - token.span.start
    case .url: links += 1
    case .mention: mentions += 1
    case .hashtag: hashtags.append(text.string(token.span.start + 1..<token.span.end))
    case .emoji: emoji.append(text.string(token.span))
    case .newline: lineBreaks += 1
    case .punctuation: takeMark(text[token.span.start], text.at(token.span.start + 1), text.at(token.span.start - 1))
    case .cashtag, .space: break
    }
  }

  private mutating func takeWord(_ word: String, _ text: Scalars, _ span: Span) {
    let folded = WordText.fold(word)
    words += 1
    letters += span.end - span.start
    wordList.append(folded)
    if Letters.isUpper(text[span.start]) { initials += 1 }
    if span.end - span.start >= 3, span.range.allSatisfy({ Letters.isUpper(text[$0]) }) { capitals += 1 }
    if folded.contains("'") { apostrophes += 1 }
    if let person = Self.pronouns[folded] { self.person[person, default: 0] += 1 }
  }

  private mutating func takeMark(_ c: UInt32, _ next: UInt32?, _ before: UInt32?) {
    switch c {
    case 0x21: exclamations += 1
    case 0x3F: questions += 1
    case 0x2C: commas += 1
    case 0x2D, 0x2013, 0x2014: dashes += 1
    case 0x3A: colons += 1
    case 0x22, 0x201C, 0x201D: quotes += 1
    case 0x2026: ellipses += 1
    case 0x2E where next == 0x2E && before != 0x2E: ellipses += 1
    case 0x28: parentheses += 1
    case 0x26: ampersands += 1
    default: break
    }
  }

  private static func ending(_ text: Scalars, _ tokens: [Token]) -> String {
    guard let last = tokens.last(where: { $0.kind != .space && $0.kind != .newline }), last.kind == .punctuation else {
      return "x"
    }
    return text.string(last.span)
  }

  var wordsPerSentence: Double { Double(words) / Double(max(1, sentences)) }

  static let pronouns: [String: String] = {
    let groups = [
      "i": "i me my mine myself i'm i've i'd i'll", "we": "we us our ours ourselves we're we've we'd we'll let's",
      "you": "you your yours yourself you're you've you'd you'll",
      "they": "he she they him her them his their hers theirs he's she's they're they've",
    ]
    return groups.reduce(into: [:]) { table, group in
      for word in group.value.split(separator: " ") { table[String(word)] = group.key }
    }
  }()
}

/// Sentences that ask the reader to do something.
enum CallToAction {
  static func isOne(_ sentence: String) -> Bool {
    guard let first = WordText(sentence).words.first(where: { $0 != "please" && $0 != "so" && $0 != "and" }) else {
      return false
    }
    return verbs.contains(first)
  }

  static let verbs: Set<String> = [
    "add", "apply", "ask", "become", "book", "bring", "buy", "call", "check", "choose", "click", "come", "comment",
    "contact", "discover", "donate", "download", "drop", "enjoy", "enter", "explore", "find", "follow", "get", "give",
    "grab", "head", "help", "hear", "join", "learn", "listen", "look", "meet", "message", "order", "pick", "pop",
    "read",
    "register", "reply", "request", "reserve", "retweet", "rsvp", "save", "say", "see", "send", "share", "shop", "show",
    "sign", "start", "stop", "subscribe", "swing", "take", "tap", "tell", "try", "tune", "visit", "vote", "watch",
  ]
}
