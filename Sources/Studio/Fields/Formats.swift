import Foundation
import Text

/// The shapes of small values that come from outside.
package enum Formats {
  /// BCP 47 as far as posts need it, of codes that there are (ISO 639, 15924 and 3166-1, as ICU lists them): `en`,
  /// `pt-BR`, `zh-Hant-TW`.
  package static func isLanguage(_ text: String) -> Bool { languageFault(text) == nil }

  /// ISO 3166-1 alpha-2, `EU`, and `UK`, which people write for `GB`.
  package static func isRegion(_ text: String) -> Bool { regionFault(text) == nil }

  /// What is wrong with a language, and how it is written if it is one; nil when nothing is.
  package static func languageFault(_ text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    if text.utf8.count <= 12, isKnownLanguage(parts) { return nil }
    let usual = usualForm(text)
    return usual != text && isLanguage(usual) ? "is written \(usual)" : "is not a language such as en or pt-BR"
  }

  /// What is wrong with a country, and how it is written if it is one; nil when nothing is.
  package static func regionFault(_ text: String) -> String? {
    if Regions.isKnown(text) { return nil }
    let usual = text.uppercased()
    return usual != text && text.utf8.count == 2 && isRegion(usual)
      ? "is written \(usual)" : "is not a country code such as AT or US"
  }

  private static func isKnownLanguage(_ parts: [String]) -> Bool {
    guard let language = parts.first, language.wholeMatch(of: /[a-z]{2,3}/) != nil,
      Locale.LanguageCode(language).isISOLanguage
    else { return false }
    var rest = parts.dropFirst()
    if let script = rest.first, script.wholeMatch(of: /[A-Z][a-z]{3}/) != nil {
      guard Locale.Script(script).isISOScript else { return false }
      rest = rest.dropFirst()
    }
    guard let region = rest.first else { return true }
    return rest.count == 1 && !["EU", "UK"].contains(region) && isRegion(region)
  }

  /// `en_gb` as `en-GB`.
  private static func usualForm(_ text: String) -> String {
    let parts = text.prefix(20).split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    let rest = parts.dropFirst().map { $0.count == 4 ? $0.capitalized : $0.uppercased() }
    return ([parts.first?.lowercased() ?? ""] + rest).joined(separator: "-")
  }

  /// `#rrggbb`.
  package static func isColour(_ text: String) -> Bool {
    text.utf8.count == 7 && text.wholeMatch(of: /#[0-9a-fA-F]{6}/) != nil
  }

  /// A calendar day, `2026-11-23`.
  package static func isDay(_ text: String) -> Bool {
    guard text.utf8.count == 10, let match = text.wholeMatch(of: /(\d{4})-(\d{2})-(\d{2})/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3)
    else { return false }
    return (1...12).contains(month) && (1...days(in: month, of: year)).contains(day)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Nil for an absolute http or https address of at most 2,000 characters with a host and no credentials.
  package static func linkFault(_ text: String) -> String? {
    guard text.utf8.count <= 2_000 else { return "is too long for a link: at most 2000 characters" }
    guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.properties.generalCategory == .control }),
      let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      let host = parts.host, !host.isEmpty
    else { return "must be a whole address, such as https://example.com/page" }
    guard scheme == "https" || scheme == "http" else { return "must start with https:// or http://" }
    guard parts.user == nil, parts.password == nil else { return "must not carry a user name or password" }
    return nil
  }
}
