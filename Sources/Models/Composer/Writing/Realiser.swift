/// Turns points into lines of text: whole sentences as they are, fragments as what each can grammatically be.
struct Realiser {
  let reading: Reading
  let manner: Manner
  let dress: Dress

  /// The body of running text. `opening` has been said before it.
  func prose(_ plan: Plan) -> [Line] {
    let ranked = plan.points.enumerated().map { place, point in
      (
        point,
        Rank.of(point, place: place, count: plan.points.count, genre: reading.topic.genre)
          + (place < plan.beats ? 2 : 0)
      )
    }
    let beats = ranked.prefix(plan.beats).map { whole($0.0, $0.1) }
    let rest = Array(ranked.dropFirst(plan.beats))
    guard [.event, .notice, .content].contains(reading.topic.genre) else {
      return varied(beats + sentences(rest, subject: subject(plan)))
    }
    let details = detailLines(rest.filter { $0.0.isDetail }, hook: plan.opening.hook)
    return varied(beats + details + sentences(rest.filter { !$0.0.isDetail }, subject: subject(plan)))
  }

  /// A line for each point of a list.
  func items(_ points: [Point]) -> [Line] {
    points.enumerated().map { place, point in
      let rank = Rank.of(point, place: place, count: points.count, genre: reading.topic.genre)
      let text = point.shape == .quotation ? point.text : Phrase.capitalised(point.text)
      return Line(text: text, said: [point.text], rank: rank)
    }
  }

  private func whole(_ point: Point, _ rank: Double) -> Line {
    let text = point.shape == .quotation ? Phrase.sentence(Hooks.quoted(point)) : point.sentence
    return Line(
      text: text, said: [point.text], rank: rank, isFragment: point.isFragment, follows: point.follows)
  }

  // MARK: Details

  /// When and where in one line: `Thursday 12 November, 7pm, in the shop, 8 Castle Street.`
  private func detailLines(_ details: [(Point, Double)], hook: String) -> [Line] {
    var shown: [(text: String, said: String, rank: Double)] = []
    for (point, rank) in details {
      let text = withoutDay(point.text, hook: hook)
      if !text.isEmpty { shown.append((text, point.text, rank)) }
    }
    var lines: [Line] = []
    for detail in shown {
      let joins = Phrase.joins(detail.text) || detail.text.first?.isNumber == true
      if let last = lines.last, last.text.count + detail.text.count < 90, joins {
        lines[lines.count - 1].text = Phrase.bare(last.text) + ", " + Phrase.inner(detail.text) + "."
        lines[lines.count - 1].said.append(detail.said)
        lines[lines.count - 1].rank = max(last.rank, detail.rank)
      } else {
        lines.append(Line(text: Phrase.sentence(detail.text), said: [detail.said], rank: detail.rank, isFragment: true))
      }
    }
    return lines
  }

  /// The hook named the day: only the rest is news.
  private func withoutDay(_ text: String, hook: String) -> String {
    guard let day = Hooks.day(Term.split(text)), hook.contains(day), text.hasPrefix(day) else { return text }
    let rest = text.dropFirst(day.count)
    guard rest.isEmpty || rest.hasPrefix(",") || rest.hasPrefix(" at ") || rest.hasPrefix(" from ") else { return text }
    return String(rest.drop { $0 == "," || $0 == " " })
  }

  // MARK: Sentences

  private func sentences(_ points: [(Point, Double)], subject: String?) -> [Line] {
    let points = withPredicatesTogether(points)
    var lines: [Line] = []
    var index = 0
    var subject = subject
    while index < points.count {
      let (point, rank) = points[index]
      let run = run(points, from: index)
      switch point.shape {
      case .predicate:
        lines.append(contentsOf: predicates(run.map(\.0), rank: rank, subject: subject))
        subject = nil
        index += run.count
      case .noun, .modifier, .detail:
        lines.append(contentsOf: fragments(run.map(\.0), rank: rank))
        index += run.count
      default:
        lines.append(whole(point, rank))
        index += 1
      }
    }
    return lines
  }

  /// Sentences without a subject follow the first of them, so that one subject serves all.
  private func withPredicatesTogether(_ points: [(Point, Double)]) -> [(Point, Double)] {
    func isSimple(_ point: Point) -> Bool {
      point.shape == .predicate && !point.text.contains(",") && !point.text.contains(" and ")
    }
    guard let first = points.firstIndex(where: { isSimple($0.0) }) else { return points }
    let together = points.filter { isSimple($0.0) }
    var rest = points.filter { !isSimple($0.0) }
    rest.insert(contentsOf: together, at: first)
    return rest
  }

  /// Neighbours of the same kind, at most three.
  private func run(_ points: [(Point, Double)], from start: Int) -> [(Point, Double)] {
    let isPredicate = points[start].0.shape == .predicate
    var result = [points[start]]
    for place in points.dropFirst(start + 1).prefix(2) {
      let same = isPredicate ? place.0.shape == .predicate : [.noun, .modifier, .detail].contains(place.0.shape)
      guard same else { break }
      result.append(place)
    }
    return result
  }

  /// `It imports statements from 40 banks, works offline and needs no account.`
  private func predicates(_ points: [Point], rank: Double, subject: String?) -> [Line] {
    guard let subject, points.allSatisfy({ !$0.text.contains("!") }) else {
      return points.map { Line(text: $0.sentence, said: [$0.text], rank: rank, isFragment: true) }
    }
    let isPlural = subject == "They"
    let said = points.map { point -> String in
      let inner = point.inner
      guard isPlural, let verb = point.terms.first, let plural = PersonVoice.plural(verb.key) else { return inner }
      return plural + inner.dropFirst(verb.raw.count)
    }
    let simple = points.count == 1 || points.allSatisfy { !$0.text.contains(",") && !$0.text.contains(" and ") }
    guard simple else { return said.map { Line(text: "\(subject) \($0).", said: [$0], rank: rank) } }
    return [Line(text: "\(subject) \(Self.joined(said)).", said: points.map(\.text), rank: rank)]
  }

  /// Short ones together behind commas, long ones alone.
  private func fragments(_ points: [Point], rank: Double) -> [Line] {
    var lines: [Line] = []
    for point in points {
      let isShort =
        point.shape != .modifier && point.terms.count <= 5 && !point.text.contains(",") && !point.text.contains(":")
        && !point.text.contains(" and ") && !point.text.contains("!")
      if isShort, var last = lines.last, last.said.count < 3, last.text.count + point.text.count < 70,
        point.joins,
        last.isJoinable
      {
        last.text = last.text.dropLast() + ", " + point.inner + "."
        last.said.append(point.text)
        last.rank = max(last.rank, rank)
        lines[lines.count - 1] = last
      } else {
        lines.append(Line(text: point.sentence, said: [point.text], rank: rank, isFragment: true))
        lines[lines.count - 1].follows = point.follows
        if !isShort { lines[lines.count - 1].isJoinable = false }
      }
    }
    return lines
  }

  /// `a`, `a and b`, `a, b and c`.
  static func joined(_ parts: [String]) -> String {
    guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `It` or `They` for predicates, when the post has just said what it is about.
  private func subject(_ plan: Plan) -> String? {
    guard plan.beats == 0 else { return nil }
    switch reading.topic.form {
    case .noun:
      guard ![.hiring, .sale, .notice].contains(reading.topic.genre)
      else { return nil }
      return reading.topic.isPlural ? "They" : "It"
    case .whole: return wholeSubject
    default: return nil
    }
  }

  /// `Ledgerly 4.0 is out` is about one thing: `It`.
  private var wholeSubject: String? {
    let terms = Term.split(reading.topic.text)
    guard let verb = ShapeReader(reading.topic.text, terms).mainVerb, verb > 0 else { return nil }
    let subject = terms[..<verb]
    guard !subject.contains(where: { Lexis.pronouns.contains($0.key) || Lexis.people.contains($0.key) }),
      ["is", "has", "opens", "starts", "launches", "returns"].contains(terms[verb].key)
    else { return nil }
    return "It"
  }

  // MARK: Variety

  /// The same subject twice becomes a pronoun, short sentences join, and the last may begin with `And`.
  private func varied(_ lines: [Line]) -> [Line] {
    var lines = lines
    for index in lines.indices.dropFirst() where !lines[index].isFragment && !lines[index - 1].isFragment {
      if let name = Self.sharedSubject(lines[index - 1].text, lines[index].text), isThing(name) {
        lines[index].text = "It" + lines[index].text.dropFirst(name.count)
      }
    }
    guard !manner.formal, dress.pick % 3 == 0, let last = lines.indices.last, last > 0, !lines[last].isFragment,
      ["You ", "We ", "There ", "Everyone "].contains(where: { lines[last].text.hasPrefix($0) }),
      lines[last].said.count == 1
    else { return lines }
    lines[last].text = "And " + Phrase.inner(lines[last].text)
    return lines
  }

  /// The topic's own name or `The …`, never a person.
  private func isThing(_ name: String) -> Bool {
    let words = Stems.of(name)
    return words.isSubset(of: reading.topic.words)
      && !Term.split(reading.topic.text).contains { Lexis.people.contains($0.key) }
  }

  /// The words both sentences begin with, up to a verb of one thing.
  private static func sharedSubject(_ first: String, _ second: String) -> String? {
    guard first.utf8.prefix(4).elementsEqual(second.utf8.prefix(4)) else { return nil }
    let (a, b) = (first.split(separator: " "), second.split(separator: " "))
    guard
      let verb = b.indices.prefix(5).first(where: {
        $0 > 0 && (Lexis.singularVerbs.contains(String(b[$0])) || ["is", "has", "was"].contains(b[$0]))
      }),
      a.count > verb, a[..<verb] == b[..<verb]
    else { return nil }
    return b[..<verb].joined(separator: " ")
  }
}
