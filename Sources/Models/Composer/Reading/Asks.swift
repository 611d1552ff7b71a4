/// What tone and constraints ask for in so many words.
struct Asks: Sendable, Equatable {
  enum Person: Sendable { case we, third }

  var noEmoji = false
  var noHashtags = false
  var noExclamations = false
  var noQuestions = false
  var noLink = false
  var noPrices = false
  var noDates = false
  var short = false
  /// Sober wording: no contractions, no small talk.
  var formal = false
  var lively = false
  /// Personal wording, also in a notice.
  var warm = false
  /// No word of the tone is one that drafts know.
  var toneIsUnread = false
  var person: Person?
  var maxCharacters: Int?
  var maxWords: Int?
  var maxSentences: Int?
  var maxHashtags: Int?
  var maxEmoji: Int?
  /// Words of things not to be mentioned; a fact that has all words of one stays out.
  var forbidden: [Set<String>] = []
  /// Words of things that must be mentioned.
  var demanded: [Set<String>] = []
  /// Sentences that a constraint dictates.
  var dictated: [String] = []
  /// Constraints that no rule here understands, as written.
  var unread: [String] = []

  init(_ brief: ComposerBrief) {
    readTone((brief.tone ?? "").lowercased())
    for constraint in brief.constraints { read(constraint) }
  }

  private mutating func readTone(_ tone: String) {
    let isInformal = tone.contains("informal") || tone.contains("not formal")
    formal =
      !isInformal
      && [
        "formal", "serious", "sober", "sombre", "somber", "solemn", "factual", "professional", "neutral",
        "matter-of-fact",
        "terse", "respectful", "official", "no enthusiasm",
      ].contains { tone.contains($0) }
    lively =
      !formal
      && ["playful", "excited", "enthusiastic", "fun", "energetic", "cheerful", "upbeat", "lively", "bubbly"].contains {
        tone.contains($0)
      }
    warm =
      !formal
      && ["warm", "friendly", "personal", "neighbour", "neighbor", "cosy", "casual"].contains { tone.contains($0) }
    toneIsUnread = !tone.allSatisfy(\.isWhitespace) && !(formal || lively || warm || isInformal)
    short = tone.contains("terse") || tone.contains("short and") || tone.contains("punchy")
    readPerson(tone)
    if short || person != nil { toneIsUnread = false }
  }

  private mutating func readPerson(_ text: String) {
    if text.contains("third person") { person = .third }
    if ["as \"we\"", "as we", "as “we”", "use \"we\"", "use we", "first person plural", "we-form", "we form"].contains(
      where: {
        text.contains($0)
      })
    {
      person = .we
    }
  }

  private mutating func read(_ constraint: String) {
    let lower = constraint.lowercased().replacing("’", with: "'")
    var understood = readCounts(Term.split(lower))
    if ["formal", "formal.", "serious", "sober"].contains(lower) {
      formal = true
      understood = true
    }
    let before = person
    readPerson(lower)
    if person != before { understood = true }
    for (phrase, path) in Self.plain where lower.contains(phrase) {
      self[keyPath: path] = true
      understood = true
    }
    if Self.lively.contains(where: { lower.contains($0) }), !formal {
      lively = true
      understood = true
    }
    if readForbidden(lower) { understood = true }
    if readDemanded(constraint, lower) { understood = true }
    if !understood { unread.append(constraint) }
  }

  private static let plain: [(String, any WritableKeyPath<Asks, Bool> & Sendable)] = [
    ("short", \.short), ("brief", \.short), ("concise", \.short), ("keep it formal", \.formal),
    ("formal tone", \.formal),
    ("be formal", \.formal), ("no slang", \.formal), ("no contractions", \.formal), ("no enthusiasm", \.formal),
    ("no superlatives", \.formal), ("no hype", \.formal), ("formal language", \.formal), ("formally", \.formal),
  ]
  private static let lively = ["be playful", "upbeat", "enthusiastic"]

  // MARK: Counts

  /// `under 200 characters`, `two to four sentences`, `at most one hashtag and one emoji`.
  private mutating func readCounts(_ terms: [Term]) -> Bool {
    var found = false
    for index in terms.indices.dropFirst() {
      guard let path = Self.unit(terms[index].key), let number = Self.number(terms[index - 1].key) else { continue }
      let isRange = index > 1 && ["to", "or"].contains(terms[index - 2].key)
      guard isRange || terms.contains(where: { Self.limiters.contains($0.key) }) || terms[index - 1].raw.contains("-")
      else { continue }
      let isBelow = terms.contains { ["under", "below", "fewer", "less"].contains($0.key) }
      self[keyPath: path] = max(0, isBelow ? number - 1 : number)
      found = true
    }
    return found
  }

  private static func unit(_ key: String) -> WritableKeyPath<Asks, Int?>? {
    switch key {
    case "characters", "chars", "character", "signs": \.maxCharacters
    case "words", "word": \.maxWords
    case "sentences", "sentence": \.maxSentences
    case "hashtag", "hashtags", "tags": \.maxHashtags
    case "emoji", "emojis": \.maxEmoji
    default: nil
    }
  }

  private static func number(_ key: String) -> Int? {
    let last = key.split(whereSeparator: { $0 == "-" || $0 == "–" }).last.map(String.init) ?? key
    return Int(last)
      ?? ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
      .firstIndex(of: last).map { $0 + 1 }
  }

  private static let limiters = Lexis.set("under most max maximum than below within limit exceed to fewer less only up")

  // MARK: What must not be there

  private mutating func readForbidden(_ lower: String) -> Bool {
    var found = false
    for phrase in Self.refusals {
      var rest = Substring(lower)
      while let range = rest.firstRange(of: phrase) {
        let startsWord =
          range.lowerBound == rest.startIndex || rest[..<range.lowerBound].last == " "
          || !(rest[..<range.lowerBound].last?.isLetter ?? false)
        rest = rest[range.upperBound...]
        if startsWord { found = forbid(rest.prefix { !".;:".contains($0) }) || found }
      }
    }
    return found
  }

  private mutating func forbid(_ objects: Substring) -> Bool {
    var found = false
    let list = objects.replacing(" or ", with: ",").replacing(" and ", with: ",").replacing(" nor ", with: ",")
    for part in list.split(separator: ",") {
      let object = Self.withoutLead(part.trimmingPrefix(while: \.isWhitespace))
      if object.hasPrefix("more than") || object.hasPrefix("longer than") { continue }
      if let path = Self.object(object) {
        self[keyPath: path] = true
        found = true
      } else if !Self.manners.contains(where: { object.contains($0) }) {
        let words = Stems.of(object)
        if !words.isEmpty, words.count <= 5, !forbidden.contains(words) { forbidden.append(words) }
        found = found || !words.isEmpty
      }
    }
    return found
  }

  private static func withoutLead(_ part: Substring) -> String {
    var part = String(part)
    for lead in [
      "the ", "any ", "a ", "our ", "no ", "mention ", "use ", "say ", "about ", "claims about ", "mention of ",
    ]
    where part.hasPrefix(lead) {
      part = String(part.dropFirst(lead.count))
    }
    return part
  }

  private static func object(_ text: String) -> WritableKeyPath<Asks, Bool>? {
    let first = Term.split(text).first?.key ?? ""
    switch first {
    case "emoji", "emojis", "emoticons": return \.noEmoji
    case "hashtag", "hashtags", "tags": return \.noHashtags
    case "exclamation", "exclamations", "!": return \.noExclamations
    case "question", "questions": return \.noQuestions
    case "link", "links", "url", "urls": return \.noLink
    case "price", "prices", "pricing", "cost", "costs": return \.noPrices
    case "date", "dates": return \.noDates
    default: return nil
    }
  }

  private static let manners = [
    "superlative", "enthusiasm", "jargon", "slang", "hype", "lecture", "pressure", "pushy", "salesy", "capital", "caps",
    "cliché", "cliche", "contraction", "buzzword", "promise", "advice", "irony", "jokes", "puns", "a safe", "imply",
    "state ",
  ]
  private static let refusals = [
    "no ", "without ", "avoid ", "don't mention ", "do not mention ", "never mention ", "not mention ", "don't use ",
    "do not use ", "never use ", "don't say ", "do not say ", "never say ", "don't talk about ", "do not talk about ",
    "leave out ", "nothing about ", "don't name ", "do not name ", "don't include ", "do not include ",
  ]

  // MARK: What must be there

  private mutating func readDemanded(_ constraint: String, _ lower: String) -> Bool {
    guard !Self.refusals.contains(where: { lower.contains($0) && $0 != "no " && $0 != "without " }) else {
      return false
    }
    for phrase in ["say clearly that ", "say that ", "state that ", "make clear that ", "must say that "] {
      guard let range = lower.firstRange(of: phrase) else { continue }
      let offset = lower.distance(from: lower.startIndex, to: range.upperBound)
      let said = String(constraint.dropFirst(offset)).replacing(" and that ", with: " and ")
      dictated.append(said)
      return true
    }
    for phrase in ["must mention ", "mention ", "include ", "make sure to mention ", "always mention "] {
      guard let range = lower.firstRange(of: phrase), range.lowerBound == lower.startIndex || phrase.hasPrefix("m")
      else {
        continue
      }
      let words = Stems.of(String(lower[range.upperBound...]))
      guard !words.isEmpty else { continue }
      demanded.append(words)
      return true
    }
    return false
  }
}
