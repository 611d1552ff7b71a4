/// First sentences taken from the brief's strongest facts.
struct Hooks {
  let reading: Reading
  let manner: Manner

  /// Can open a post: whole, clear by itself, not too long, and more than a time or a price list.
  private func stands(_ point: Point) -> Bool {
    point.shape == .sentence && !point.leansBack && !point.follows && point.text.count <= 170
      && point.terms.count >= 4 && !point.terms.prefix(5).contains { ["it", "they", "he", "she"].contains($0.key) }
      && !point.terms.contains { $0.key == "them" }
  }

  private func indices(_ test: (Point) -> Bool) -> [Int] { reading.points.indices.filter { test(reading.points[$0]) } }

  private func opening(_ index: Int, isSober: Bool = false) -> Opening {
    var used: Set<Int> = [index]
    var hook = reading.points[index].text
    if index + 1 < reading.points.count, reading.points[index + 1].follows, reading.points[index + 1].text.count <= 110
    {
      hook = Phrase.sentence(hook) + " " + Phrase.capitalised(reading.points[index + 1].text)
      used.insert(index + 1)
    }
    return Opening(hook: hook, used: used, isSober: isSober)
  }

  /// Sentences with a number that says how much: not a date, a time or a list of prices alone.
  var numbers: [Opening] {
    let telling = indices { stands($0) && weight($0) >= 3 }
    return telling.sorted { weight(reading.points[$0]) > weight(reading.points[$1]) }.map { opening($0, isSober: true) }
      + amounts
  }

  /// How much a number says: shares and large counts a lot, comparisons more, a small count little.
  private func weight(_ point: Point) -> Int {
    let compares = ["instead", "than", "of", "average", "last", "most", "only", "left", "every"].count { word in
      point.terms.contains { $0.key == word }
    }
    let counts = point.values[.number].reduce(0) { sum, key in
      let value = Int(key.filter(\.isNumber)) ?? 0
      let isYear = key.count == 4 && (1900...2100).contains(value)
      return sum + (isYear ? 0 : value >= 25 ? 2 : value > 0 ? 1 : 0)
    }
    let isShare = point.text.lowercased().hasPrefix("one in ") || point.text.lowercased().hasPrefix("half of ")
    return point.values[.percent].count * 3 + counts + compares + (isShare ? 3 : 0)
  }

  /// A price or measure that stands at the front of a fragment: `39 EUR per wrench`.
  private var amounts: [Opening] {
    guard ![.notice, .hiring].contains(reading.topic.genre) else { return [] }
    let namesPrice = !reading.topic.words.isDisjoint(with: ["pric", "price", "cheap", "cost"])
    return indices { point in
      [.noun, .detail].contains(point.shape) && point.terms[0].isNumber && point.terms.count <= 9
        && point.terms.count >= 3
        && !Lexis.numberWords.contains(point.terms[0].key) && !Self.spans.contains(point.terms[1].key) && !point.isPlace
        && !point.isWhen
        && (namesPrice || !point.terms.indices.contains { Details.isPrice(point.terms, $0) })
    }.prefix(1).map { Opening(hook: Phrase.capitalised(reading.points[$0].text), used: [$0]) }
  }

  private static let spans = Lexis.set(
    "minutes minute min mins hours hour pages page weeks week days months years km parts places")

  /// What the reader gets or need not do: `You take home a loaf`, `No experience needed`.
  var benefits: [Opening] {
    indices { point in
      let first = point.terms.first?.key ?? ""
      return point.text.count <= 90 && !point.leansBack
        && !point.terms.contains(where: { ["it", "them"].contains($0.key) }) && !point.isDetail
        && point.shape != .question
        && point.terms.count >= 3
        && (["you", "your", "everyone", "everything"].contains(first)
          || ["no", "free"].contains(first) && !point.text.contains(":"))
    }.prefix(2).map { Opening(hook: Phrase.capitalised(reading.points[$0].text), used: [$0]) }
  }

  /// The offer, when it opens with what it gives.
  var offer: Opening? {
    guard let offer = reading.offer, offer.text.count <= 120 else { return nil }
    guard offer.hasNumber || offer.terms.prefix(2).contains(where: { $0.key == "free" }) else { return nil }
    return Opening(hook: Phrase.capitalised(offer.text), usesOffer: true)
  }

  /// Any other fact that is clear by itself: whole, or a description of some length.
  var others: [Opening] {
    indices { point in
      stands(point) && point.text.count <= 110
        || point.shape == .noun && point.terms.count >= 5 && point.text.count <= 100 && point.joins
          && !point.terms[0].isNumber && !point.hasPrice && !point.text.contains(":")
    }.prefix(2).map { opening($0, isSober: reading.points[$0].isProblem) }
  }

  var quotes: [Opening] {
    indices { $0.shape == .quotation }.map { Opening(hook: Self.quoted(reading.points[$0]), used: [$0], isSober: true) }
  }

  /// `Review: “…” - Jo M.` -> `“…” — Jo M.`
  static func quoted(_ point: Point) -> String {
    guard let quotation = Quotation(point.text) else { return point.text }
    guard quotation.before.hasSuffix(": "), quotation.before.count < 30 else { return point.text }
    let source = quotation.after.drop { !$0.isLetter && !$0.isNumber }
    let words = Phrase.bare(quotation.before).split(separator: " ")
    let isLabel =
      words.count <= 3
      && words.contains { ["review", "testimonial", "quote", "feedback", "customer"].contains($0.lowercased()) }
    guard isLabel else { return point.text }
    return source.isEmpty ? quotation.words : "\(quotation.words) — \(Phrase.bare(String(source)))"
  }

  var problems: [Opening] { indices { stands($0) && $0.isProblem }.map { opening($0, isSober: true) } }

  /// A question of the brief's own, or one that only repeats what is known.
  var questions: [Opening] {
    var result = indices { $0.shape == .question && !$0.leansBack && $0.text.count <= 140 }.map { opening($0) }
    guard !reading.asks.noQuestions else { return [] }
    if let planned = plans { result.append(planned) }
    if case .howTo(let task) = reading.topic.form, !manner.formal {
      result.append(Opening(hook: "Wondering how to \(task)?", coversTopic: true))
    }
    if let looking = looking { result.append(looking) }
    if let role = role { result.append(role) }
    return result
  }

  /// `Any plans for Thursday 12 November?` before an event on that day.
  private var plans: Opening? {
    guard reading.topic.genre == .event, !manner.formal, reading.topic.form != .whole else { return nil }
    for point in reading.points where point.isWhen && point.isDetail {
      if let day = Self.day(point.terms) { return Opening(hook: "Any plans for \(day)?") }
    }
    return nil
  }

  /// `Thursday`, `Saturday 14 June`: the first day that is named singly.
  static func day(_ terms: [Term]) -> String? {
    for index in terms.indices {
      let key = terms[index].key
      guard Lexis.weekdays.contains(key), key.hasSuffix("day") else { continue }
      if index > 0,
        terms[index - 1].isNumber
          || ["every", "each", "until", "by", "and", "to", "from"].contains(terms[index - 1].key)
      {
        return nil
      }
      if index + 1 < terms.count, ["evening", "evenings", "mornings", "nights"].contains(terms[index + 1].key) {
        return nil
      }
      if index + 1 < terms.count, ["to", "and", "or", "until", "–", "-"].contains(terms[index + 1].raw) { return nil }
      var words = [Phrase.capitalised(key)]
      if index + 2 < terms.count, terms[index + 1].isNumber, Details.isMonth(terms, index + 2) {
        words += [terms[index + 1].raw, terms[index + 2].raw.filter { $0.isLetter }]
      } else if index + 2 < terms.count, Details.isMonth(terms, index + 1), terms[index + 2].isNumber {
        words += [terms[index + 1].raw, terms[index + 2].raw.filter { $0.isNumber || $0.isLetter }]
      }
      return words.joined(separator: " ")
    }
    return nil
  }

  /// `Looking for a boiler service before winter?`
  private var looking: Opening? {
    guard !manner.formal, [.other, .content].contains(reading.topic.genre), reading.topic.form == .noun,
      let noun = reading.topic.noun(ours: false), !noun.hasPrefix("our "), !noun.hasPrefix("the "),
      !noun.hasPrefix("my ")
    else { return nil }
    return Opening(hook: "Looking for \(noun)?", coversTopic: true)
  }

  /// `Want to work with us as a barista?`
  private var role: Opening? {
    guard reading.topic.genre == .hiring, reading.weVoice, !manner.formal else { return nil }
    let lower = reading.topic.text.lowercased()
    for phrase in ["looking for an ", "looking for a ", "hiring an ", "hiring a ", "seeking a ", "recruiting a "] {
      guard let range = lower.firstRange(of: phrase) else { continue }
      let offset = lower.distance(from: lower.startIndex, to: range.upperBound)
      let job = String(reading.topic.text.dropFirst(offset))
      guard job.split(separator: " ").count <= 5 else { return nil }
      return Opening(hook: "Want to work with us as \(Phrase.article(job)) \(job)?", coversTopic: true)
    }
    return nil
  }

  /// `Home bakers, this one's for you`, `For people who brew at home: our winter blend is back`.
  var address: Opening? {
    if let people = reading.audience.flatMap(Audience.people) {
      guard Phrase.joins(reading.topic.text) else { return nil }
      return Opening(hook: "For \(Phrase.inner(people)): \(Phrase.inner(reading.topic.text))", coversTopic: true)
    }
    guard let audience = reading.audience.flatMap(Audience.group) else { return nil }
    if manner.formal {
      guard reading.topic.form == .noun, Phrase.joins(reading.topic.text), Phrase.joins(audience) else { return nil }
      return Opening(hook: "For \(Phrase.inner(audience)): \(Phrase.inner(reading.topic.text))", coversTopic: true)
    }
    return audience.split(separator: " ").count <= 4
      ? Opening(hook: "\(Phrase.capitalised(audience)), this one's for you") : nil
  }
}
