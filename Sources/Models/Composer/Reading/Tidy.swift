import Text

/// Makes a note's words fit to be read by customers: spelling of days, shorthand, shouting and stray marks. What is
/// said stays the same.
struct Tidy: Sendable {
  /// Spellings found in the brief for words that elsewhere stand in capitals only: `lower case -> as written`.
  private let spellings: [String: String]
  private let keepsCapitals: Bool

  init(_ brief: ComposerBrief, keepsCapitals: Bool) {
    self.keepsCapitals = keepsCapitals
    var found: [String: String] = [:]
    for text in [brief.brand ?? "", brief.topic, brief.offer ?? ""] + brief.facts.prefix(Reading.mostFacts) {
      for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "-") }) {
        let isMixed = word.contains(where: \.isLowercase)
        if isMixed { found[word.lowercased()] = found[word.lowercased()] ?? String(word) }
      }
    }
    spellings = found
  }

  func tidy(_ text: String) -> String {
    var text = canonical(text)
    while let first = text.first, "-–—•*·>".contains(first), text.dropFirst().first == " " {
      text = String(text.dropFirst(2))
    }
    guard !text.isEmpty else { return "" }
    let isShouted = Self.isShouted(text)
    var words = text.split(separator: " ").map(String.init)
    for index in words.indices where !Term(words[index]).isFixed {
      words[index] = word(words, index, isShouted)
    }
    return Self.marks(words.filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// Three letters in four are capitals, in more than an abbreviation.
  static func isShouted(_ text: String) -> Bool {
    let letters = text.filter(\.isLetter)
    let words = text.split(separator: " ").filter {
      $0.count { $0.isLetter } >= 4 && !$0.contains(where: \.isLowercase)
    }
    let isOrder = words.contains { Lexis.requests.contains(Term.key(String($0))) }
    return (letters.count >= 6 || isOrder) && !words.isEmpty
      && letters.count(where: \.isUppercase) * 4 > letters.count * 3
  }

  private func word(_ words: [String], _ index: Int, _ isShouted: Bool) -> String {
    var word = words[index]
    let key = Term.key(word)
    if !keepsCapitals, isShouted ? !Self.acronyms.contains(key) : isSingleShout(word, key) {
      word = lowered(word, key, place: isShouted && Self.places.contains(key))
    }
    if let long = Self.shorthand[word.lowercased()], !isUnit(words, index) { word = long }
    if word == "+" || word == "&" && words.count < 3 { word = isBetweenNumbers(words, index) ? word : "and" }
    if let spelled = Self.misspelt[word.lowercased()] {
      word = word.first?.isUppercase == true ? cap(spelled) : spelled
    }
    return isNamedDay(words, index, key) ? cap(word) : word
  }

  private func lowered(_ word: String, _ key: String, place: Bool) -> String {
    if word.contains(where: \.isNumber) { return word }
    if let spelling = spellings[key], spelling.lowercased() == key {
      return word.replacing(word.filter { $0.isLetter || $0 == "'" || $0 == "-" }, with: spelling)
    }
    return place ? cap(word.lowercased()) : word.lowercased()
  }

  private func isSingleShout(_ word: String, _ key: String) -> Bool {
    Self.shouts.contains(key) && !word.contains(where: \.isLowercase) && key.count > 1
  }

  private func cap(_ word: String) -> String {
    guard let index = word.firstIndex(where: \.isLetter) else { return word }
    return word[..<index] + word[index].uppercased() + word[word.index(after: index)...]
  }

  /// `sunday`, `thursdays`, `12 may`.
  private func isNamedDay(_ words: [String], _ index: Int, _ key: String) -> Bool {
    if Lexis.weekdays.contains(key) { return !["sun", "sat"].contains(key) || hasNumberNear(words, index) }
    guard Lexis.isMonth(key) else { return false }
    return !["may", "march", "mar", "jan"].contains(key) || hasNumberNear(words, index)
  }

  private func hasNumberNear(_ words: [String], _ index: Int) -> Bool {
    [index - 1, index + 1].contains { words.indices.contains($0) && Term(words[$0]).isNumber }
  }

  /// `5 min` and `25 hrs` are spelt out, `min 5` is not.
  private func isUnit(_ words: [String], _ index: Int) -> Bool {
    ["min", "mins", "hr", "hrs", "wk", "wks"].contains(words[index].lowercased().filter(\.isLetter))
      && !(index > 0 && Term(words[index - 1]).isNumber)
  }

  private func isBetweenNumbers(_ words: [String], _ index: Int) -> Bool {
    index == 0 || index + 1 >= words.count || Term(words[index + 1]).isNumber && Term(words[index - 1]).isNumber
  }

  /// Marks that were typed twice, and spaces before them.
  private static func marks(_ text: String) -> String {
    var result = ""
    for character in text {
      if "!?".contains(character), result.last == character { continue }
      if ",;!?".contains(character), result.last == " " { result.removeLast() }
      result.append(character)
    }
    for (old, new) in [("...", "…"), (" % off", "% off"), (" % discount", "% discount"), (" i ", " I ")] {
      if result.contains(old) { result = result.replacing(old, with: new) }
    }
    let lower = result.lowercased()
    guard holidayHints.contains(where: { lower.contains($0) }), lower.count == result.count else { return result }
    for (old, new) in holidays {
      guard let range = lower.firstRange(of: old),
        range.lowerBound == lower.startIndex || lower[..<range.lowerBound].last == " "
      else { continue }
      let start = result.index(
        result.startIndex, offsetBy: lower.distance(from: lower.startIndex, to: range.lowerBound))
      result.replaceSubrange(start..<result.index(start, offsetBy: old.count), with: new)
      return result
    }
    return result
  }

  private static let shorthand = [
    "w/": "with", "w/o": "without", "hrs": "hours", "hrs,": "hours,", "mins": "minutes", "mins,": "minutes,",
    "incl.": "including", "incl": "including", "approx.": "about", "approx": "about", "pp": "per person",
    "pls": "please", "plz": "please", "ppl": "people", "thru": "through", "til": "until", "till": "until",
    "'til": "until", "appt": "appointment",
    "appts": "appointments", "tix": "tickets", "yrs": "years", "wks": "weeks", "excl.": "excluding", "dont": "don't",
    "esp.": "especially", "min": "min",
  ]

  private static let misspelt = [
    "dont": "don't", "cant": "can't", "wont": "won't", "doesnt": "doesn't", "didnt": "didn't", "isnt": "isn't",
    "youll": "you'll", "weve": "we've", "youre": "you're", "theyre": "they're", "thats": "that's", "im": "I'm",
    "recieve": "receive", "definately": "definitely", "accomodation": "accommodation", "tommorow": "tomorrow",
    "seperate": "separate", "untill": "until",
  ]

  private static let holidayHints = ["day", "eve", "christmas", "easter", "halloween"]
  private static let holidays = [
    ("mothers day", "Mother's Day"), ("mother's day", "Mother's Day"), ("fathers day", "Father's Day"),
    ("father's day", "Father's Day"), ("valentines day", "Valentine's Day"), ("valentine's day", "Valentine's Day"),
    ("new years eve", "New Year's Eve"), ("christmas", "Christmas"), ("easter", "Easter"), ("halloween", "Halloween"),
    ("black friday", "Black Friday"), ("bank holiday", "bank holiday"),
  ]

  private static let acronyms = Lexis.set(
    """
    rsvp bbq dj vat uk us usa eu usb diy faq cv ngo ceo cto gdpr api sms tv dvd cd led pvc mot suv ev hr it pr seo crm pdf
    csv html css sql gps nhs bbc am pm eur usd gbp chf cet gmt utc est pst ipa id qr hmrc iso
    """)
  private static let shouts = Lexis.set(
    """
    free new now open sale off only last no all buy get not big huge must never always every today tonight tomorrow save
    limited best hurry final order book weekend late early more extra and must-see everyone please important
    """)
  private static let places = Lexis.set("street road lane park square avenue hall place house way yard church school")
}
