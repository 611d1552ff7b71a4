import Text

/// A paid post says so, early and in plain words.
///
/// United States: 16 CFR 255.5(a) and the FTC's letters of 2017 (above the "more" button, not in a string of
/// tags; `#sp`, `#spon`, `#partner` and thanks do not suffice). United Kingdom: "Ad" or "#ad" upfront (ASA/CAP).
/// European Union: commercial intent must be recognisable (UCPD).
enum Disclosure {
  static func findings(_ text: String, _ rules: JudgeRules) -> [Finding] {
    guard rules.brief.paid else { return [] }
    let words = words(for: rules.language)
    let places = words.flatMap { TermSearch.spans(of: $0, in: text) }
    guard let first = places.min() else { return [missing(text, words)] }
    guard isEarly(first, text, rules.platform) else { return [late(first, text)] }
    return []
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

  private static let insufficient = ["#sp", "#spon", "#partner", "#collab", "#ambassador", "#ee"]

  private static func missing(_ text: String, _ words: [String]) -> Finding {
    let weak = insufficient.flatMap { TermSearch.spans(of: $0, in: text) }.min()
    let label = words.first ?? "Ad"
    if let weak {
      return Finding(
        rule: "disclosure/unclear", severity: .block, span: weak, quote: quote(weak, text),
        message:
          "Somebody pays for this post, and \(quote(weak, text)) does not say so clearly enough. Write \(label).",
        fix: label)
    }
    return Finding(
      rule: "disclosure/missing", severity: .block, span: Span(0, 0), quote: "",
      message: "Somebody pays for this post, so it must say so at its start: \(label).", fix: label + ": ")
  }

  /// Before the fold, and in the first third at the latest.
  private static func isEarly(_ span: Span, _ text: String, _ platform: PlatformLimits) -> Bool {
    let third = max(60, text.unicodeScalars.count / 3)
    return span.start <= min(third, platform.foldAt ?? .max)
  }

  private static func late(_ span: Span, _ text: String) -> Finding {
    Finding(
      rule: "disclosure/late", severity: .block, span: span, quote: quote(span, text),
      message: "Readers must see that this is paid for before anything else: move it to the start.")
  }
}
