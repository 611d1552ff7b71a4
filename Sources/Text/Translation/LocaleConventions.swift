import Foundation

/// How a language, as it is written in a country, sets figures and quotations.
package struct LocaleConventions: Sendable, Hashable {
  package let language: String
  /// Marks of a quotation; nil where this table has none.
  package let quotes: Quotes?
  /// Between whole and part.
  package let decimal: String
  /// Between thousands.
  package let grouping: String

  package struct Quotes: Sendable, Hashable {
    package var open: String
    package var close: String
    /// What stands inside the marks besides the words: French has a no-break space.
    package var inner = ""

    package var example: String { open + inner + "…" + inner + close }
  }

  /// `language` is a BCP 47 tag.
  package init(_ language: String) {
    self.language = language
    let locale = Locale(identifier: language)
    decimal = locale.decimalSeparator ?? "."
    grouping = locale.groupingSeparator ?? ","
    quotes = Self.quotes[language] ?? Self.quotes[language.split(separator: "-").first.map(String.init) ?? ""]
  }

  /// CLDR's delimiters, and for German and Portuguese of other countries what is usual there.
  private static let quotes: [String: Quotes] = [
    "en": Quotes(open: "“", close: "”"), "de": Quotes(open: "„", close: "“"), "de-CH": Quotes(open: "«", close: "»"),
    "fr": Quotes(open: "«", close: "»", inner: "\u{A0}"), "fr-CH": Quotes(open: "«", close: "»"),
    "es": Quotes(open: "«", close: "»"), "it": Quotes(open: "«", close: "»"), "pt": Quotes(open: "“", close: "”"),
    "pt-PT": Quotes(open: "«", close: "»"), "nl": Quotes(open: "“", close: "”"), "pl": Quotes(open: "„", close: "”"),
    "cs": Quotes(open: "„", close: "“"), "sk": Quotes(open: "„", close: "“"), "sl": Quotes(open: "„", close: "“"),
    "hr": Quotes(open: "„", close: "”"), "hu": Quotes(open: "„", close: "”"), "ro": Quotes(open: "„", close: "”"),
    "bg": Quotes(open: "„", close: "“"), "da": Quotes(open: "“", close: "”"), "sv": Quotes(open: "”", close: "”"),
    "fi": Quotes(open: "”", close: "”"), "no": Quotes(open: "«", close: "»"), "nb": Quotes(open: "«", close: "»"),
    "ru": Quotes(open: "«", close: "»"), "uk": Quotes(open: "«", close: "»"), "el": Quotes(open: "«", close: "»"),
    "ja": Quotes(open: "「", close: "」"), "zh": Quotes(open: "“", close: "”"), "zh-Hant": Quotes(open: "「", close: "」"),
    "ko": Quotes(open: "“", close: "”"), "tr": Quotes(open: "“", close: "”"),
  ]

  /// What a translator is told; no line where there is nothing to say.
  package func instructions(today: String) -> [String] {
    let writer = SlotWriter(language: language, regions: [], today: today)
    func shown(_ value: String, _ kind: SlotKind) -> String { writer.text(value, kind) ?? value }
    var lines = [
      "Write figures as readers of \(language) do: \(shown("1234.5", .number)), \(shown("18", .percentage)), \(shown("12.50", .number)) before or behind the currency as is usual there; dates like \(shown("2026-12-24", .date)); times like \(shown("18:30", .time))."
    ]
    if let quotes { lines.append("Quotation marks: \(quotes.example).") }
    return lines
  }
}
