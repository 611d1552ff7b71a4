import Kernel

/// One text held against one set.
struct PolicyEvaluation {
  let set: PolicySet
  let text: PolicyText
  let context: PolicyContext
  private let places: PolicyPlaces
  private let hits: [Int: [PolicyMatch]]
  /// What a definition came to: asked for more than once, worked out once.
  private var known: [Int: [PolicyMatch]?] = [:]
  /// Industries of the text and the brand. Conditions may be for some only, so with them goes what is known.
  private var present: Set<String> = [] {
    didSet { if present != oldValue { known = [:] } }
  }

  private static let mostOfOneRule = 5
  /// More places than any post has for one condition; it bounds what conditions made of conditions can grow to.
  private static let mostPlaces = 2_000

  init(set: PolicySet, text: PolicyText, context: PolicyContext) {
    self.set = set
    self.text = text
    self.context = context
    places = PolicyPlaces(text: text, foldAt: context.foldAt)
    hits = set.index.matches(in: text)
  }

  mutating func industries() -> Set<String> {
    var result = context.industries.union(set.declared.industries)
    for (industry, node) in set.recognise where !result.contains(industry) && matches(node) != nil {
      result.insert(industry)
    }
    return result
  }

  mutating func holds(_ definition: Int) -> Bool {
    present = industries()
    return matches(.use(definition)) != nil
  }

  mutating func run() -> [Finding] {
    present = industries()
    var result: [Finding] = []
    for rule in set.rules where context.allows(rule.rule.scope, industries: present) {
      guard let found = matches(rule.when) else { continue }
      if let unless = rule.unless, matches(unless) != nil { continue }
      result += findings(rule.rule, found)
    }
    return result
  }

  private func findings(_ rule: PolicyRule, _ found: [PolicyMatch]) -> [Finding] {
    let spans = Self.apart(found.map(\.span))
    // What is put before or behind the text is put there once.
    let most = rule.fix?.isOfWholeText == true ? 1 : Self.mostOfOneRule
    let places = spans.isEmpty ? [Span(0, 0)] : Array(spans.prefix(most))
    return places.map { span in
      Finding(
        rule: rule.id, severity: rule.severity, span: span, quote: text.source.string(span), message: rule.reason,
        fix: rule.fix?.words(in: context.language), version: rule.version, source: rule.source.line,
        edit: rule.fix?.edit(of: span, in: text.source, language: context.language))
    }
  }

  /// In order, those inside or across another left out; the longest wins.
  private static func apart(_ spans: [Span]) -> [Span] {
    var result: [Span] = []
    for span in spans.sorted(by: { ($0.start, -$0.end) < ($1.start, -$1.end) }) {
      if let last = result.last, last.overlaps(span) { continue }
      result.append(span)
    }
    return result
  }

  // MARK: Conditions

  /// Where the condition holds, perhaps nowhere in particular; nil when it does not hold.
  private mutating func matches(_ node: PolicyNode) -> [PolicyMatch]? {
    switch node {
    case .words(let leaf): return present(places.kept(hits[leaf.number] ?? [], leaf))
    case .links(let hosts): return present(links(hosts))
    case .characters(let set): return present(characters(set))
    case .moreThan(let most, let kind): return moreThan(most, kind)
    case .fact(let name): return context.facts.contains(name) ? [] : nil
    case .any(let parts): return any(parts)
    case .all(let parts): return all(parts)
    case .not(let part): return matches(part) == nil ? [] : nil
    case .near(let first, let second, let within): return near(first, second, within)
    case .use(let number): return definition(number)
    case .placed(let place, let part): return placed(place, part)
    case .scoped(let scope, let part): return context.allows(scope, industries: present) ? matches(part) : nil
    }
  }

  private func present(_ found: [PolicyMatch]) -> [PolicyMatch]? { found.isEmpty ? nil : found }

  private mutating func placed(_ place: PolicyPlace, _ part: PolicyNode) -> [PolicyMatch]? {
    matches(part).flatMap { found in present(found.filter { places.isPlaced($0, place) }) }
  }

  private mutating func definition(_ number: Int) -> [PolicyMatch]? {
    if let result = known[number] { return result }
    let result = matches(set.definitions[number])
    known[number] = .some(result)
    return result
  }

  private mutating func any(_ parts: [PolicyNode]) -> [PolicyMatch]? {
    var result: [PolicyMatch]?
    for part in parts { if let found = matches(part) { result = Self.together(result ?? [], found) } }
    return result
  }

  /// Holds where its first part with a place holds.
  private mutating func all(_ parts: [PolicyNode]) -> [PolicyMatch]? {
    var result: [PolicyMatch] = []
    for part in parts {
      guard let found = matches(part) else { return nil }
      if result.isEmpty { result = found }
    }
    return result
  }

  private mutating func near(_ first: PolicyNode, _ second: PolicyNode, _ within: Int) -> [PolicyMatch]? {
    guard let left = matches(first), let right = matches(second) else { return nil }
    let ordered = right.filter { !$0.cells.isEmpty }.sorted { word($0.cells.lowerBound) < word($1.cells.lowerBound) }
    let longest = ordered.map { word($0.cells.upperBound - 1) - word($0.cells.lowerBound) }.max() ?? 0
    var result: [PolicyMatch] = []
    for a in left where !a.cells.isEmpty {
      let first = word(a.cells.lowerBound) - within - 1 - longest
      let last = word(a.cells.upperBound - 1) + within + 1
      let from = ordered.firstSorted { word($0.cells.lowerBound) >= first }
      for b in ordered[from...] {
        if word(b.cells.lowerBound) > last || result.count >= Self.mostPlaces { break }
        if distance(a, b) <= within { result.append(a.joined(b)) }
      }
    }
    return present(Self.together([], result))
  }

  private func word(_ cell: Int) -> Int { text.wordOf[cell] }

  /// Each place once, as many as are of use.
  private static func together(_ known: [PolicyMatch], _ more: [PolicyMatch]) -> [PolicyMatch] {
    var seen = Set(known)
    return known + more.filter { seen.insert($0).inserted }.prefix(max(0, mostPlaces - known.count))
  }

  /// Words between the two; 0 when they touch or overlap.
  private func distance(_ a: PolicyMatch, _ b: PolicyMatch) -> Int {
    guard !a.cells.isEmpty, !b.cells.isEmpty else { return .max }
    let (left, right) = a.cells.lowerBound <= b.cells.lowerBound ? (a, b) : (b, a)
    return max(0, word(right.cells.lowerBound) - word(left.cells.upperBound - 1) - 1)
  }

  private func links(_ hosts: [String]) -> [PolicyMatch] {
    text.entities.filter { $0.kind == .url && (hosts.isEmpty || isAt(hosts, $0.value)) }.map {
      PolicyMatch(span: $0.span, cells: 0..<0)
    }
  }

  private func isAt(_ hosts: [String], _ address: String) -> Bool {
    var host = address.lowercased()[...]
    if let scheme = host.firstRange(of: "://") { host = host[scheme.upperBound...] }
    host = host.prefix { !"/?#:".contains($0) }
    return hosts.contains { host == $0 || host.hasSuffix("." + $0) }
  }

  private func characters(_ set: Set<UInt32>) -> [PolicyMatch] {
    text.source.values.indices.filter { set.contains(text.source[$0]) }.map {
      PolicyMatch(span: Span($0, $0 + 1), cells: 0..<0)
    }
  }

  private func moreThan(_ most: Int, _ kind: Entity.Kind) -> [PolicyMatch]? {
    let found = text.entities.filter { $0.kind == kind }
    return found.count > most ? found.dropFirst(most).map { PolicyMatch(span: $0.span, cells: 0..<0) } : nil
  }
}
