import Foundation

/// What is known about a post besides its words.
package struct PolicyContext: Sendable, Equatable {
  /// Somebody pays for the post or gave something for it.
  package static let paid = "paid"
  /// A machine wrote the text.
  package static let machine = "machine"
  /// Its picture, sound or video is made or altered by a machine.
  package static let synthetic = "synthetic"
  package static let allFacts: Set<String> = [paid, machine, synthetic]

  /// Nil: none in particular, so that rules of single platforms do not apply.
  package var platform: String?
  /// Where it will be read. None means that only rules without a region apply.
  package var regions: Set<String>
  package var industries: Set<String>
  /// Nil when unknown: rules of every language apply.
  package var language: String?
  package var facts: Set<String>
  /// Code points before the platform's "more"; nil when everything shows.
  package var foldAt: Int?

  package init(
    platform: String?, regions: [String] = [], industries: Set<String> = [], language: String? = nil,
    facts: Set<String> = [], foldAt: Int? = nil
  ) {
    self.platform = platform
    self.regions = Regions.widened(regions)
    self.industries = industries
    self.language = language.map { String($0.prefix { $0 != "-" }) }
    self.facts = facts
    self.foldAt = foldAt
  }

  func allows(_ scope: PolicyScope, industries known: Set<String>) -> Bool {
    (scope.platforms.isEmpty || platform.map(scope.platforms.contains) ?? false)
      && (scope.regions.isEmpty || !scope.regions.isDisjoint(with: regions))
      && (scope.languages.isEmpty || language.map(scope.languages.contains) ?? true)
      && (scope.industries.isEmpty || !scope.industries.isDisjoint(with: known))
  }
}

/// Country codes and the union that some belong to.
package enum Regions {
  /// The 27 members (Treaty on European Union, Art. 52, after 2020-01-31).
  static let union: Set<String> = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT",
    "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
  ]

  /// With `EU` where a member is named; `UK` is `GB`.
  static func widened(_ codes: [String]) -> Set<String> {
    var result = Set(codes.map { $0.uppercased() == "UK" ? "GB" : $0.uppercased() })
    if !result.isDisjoint(with: union) { result.insert("EU") }
    return result
  }

  /// ISO 3166-1 alpha-2 as ICU lists it, the union, and `UK`, which people write for `GB`. Of the codes that users may
  /// assign only Kosovo's.
  package static func isKnown(_ code: String) -> Bool {
    guard code.utf8.count == 2, code == code.uppercased() else { return false }
    if ["EU", "UK", "XK"].contains(code) { return true }
    return code != "ZZ" && !code.hasPrefix("X") && Locale.Region(code).isISORegion
  }
}
