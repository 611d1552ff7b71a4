import Yams

/// Conditions.
extension PolicyReader {
  private static let modifiers = ["place", "negation", "platforms", "regions", "industries", "languages"]
  private static let contents = [
    "terms", "patterns", "labels", "links", "characters", "more_than", "fact", "any", "all", "not", "near", "use",
  ]

  /// A list of texts is a list of patterns. A mapping with several of terms, patterns, links and so on holds where any
  /// of them does.
  mutating func condition(_ node: Node) -> PolicyCondition {
    if node.sequence != nil { return words(node, [:]) }
    guard node.mapping != nil else {
      fault(node, "a condition is a list of patterns or a mapping")
      return .any([])
    }
    let fields = mapping(node, "A condition", Self.contents + Self.modifiers)
    var parts: [PolicyCondition] = []
    for key in Self.contents { if let value = fields[key] { parts.append(part(key, value, fields)) } }
    if parts.isEmpty { fault(node, "a condition needs one of \(Self.contents.joined(separator: ", "))") }
    var result = parts.count == 1 ? parts[0] : .any(parts)
    if let place = fields["place"].flatMap({ choice($0, "place", $0, PolicyPlace.self) }) {
      result = .placed(place, result)
    }
    let scope = scope(from: fields, node)
    return scope.isEverywhere ? result : .scoped(scope, result)
  }

  private mutating func part(_ key: String, _ value: Node, _ fields: [String: Node]) -> PolicyCondition {
    switch key {
    case "terms": return words(value, fields, literal: true)
    case "patterns": return words(value, fields)
    case "labels": return words(value, fields, alone: true)
    case "links": return .links(hosts(value))
    case "characters": return .characters(Set((value.scalar?.string ?? "").unicodeScalars.map(\.value)))
    case "more_than": return moreThan(value)
    case "fact": return fact(value)
    case "any": return .any(list(value, "any").map { condition($0) })
    case "all": return .all(list(value, "all").map { condition($0) })
    case "not": return .not(condition(value))
    case "near": return near(value)
    default: return use(value)
    }
  }

  private mutating func words(
    _ node: Node, _ fields: [String: Node], literal: Bool = false, alone: Bool = false
  ) -> PolicyCondition {
    var patterns: [PolicyPattern] = []
    for item in list(node, "patterns") {
      if let pattern = literal ? term(item) : pattern(item) { patterns.append(pattern) }
    }
    if let negation = fields["negation"], !["heed", "ignore"].contains(negation.string ?? "") {
      fault(negation, "negation must be heed or ignore")
    }
    return .words(PolicyWords(patterns, alone: alone, heedsNegation: fields["negation"]?.string != "ignore"))
  }

  /// Every sign in it is part of the text, none is an instruction.
  mutating func term(_ node: Node) -> PolicyPattern? {
    guard let text = node.scalar?.string else {
      fault(node, "must be a text")
      return nil
    }
    let plain = String(text.map { "()|<>*".contains($0) ? " " : $0 })
    return pattern(plain, node)
  }

  private mutating func pattern(_ node: Node) -> PolicyPattern? {
    guard let text = node.scalar?.string else {
      fault(node, "must be a text")
      return nil
    }
    return pattern(text, node)
  }

  private mutating func pattern(_ text: String, _ node: Node) -> PolicyPattern? {
    do throws(PolicyPatternError) {
      let pattern = try PolicyPattern(text)
      let isWithin = cost <= Self.mostCost
      cost += pattern.cost
      if isWithin, cost > Self.mostCost {
        fault(node, "here the pack has more than \(Self.mostCost) words, options and gap words: make it two packs")
      }
      return pattern
    } catch {
      fault(node, "“\(text.prefix(80))” \(error.message)")
      return nil
    }
  }

  private mutating func hosts(_ node: Node) -> [String] {
    if node.scalar?.string == "any" { return [] }
    return texts(node, "links").map { $0.lowercased() }
  }

  private mutating func moreThan(_ node: Node) -> PolicyCondition {
    let kinds: [String: Entity.Kind] = [
      "hashtags": .hashtag, "mentions": .mention, "links": .url, "cashtags": .cashtag,
    ]
    let fields = mapping(node, "more_than", Array(kinds.keys).sorted())
    guard fields.count == 1, let (key, value) = fields.first, let kind = kinds[key], let most = value.int, most >= 0
    else {
      fault(node, "more_than must name one of \(kinds.keys.sorted().joined(separator: ", ")) and a number")
      return .any([])
    }
    return .moreThan(most, kind)
  }

  private mutating func fact(_ node: Node) -> PolicyCondition {
    let name = node.scalar?.string ?? ""
    if !PolicyContext.allFacts.contains(name) {
      fault(node, "fact must be one of \(PolicyContext.allFacts.sorted().joined(separator: ", "))")
    }
    return .fact(name)
  }

  private mutating func near(_ node: Node) -> PolicyCondition {
    let fields = mapping(node, "near", ["first", "second", "within"])
    guard let first = fields["first"], let second = fields["second"] else {
      fault(node, "near needs first and second")
      return .any([])
    }
    nears += 1
    if nears == Self.mostNears + 1 { fault(node, "here the pack has more than \(Self.mostNears) near") }
    let within = fields["within"]?.int ?? 6
    if !(0...50).contains(within) { fault(node, "within must be 0 to 50 words") }
    return .near(condition(first), condition(second), within: within)
  }

  private mutating func use(_ node: Node) -> PolicyCondition {
    guard let name = node.scalar?.string else {
      fault(node, "use must name a definition")
      return .any([])
    }
    uses.append((name, node.mark?.line))
    return .use(name)
  }
}
