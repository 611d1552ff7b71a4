import Yams

/// Rules, scopes and fixes.
extension PolicyReader {
  mutating func rule(_ node: Node, version: String) -> PolicyRule? {
    let fields = mapping(
      node, "A rule", ["id", "version", "severity", "scope", "when", "unless", "reason", "source", "fix"])
    let id = name(fields["id"], "id", node)
    let severity = choice(fields["severity"], "severity", node, Finding.Severity.self)
    let reason = line(fields["reason"], "reason", node)
    let source = fields["source"].flatMap { ruleSource($0) }
    if fields["source"] == nil { fault(node, "has no source: the law or page it rests on") }
    let when = fields["when"].map { condition($0) }
    if when == nil { fault(node, "has no when: what it looks for") }
    let unless = fields["unless"].map { condition($0) }
    let own = fields["scope"].map { scope(of: $0) } ?? PolicyScope()
    let fix = fields["fix"].flatMap { self.fix($0) }
    guard let id, let severity, let reason, let source, let when else { return nil }
    return PolicyRule(
      id: packID + "/" + id, version: fields["version"]?.string ?? version, severity: severity,
      scope: own.within(defaultScope), when: when, unless: unless, reason: reason, source: source, fix: fix)
  }

  /// A name among the pack's sources, or a source written out.
  private mutating func ruleSource(_ node: Node) -> PolicySource? {
    guard let key = node.scalar?.string else { return source(of: node) }
    if let source = sources[key] { return source }
    fault(node, "there is no source \(key) among the pack's sources")
    return nil
  }

  mutating func scope(of node: Node) -> PolicyScope {
    scope(from: mapping(node, "scope", ["platforms", "regions", "industries", "languages"]), node)
  }

  mutating func scope(from fields: [String: Node], _ node: Node) -> PolicyScope {
    func set(_ key: String) -> Set<String> { Set(fields[key].map { texts($0, key) } ?? []) }
    let scope = PolicyScope(
      platforms: set("platforms"), regions: set("regions"), industries: set("industries"), languages: set("languages"))
    for region in scope.regions.sorted() where !Regions.isKnown(region) {
      fault(fields["regions"] ?? node, "\(region) is not a country code such as AT, nor EU")
    }
    for platform in scope.platforms.sorted() where !Self.platforms.contains(platform) {
      fault(fields["platforms"] ?? node, "\(platform) is no platform: \(Self.platforms.joined(separator: ", "))")
    }
    for language in scope.languages.sorted() where language.wholeMatch(of: /[a-z]{2,3}/) == nil {
      fault(fields["languages"] ?? node, "\(language) is not a language such as en")
    }
    return scope
  }

  private static let platforms = [
    "x", "linkedin", "facebook", "instagram", "threads", "tiktok", "youtube", "pinterest", "bluesky", "mastodon",
  ]

  private mutating func fix(_ node: Node) -> PolicyFix? {
    let fields = mapping(node, "fix", ["replace", "prepend", "append", "remove"])
    guard fields.count == 1, let (kind, value) = fields.first else {
      fault(node, "fix must be one of replace, prepend, append and remove")
      return nil
    }
    if kind == "remove" {
      if value.bool != true { fault(value, "remove must be true") }
      return .remove
    }
    let texts = fixTexts(value)
    switch kind {
    case "replace": return .replace(texts)
    case "prepend": return .prepend(texts)
    default: return .append(texts)
    }
  }

  /// One text for all languages, or one for each.
  private mutating func fixTexts(_ node: Node) -> [String: String] {
    if let text = node.scalar?.string { return ["*": text] }
    var result: [String: String] = [:]
    for (language, value) in pairs(node, "fix") { result[language] = value.scalar?.string }
    return result
  }

  // MARK: A brand's shortcuts

  /// `never`, `competitors` and `always` as the rules that they stand for.
  mutating func shortcuts(_ fields: [String: Node], _ version: String) -> [PolicyRule] {
    let source = PolicySource(name: "The brand's own rules", section: "", date: "2026")
    func rule(_ name: String, _ severity: Finding.Severity, _ when: PolicyCondition, _ reason: String) -> PolicyRule {
      PolicyRule(
        id: packID + "/" + name, version: version, severity: severity, scope: defaultScope, when: when, unless: nil,
        reason: reason, source: source, fix: nil)
    }
    var result: [PolicyRule] = []
    if let terms = termList(fields["never"], "never") {
      var never = rule("never", .block, terms, "The brand never says this.")
      never.fix = .remove
      result.append(never)
    }
    if let terms = termList(fields["competitors"], "competitors") {
      result.append(rule("competitor", .block, terms, "This names a competitor."))
    }
    for node in fields["always"].map({ list($0, "always") }) ?? [] {
      guard let text = node.scalar?.string, let terms = termList(node, "always") else { continue }
      let name = "always-\(result.count)"
      var required = rule(name, .warning, .not(terms), "The brand always says: \(text)")
      required.fix = PolicyFix.append(["*": text])
      result.append(required)
    }
    return result
  }

  private mutating func termList(_ node: Node?, _ what: String) -> PolicyCondition? {
    guard let node else { return nil }
    let nodes = node.sequence.map(Array.init) ?? [node]
    let patterns = nodes.compactMap { term($0) }
    return patterns.isEmpty ? nil : .words(PolicyWords(patterns, heedsNegation: false))
  }
}
