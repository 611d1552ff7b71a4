package import Text

/// A brief, read once: what may be said, in which order of importance, and what the writer should know.
package struct Reading: Sendable {
  /// More facts than this no post can use; the rest is left out and said so.
  static let mostFacts = 200

  let topic: Topic
  let asks: Asks
  let brand: String?
  let audience: String?
  let link: String?
  /// In the brief's order; the offer, when there is one, is not among them.
  private(set) var points: [Point] = []
  private(set) var offer: Point?
  private(set) var call: String?
  /// The link can answer the call.
  let callLeadsToLink: Bool
  private(set) var notes: [String] = []
  /// A sentence for each two facts that cannot both be true.
  package private(set) var contradictions: [String] = []
  let isEnglish: Bool
  /// The brand speaks as `we`.
  let weVoice: Bool

  package init(_ brief: ComposerBrief, voice: StyleProfile?) {
    asks = Asks(brief)
    brand = brief.brand
    weVoice = Self.speaksAsWe(brief, voice, asks)
    let tidy = Tidy(brief, keepsCapitals: (voice?.habits.capitalWords ?? 0) > 0.08)
    isEnglish = BriefLanguage.isEnglish(
      ([brief.topic, brief.offer ?? ""] + brief.facts.prefix(30)).joined(separator: " "))
    link = asks.noLink ? nil : brief.link
    audience = brief.audience.map { Phrase.bare(tidy.tidy($0)) }
    var splitter = FactSplitter(tidy: tidy, link: brief.link)
    let topicParts = splitter.sentences(tidy.tidy(brief.topic))
    let raw = brief.facts.prefix(Self.mostFacts).flatMap { splitter.points($0) }
    let first = topicParts.first ?? ""
    topic = Topic(first, genre: Genre(first), weVoice: weVoice)
    call = brief.callToAction.map { Closing.cleaned(tidy.tidy($0), link: brief.link) }.flatMap { $0.isEmpty ? nil : $0 }
    callLeadsToLink = call.map(Closing.leadsToLink) ?? false
    offer = brief.offer.flatMap { splitter.sentences(tidy.tidy($0)).first }.map { Point($0) }
    let offerRest = brief.offer.map { splitter.sentences(tidy.tidy($0)).dropFirst().map { Point($0) } } ?? []
    let dictated = asks.dictated.map { text in
      var point = Point(tidy.tidy(text))
      point.isPinned = true
      return point
    }
    points = topicParts.dropFirst().map { Point($0) } + raw.map(withoutTopic) + offerRest + dictated
    points += relevant(brief.brandFacts.flatMap { splitter.points($0) })
    notes += splitter.setAside.map { "Left out as not meant for readers: “\($0)”." }
    settle(brief, voice)
  }

  private static func speaksAsWe(_ brief: ComposerBrief, _ voice: StyleProfile?, _ asks: Asks) -> Bool {
    if let person = asks.person { return person == .we }
    if let person = voice?.habits.person, person.values.reduce(0, +) > 0 { return person["we", default: 0] >= 0.2 }
    return true
  }

  /// `Boiler service 79 pounds` under the topic `Boiler service before winter` is `79 pounds`.
  private func withoutTopic(_ point: Point) -> Point {
    guard point.shape == .noun else { return point }
    let rest = point.terms.drop {
      !$0.isNumber && (topic.words.contains(Stems.stem($0.key)) || $0.raw == "-" || $0.raw == "–")
    }
    guard rest.count < point.terms.count, rest.count >= 2, rest.first?.isNumber == true else { return point }
    var short = Point(rest.map(\.raw).joined(separator: " "))
    short.isPinned = point.isPinned
    return short
  }

  /// A fact that begins with `he` or `it` stands behind the fact that names whom or what it means.
  private mutating func settlePronouns() {
    for index in points.indices.dropFirst() where !points[index].follows && points[index].leansBack {
      guard let first = points[index].terms.first?.key, let home = home(of: first, before: index) else { continue }
      points[index].follows = true
      let point = points.remove(at: index)
      points.insert(point, at: home + 1)
    }
  }

  private func home(of pronoun: String, before index: Int) -> Int? {
    if ["he", "she", "his", "her", "they", "their"].contains(pronoun) {
      return points[..<index].lastIndex {
        $0.terms.dropFirst().contains { $0.isCapitalised && !Lexis.weekdays.contains($0.key) }
      }
    }
    return ["it", "its", "it's"].contains(pronoun) ? points[..<index].firstIndex { $0.shape == .sentence } : nil
  }

  /// Facts of the brand that have to do with this brief, and that it does not say itself, perhaps in fewer words.
  private func relevant(_ facts: [Point]) -> [Point] {
    let names = Stems.of(brand ?? "")
    let said = points.reduce(into: topic.words) { $0.formUnion($1.words) }.subtracting(names)
    return facts.filter {
      $0.words.intersection(topic.words.subtracting(names)).count >= 1 && $0.words.intersection(said).count >= 2
        && !isSaid($0)
    }
  }

  private func isSaid(_ fact: Point) -> Bool {
    points.contains { point in
      let (common, fewest) = (point.words.intersection(fact.words).count, min(point.words.count, fact.words.count))
      return common >= 3 && Double(common) >= 0.75 * Double(fewest)
    }
  }

  /// Takes out what must not be said, what is said twice and what contradicts itself; gives the rest its person.
  private mutating func settle(_ brief: ComposerBrief, _ voice: StyleProfile?) {
    let never = (brief.neverTerms + (voice?.constraints.neverTerms ?? [])).map { Stems.phrase($0) }.filter {
      $0.count > 2
    }
    points = points.filter { isAllowed($0, never) }
    if let offer, !isAllowed(offer, never) { self.offer = nil }
    if isEnglish { points = points.filter { !BriefLanguage.isForeign($0.terms) } }
    dropContradictions()
    dropRepeats()
    settlePronouns()
    let person = PersonVoice(brand: brand, weVoice: weVoice, isAsked: asks.person != nil)
    points = points.map { person.said($0) }
    for index in points.indices where asks.demanded.contains(where: { !$0.isDisjoint(with: points[index].words) }) {
      points[index].isPinned = true
    }
    if !asks.unread.isEmpty {
      notes.append("Please check yourself: \(asks.unread.map { "“\(Phrase.bare($0))”" }.joined(separator: ", ")).")
    }
    if asks.toneIsUnread, let tone = brief.tone {
      notes.append("The tone “\(Phrase.bare(tone))” is yours to give: drafts know formal, lively, warm and short.")
    }
    if isEnglish, let audience, !audience.isEmpty, !Audience.isNameable(audience) {
      notes.append("Nobody is addressed by name: check that it speaks to “\(Phrase.bare(audience))”.")
    }
    if brief.facts.count > Self.mostFacts { notes.append("Only the first \(Self.mostFacts) facts were read.") }
  }

  private func isAllowed(_ point: Point, _ never: [String]) -> Bool {
    if asks.noPrices, point.terms.indices.contains(where: { Details.isPrice(point.terms, $0) }) { return false }
    if asks.noDates, point.isWhen { return false }
    if asks.forbidden.contains(where: { $0.isSubset(of: point.words) }) { return false }
    guard !never.isEmpty else { return true }
    let said = Stems.phrase(point.text)
    return !never.contains { said.contains($0) }
  }

  private mutating func dropContradictions() {
    let all = points + [offer, call.map { Point($0) }, Point(topic.text)].compactMap(\.self)
    var dropped: Set<Int> = []
    for pair in Contradictions.pairs(all) {
      let places = [pair.first, pair.second]
      dropped.formUnion(places)
      let isFixed = places.contains { $0 >= points.count + (offer == nil ? 0 : 1) }
      let both = "The brief contradicts itself: \(Self.quoted(all[pair.first])) and \(Self.quoted(all[pair.second]))."
      contradictions.append(both)
      notes.append(both + (isFixed ? " Please check before posting." : " The draft says neither."))
    }
    if offer != nil, dropped.contains(points.count) { offer = nil }
    points = points.indices.filter { !dropped.contains($0) }.map { points[$0] }
  }

  private static func quoted(_ point: Point) -> String {
    point.text.count > 120 ? "“\(point.text.prefix(119))…”" : "“\(point.text)”"
  }

  private mutating func dropRepeats() {
    var said = [topic.words]
    if let offer {
      if offer.repeats(topic.words) { self.offer = nil } else { said.append(offer.words) }
    }
    points = points.filter { point in
      guard !point.words.isEmpty || point.hasNumber else { return false }
      guard point.isPinned || !said.contains(where: { point.repeats($0) }) else { return false }
      said.append(point.words)
      return true
    }
  }
}

extension Stems {
  /// Lower-case words between single spaces, to look for a phrase in.
  static func phrase(_ text: String) -> String {
    " " + text.lowercased().split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "'") }).joined(separator: " ")
      + " "
  }
}
