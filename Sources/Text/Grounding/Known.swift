/// What the sources say, ready to be asked.
struct Known: Sendable {
  private var offers: Set<String> = []
  private var words: Set<String> = []
  private var stems: Set<String> = []
  private var roots: Set<String> = []
  private var negated: Set<String> = []
  private var affirmed: Set<String> = []
  private var capitals: Set<String> = []
  private var acronyms: Set<String> = []
  private var followers: [String: Set<String>] = [:]
  private var quantities: [Quantity] = []
  private var folded = " "
  private var squeezed = ""
  /// What the sources are written in, for texts too short to tell.
  private(set) var language = FactLanguage.english

  init(_ sources: [GroundingSource], days: TextDays) {
    for source in sources { add(source.text, days) }
    if !words.isDisjoint(with: ["provided", "included", "inklusive", "inbegriffen", "incluido", "incluida", "compris"])
    {
      offers.insert(ClaimWords.freeGroup)
    }
    let days = Set((1...7).filter { offers.contains("w:\($0)") })
    if days.count > 1 { offers.formUnion(Set(1...7).subtracting(days).map { "closed:\($0)" }) }
    language = sources.map { FactText($0.text).language }.first ?? .english
  }

  private mutating func add(_ source: String, _ days: TextDays) {
    let text = FactText(source)
    let finder = FactFinder(text, days: days, readsSource: true)
    for fact in finder.facts() {
      offers.formUnion(fact.offers)
      if let quantity = fact.quantity { quantities.append(quantity) }
      if fact.kind == .date { offers.insert("any-day") }
    }
    offers.formUnion(finder.ranges())
    for index in text.tokens.indices { add(index, text) }
    acronyms.formUnion(Self.acronyms(text))
    for (stem, isNegated) in Negations.stems(text) {
      if isNegated { negated.insert(stem) } else { affirmed.insert(stem) }
    }
    folded += WordText(source).words.joined(separator: " ") + " "
    squeezed +=
      String(String.UnicodeScalarView(source.lowercased().unicodeScalars.filter { Letters.isWordCharacter($0.value) }))
      + " "
  }

  private mutating func add(_ index: Int, _ text: FactText) {
    guard [.word, .number, .hashtag, .mention].contains(text.kind(index)) else { return }
    let word = text.word(index).drop { $0 == "#" || $0 == "@" }
    for part in [String(word)] + word.split(whereSeparator: { "-'.@".contains($0) }).map(String.init) {
      words.insert(part)
      stems.insert(FactWords.stem(part))
      roots.insert(FactWords.root(part))
      if let home = ProperNames.homes[part] { stems.insert(home) }
    }
    if text.isCapital(index) {
      capitals.insert(FactWords.stem(text.word(index)))
      if text.isCapital(index + 1) {
        followers[text.word(index), default: []].insert(FactWords.stem(text.word(index + 1)))
      }
    }
  }

  /// `BBC` of `British Broadcasting Corporation`, with or without the small words between.
  private static func acronyms(_ text: FactText) -> Set<String> {
    var result: Set<String> = []
    for start in text.tokens.indices where text.isCapital(start) {
      var (letters, index) = ("", start)
      while letters.count < 6, text.isCapital(index) || ["of", "and", "the", "for"].contains(text.word(index)) {
        if text.isCapital(index) { letters += text.word(index).prefix(1) }
        if letters.count > 1 { result.insert(letters) }
        index += 1
      }
    }
    return result
  }

  // MARK: Asking

  func has(_ fact: Fact) -> Bool {
    switch fact.kind {
    case .name: return name(fact.words)
    case .handle: return handle(fact)
    case .quotation: return quotation(fact.words)
    case .claim: return claim(fact)
    case .number, .percentage, .price: return number(fact)
    case .date: return !offers.isDisjoint(with: fact.asks) || isWithin(fact.words)
    case .time, .link, .contact: return !offers.isDisjoint(with: fact.asks)
    }
  }

  /// A day of a range whose number is named too: Friday 11 of a fair from 10 to 13 December.
  private func isWithin(_ day: [String]) -> Bool {
    day.count == 2 && offers.contains("within:\(day[0])") && offers.contains("v:\(day[1])")
  }

  func contains(stem: String) -> Bool { stems.contains(stem) || roots.contains(FactWords.root(stem)) }

  /// A claim's group, and for `free shipping` what is said to be free.
  private func claim(_ fact: Fact) -> Bool {
    !offers.isDisjoint(with: fact.asks) && fact.words.allSatisfy { contains(stem: $0) || isShort(of: $0) }
      || fact.asks.isEmpty && !fact.words.isEmpty && fact.words.allSatisfy { contains(stem: $0) }
  }

  /// In one piece; an ellipsis may leave something out.
  private func quotation(_ words: [String]) -> Bool {
    words.split(separator: QuotationFinder.gap).allSatisfy { folded.contains(" " + $0.joined(separator: " ") + " ") }
  }

  /// `bici` of `bicicletas`.
  private func isShort(of word: String) -> Bool {
    word.utf8.count >= 4 && stems.contains { $0.hasPrefix(word) }
  }

  private func handle(_ fact: Fact) -> Bool {
    guard offers.isDisjoint(with: fact.asks), let name = fact.words.first else { return true }
    return name.utf8.count >= 4 && squeezed.contains(name)
  }

  private func name(_ parts: [String]) -> Bool {
    guard let word = parts.first else { return true }
    let stem = FactWords.stem(word)
    let isKnown =
      stems.contains(stem) || words.contains(word) || acronyms.contains(word) || home(stem) || compound(word)
    guard isKnown else { return stem.utf8.count > 5 && squeezed.contains(stem) && !ProperNames.all.contains(stem) }
    // `Maria Lopez` and `John Smith` do not make a `Maria Smith`.
    guard parts.count > 1, let known = followers[word] else { return true }
    return known.contains(FactWords.stem(parts[1]))
  }

  /// `Lantern-style`: a known part beside known or common ones.
  private func compound(_ word: String) -> Bool {
    let parts = word.split(separator: "-").map { FactWords.stem(String($0)) }
    guard parts.count > 1 else { return false }
    return parts.contains { stems.contains($0) } && parts.allSatisfy { stems.contains($0) || CommonWords.contains($0) }
  }

  /// `French` where France is, and `France` where something French is.
  private func home(_ stem: String) -> Bool {
    if let home = ProperNames.homes[stem], stems.contains(home) { return true }
    if let long = Self.places[stem] { return long.contains { folded.contains(" \($0) ") } }
    return false
  }

  private static let places: [String: [String]] = [
    "us": ["united states", "u s", "usa", "america", "american"], "usa": ["united states", "us", "america"],
    "uk": ["united kingdom", "britain", "british"], "eu": ["european union"], "britain": ["uk", "united kingdom"],
    "un": ["united nations"], "america": ["us", "usa", "united states"],
  ]

  /// Whether the sources have a name that is almost this word.
  func hasNear(_ word: String) -> Bool {
    let stem = FactWords.stem(word)
    guard stem.utf8.count >= 4, !stems.contains(stem) else { return false }
    let isCommon = CommonWords.contains(stem)
    return capitals.contains { FactWords.isNear(stem, $0) && !(isCommon && CommonWords.contains($0)) }
  }

  // MARK: Numbers

  private func number(_ fact: Fact) -> Bool {
    guard let quantity = fact.quantity else { return !offers.isDisjoint(with: fact.asks) }
    if let per = quantity.per, isOtherPer(per, quantity) { return false }
    let isExact = !offers.isDisjoint(with: fact.asks)
    if isExact { return !isOfOther(quantity) }
    let alike = quantities.filter { $0.measure == quantity.measure }
    // `over 50` where the sources say `over 60` is another number, not a rounder one.
    let exact = alike.filter { $0.approximation == .none }
    if exact.contains(where: { quantity.approximation.allows(quantity.value, for: $0.value) && compares($0, quantity) })
    {
      return true
    }
    return isSaving(quantity, alike) || isBarePrice(quantity)
  }

  private func compares(_ known: Quantity, _ asked: Quantity) -> Bool {
    guard asked.measure == "n", let noun = asked.nouns.first, noun != "people" else { return true }
    return asked.nouns.contains { contains(stem: $0) } || known.nouns.isEmpty
  }

  /// The value is there, but what is counted is counted otherwise: `40 chefs` of a brief with 3 chefs and 40 seats.
  private func isOfOther(_ asked: Quantity) -> Bool {
    guard asked.measure == "n" || asked.measure == "o", !asked.nouns.isEmpty else { return false }
    let counted = quantities.filter { $0.measure == asked.measure && !Set($0.nouns).isDisjoint(with: asked.nouns) }
    return !counted.isEmpty && !counted.contains { $0.value == asked.value }
  }

  /// The same price for another thing: per night where the sources say per room.
  private func isOtherPer(_ per: String, _ asked: Quantity) -> Bool {
    let known = quantities.filter { $0.measure == asked.measure && $0.value == asked.value }.compactMap(\.per)
    return !known.isEmpty && !known.contains(per) && Self.pers.contains(per)
  }

  static let pers: Set<String> = [
    "night", "room", "person", "month", "year", "week", "day", "hour", "kilo", "kg", "user", "seat", "bottle", "piece",
    "couple", "family", "child", "adult", "guest", "household", "team", "litre",
  ]

  /// A price whose currency the sources say elsewhere: `3.20 per kilo (GBP)`.
  private func isBarePrice(_ asked: Quantity) -> Bool {
    guard asked.measure.hasPrefix("money:") else { return false }
    let currency = asked.measure.dropFirst(6)
    let isNamed = quantities.contains { $0.measure == asked.measure } || words.contains(String(currency))
    return isNamed
      && quantities.contains {
        $0.measure == "n" && $0.value == asked.value
          && ($0.nouns.isEmpty || $0.value >= 1000 || $0.value != $0.value.rounded())
      }
  }

  /// The difference of two prices, or of two lengths of time and the like.
  private func isSaving(_ asked: Quantity, _ alike: [Quantity]) -> Bool {
    guard asked.measure.hasPrefix("money") || asked.measure.hasPrefix("u:") else { return false }
    return alike.contains { a in alike.contains { $0.value - a.value == asked.value && $0.value > a.value } }
  }

  // MARK: The other way round

  /// Stems that the sources only deny.
  func denies(_ stem: String) -> Bool { negated.contains(stem) && !affirmed.contains(stem) }

  /// Stems that the sources have and nowhere deny.
  func affirms(_ stem: String) -> Bool { affirmed.contains(stem) && !negated.contains(stem) }

  func says(anyOf stems: Set<String>) -> Bool { !roots.isDisjoint(with: stems) }
}
