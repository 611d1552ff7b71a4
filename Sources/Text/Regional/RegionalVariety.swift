/// How a language is written where a post will be read.
package enum RegionalVariety: String, Sendable, CaseIterable {
  case britishEnglish = "en-GB"
  case americanEnglish = "en-US"
  case austrianGerman = "de-AT"
  case swissGerman = "de-CH"

  /// Of a language tag, or else of the countries when they all agree. Nil where they do not, or where nothing is known.
  /// `regions` are country codes such as `AT`.
  package init?(language: String, regions: [String]) {
    let parts = language.split(separator: "-").map(String.init)
    let named = parts.dropFirst().first { $0.count == 2 }
    let countries = named.map { [$0.uppercased()] } ?? regions.map { $0.uppercased() == "UK" ? "GB" : $0.uppercased() }
    let varieties = Set(countries.map { Self.variety(parts.first ?? "", $0) })
    guard varieties.count == 1, let only = varieties.first, let only else { return nil }
    self = only
  }

  /// As people call it.
  package var name: String {
    switch self {
    case .britishEnglish: "British English"
    case .americanEnglish: "American English"
    case .austrianGerman: "Austrian German"
    case .swissGerman: "Swiss German"
    }
  }

  /// For the writer of a text, human or model.
  package var instruction: String {
    switch self {
    case .britishEnglish: "Spell as in British English (colour, organise) and write dates as 12 March."
    case .americanEnglish: "Spell as in American English (color, organize) and write dates as March 12."
    case .austrianGerman: "Write as in Austria (Jänner, heuer)."
    case .swissGerman: "Write as in Switzerland, with ss instead of ß."
    }
  }

  private static func variety(_ language: String, _ country: String) -> RegionalVariety? {
    switch language {
    case "en": british.contains(country) ? .britishEnglish : country == "US" ? .americanEnglish : nil
    case "de": country == "AT" ? .austrianGerman : ["CH", "LI"].contains(country) ? .swissGerman : nil
    default: nil
    }
  }

  /// Countries whose English is spelt and dated as in Britain. Canada mixes both, so it is in neither.
  private static let british: Set<String> = ["GB", "IE", "AU", "NZ", "ZA", "IN", "SG", "HK", "MT", "KE", "NG", "GH"]
}
