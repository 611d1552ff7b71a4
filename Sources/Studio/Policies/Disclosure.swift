import Text

/// A paid post says so, early and in plain words: what the disclosure pack says of it, and the words it accepts.
enum Disclosure {
  static func findings(_ text: String, _ rules: JudgeRules) -> [Finding] {
    guard rules.brief.paid else { return [] }
    return PolicyCheck.findings(text, by: .person, rules).filter { $0.rule.hasPrefix("disclosure/") }
  }

  /// Accepted words of a language, the one to suggest first.
  static func words(for language: String) -> [String] {
    switch language.prefix(while: { $0 != "-" }) {
    case "de": ["Anzeige", "Werbung"]
    case "fr": ["Publicité", "Collaboration commerciale", "Sponsorisé"]
    case "es": ["Publicidad", "Patrocinado"]
    case "it": ["Pubblicità", "Adv"]
    case "nl": ["Advertentie", "Reclame"]
    case "pt": ["Publicidade", "Patrocinado"]
    case "pl": ["Reklama", "Materiał reklamowy"]
    case "sv": ["Annons", "Reklam"]
    case "da": ["Annonce", "Reklame"]
    default: ["Ad", "Advertisement", "Sponsored", "Paid partnership"]
    }
  }
}
