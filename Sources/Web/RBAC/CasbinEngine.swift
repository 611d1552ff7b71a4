/// Answers "may this subject do that?" from a Casbin model and policy: RBAC with domains, resource roles,
/// keyMatch, keyMatch2, regexMatch, and deny that overrides. Immutable after it is made.
struct CasbinEngine: Sendable {
  private struct Link: Sendable {
    let member: String
    let role: String
    let domain: String?
  }

  let model: CasbinModel
  private(set) var rules: [[String: String]] = []
  private var links: [String: [Link]] = [:]
  /// Whether the domain of a role link is a pattern for keyMatch2 (Casbin's AddNamedDomainMatchingFunc).
  private let matchesDomains: Bool

  init(model: String, policy: String, matchesDomains: Bool = false) throws {
    self.model = try CasbinModel(model)
    self.matchesDomains = matchesDomains
    for line in policy.split(whereSeparator: \.isNewline) {
      let values = line.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
      guard let kind = values.first, !kind.isEmpty, !kind.hasPrefix("#") else { continue }
      try add(kind, Array(values.dropFirst()))
    }
  }

  private mutating func add(_ kind: String, _ values: [String]) throws {
    if kind == "p" {
      guard values.count == model.policy.count || values.count == model.policy.count - 1 else {
        throw CasbinError(description: "the policy line \(values.joined(separator: ", ")) has \(values.count) values")
      }
      var rule = Dictionary(zip(model.policy.map { "p." + $0 }, values), uniquingKeysWith: { first, _ in first })
      rule["p.eft"] = rule["p.eft"] ?? "allow"
      rules.append(rule)
    } else {
      guard let places = model.roles[kind], values.count == places else {
        throw CasbinError(description: "the role line \(values.joined(separator: ", ")) does not fit \(kind)")
      }
      links[kind, default: []].append(
        Link(member: values[0], role: values[1], domain: places == 3 ? values[2] : nil))
    }
  }

  func enforce(_ request: [String]) throws -> Bool {
    let given = Dictionary(zip(model.request.map { "r." + $0 }, request), uniquingKeysWith: { first, _ in first })
    var allowed = false
    for rule in rules {
      let values = given.merging(rule) { first, _ in first }
      guard try isTrue(model.matcher, values) else { continue }
      if rule["p.eft"] == "deny" {
        if model.denyOverrides { return false }
      } else {
        allowed = true
      }
    }
    return allowed
  }

  private func isTrue(_ expression: CasbinExpression, _ values: [String: String]) throws -> Bool {
    switch expression {
    case .and(let left, let right): return try isTrue(left, values) && isTrue(right, values)
    case .or(let left, let right): return try isTrue(left, values) || isTrue(right, values)
    case .not(let inner): return try !isTrue(inner, values)
    case .equal(let left, let right): return try text(left, values) == text(right, values)
    case .notEqual(let left, let right): return try text(left, values) != text(right, values)
    case .call(let name, let arguments): return try call(name, arguments.map { try text($0, values) })
    case .variable, .literal: return try text(expression, values) == "true"
    }
  }

  private func text(_ expression: CasbinExpression, _ values: [String: String]) throws -> String {
    switch expression {
    case .literal(let text): return text
    case .variable(let name):
      guard let value = values[name] else { throw CasbinError(description: "the matcher names \(name)") }
      return value
    default: return try isTrue(expression, values) ? "true" : "false"
    }
  }

  private func call(_ name: String, _ arguments: [String]) throws -> Bool {
    if model.roles[name] != nil {
      return hasRole(name, arguments[0], arguments[1], arguments.count > 2 ? arguments[2] : nil)
    }
    guard arguments.count == 2 else { throw CasbinError(description: "\(name) takes two values") }
    switch name {
    case "keyMatch": return CasbinMatch.key(arguments[0], arguments[1])
    case "keyMatch2": return CasbinMatch.key2(arguments[0], arguments[1])
    case "regexMatch": return try CasbinMatch.regex(arguments[0], arguments[1])
    default: throw CasbinError(description: "there is no function \(name)")
    }
  }

  /// Whether `member` is `role`, directly or through other roles (at most 10 levels, as in Casbin).
  private func hasRole(_ kind: String, _ member: String, _ role: String, _ domain: String?) -> Bool {
    var reached: Set<String> = [member]
    for _ in 0..<10 {
      if reached.contains(role) { return true }
      let next = (links[kind] ?? []).filter { reached.contains($0.member) && applies($0, domain) }.map(\.role)
      if reached.isSuperset(of: next) { return false }
      reached.formUnion(next)
    }
    return reached.contains(role)
  }

  private func applies(_ link: Link, _ domain: String?) -> Bool {
    guard let own = link.domain else { return true }
    guard let domain else { return false }
    return own == domain || (matchesDomains && CasbinMatch.key2(domain, own))
  }
}

/// Casbin's built-in matching functions (util/builtin_operators.go).
enum CasbinMatch {
  /// `/foo/bar` matches `/foo/*`; without a star only the same text.
  static func key(_ key: String, _ pattern: String) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return key == pattern }
    return key.hasPrefix(pattern[..<star])
  }

  /// `/foo/baz` matches `/foo/:bar`; `*` stands for any text.
  static func key2(_ key: String, _ pattern: String) -> Bool {
    match(Array(key.utf8)[...], Array(pattern.utf8)[...])
  }

  /// Unanchored, as Go's `regexp.MatchString`.
  static func regex(_ text: String, _ pattern: String) throws -> Bool {
    try Regex(pattern).firstMatch(in: text) != nil
  }

  private static func match(_ key: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return key.isEmpty }
    if first == UInt8(ascii: "*") {
      return (key.startIndex...key.endIndex).contains { match(key[$0...], pattern.dropFirst()) }
    }
    if first == UInt8(ascii: ":"), let second = pattern.dropFirst().first, second != slash {
      let rest = pattern.dropFirst().drop { $0 != slash }
      let longest = key.prefix { $0 != slash }.count
      return longest > 0 && match(key.dropFirst(longest), rest)
    }
    return key.first == first && match(key.dropFirst(), pattern.dropFirst())
  }

  private static let slash = UInt8(ascii: "/")
}
