/// A model in Casbin's own format: sections with `key = value` lines.
struct CasbinModel: Sendable {
  var request: [String]
  var policy: [String]
  /// Names of the role definitions (`g`, `g2`) with their number of places.
  var roles: [String: Int]
  var matcher: CasbinExpression
  /// Whether a matching deny wins; otherwise only allow counts.
  var denyOverrides: Bool

  init(_ text: String) throws {
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard !line.hasPrefix("["), !line.hasPrefix("#"), parts.count == 2 else { continue }
      values[parts[0].trimmed] = parts[1].trimmed
    }
    guard let request = values["r"], let policy = values["p"], let effect = values["e"], let matcher = values["m"]
    else { throw CasbinError(description: "a Casbin model needs r, p, e and m") }
    self.request = request.split(separator: ",").map(\.trimmed)
    self.policy = policy.split(separator: ",").map(\.trimmed)
    self.matcher = try CasbinExpression.parse(matcher)
    denyOverrides = try Self.denyOverrides(effect)
    roles = values.filter { $0.key.hasPrefix("g") }.mapValues { $0.split(separator: ",").count }
  }

  private static func denyOverrides(_ effect: String) throws -> Bool {
    switch effect.filter({ !$0.isWhitespace }) {
    case "some(where(p.eft==allow))": return false
    case "some(where(p.eft==allow))&&!some(where(p.eft==deny))": return true
    default: throw CasbinError(description: "the policy effect \(effect) is not supported")
    }
  }
}

extension StringProtocol {
  var trimmed: String {
    // Mostly there is nothing to trim, and code points tell that faster than characters.
    if let first = unicodeScalars.first, let last = unicodeScalars.last, ("!"..."~").contains(first),
      ("!"..."~").contains(last)
    {
      return String(self)
    }
    var part = self[...]
    while let first = part.first, first.isWhitespace { part = part.dropFirst() }
    while let last = part.last, last.isWhitespace { part = part.dropLast() }
    return String(part)
  }
}
