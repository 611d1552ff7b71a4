/// Dates, times, prices and places standing alone, and the values that two facts may disagree about.
enum Details {
  /// Nothing but when, where and how much: `Thursday 12 November, 7pm`, `8 Castle Street`.
  static func isDetail(_ terms: [Term]) -> Bool {
    guard !terms.isEmpty, terms.count <= 12 else { return false }
    if isPlace(terms) { return true }
    let solid = terms.filter { !Self.glue.contains($0.key) && !$0.key.isEmpty }
    guard solid.contains(where: { $0.isNumber || Lexis.weekdays.contains($0.key) }) else { return false }
    return solid.indices.allSatisfy { isValue(solid, $0) }
  }

  static func isWhen(_ terms: [Term]) -> Bool {
    terms.indices.contains { isMonth(terms, $0) || Lexis.weekdays.contains(terms[$0].key) || isClock(terms[$0].key) }
  }

  /// `8 Castle Street`, `at the harbour`, `the old swimming pool, canal road`.
  static func isPlace(_ terms: [Term]) -> Bool {
    guard terms.count <= 9 else { return false }
    if terms.contains(where: { streets.contains($0.key) }) {
      return !terms.contains { Lexis.auxiliaries.contains($0.key) || Lexis.singularVerbs.contains($0.key) }
        && !Lexis.requests.contains(terms[0].key)
    }
    return terms.count > 1 && terms.count <= 6 && ["at", "in"].contains(terms[0].key)
      && (Lexis.determiners.contains(terms[1].key) || terms[1].isCapitalised && !isMonth(terms, 1))
  }

  static func isMonth(_ terms: [Term], _ index: Int) -> Bool {
    let term = terms[index]
    guard Lexis.isMonth(term.key) else { return false }
    guard term.key == "may" || term.key == "march" || term.key == "mar" else { return true }
    return term.isCapitalised && [index - 1, index + 1].contains { terms.indices.contains($0) && terms[$0].isNumber }
  }

  /// `9am`, `10:30`, `8-18`, `noon`.
  static func isClock(_ key: String) -> Bool {
    if ["noon", "midday", "midnight"].contains(key) { return true }
    guard key.first?.isNumber == true else { return false }
    if key.hasSuffix("am") || key.hasSuffix("pm") { return key.dropLast(2).allSatisfy { !$0.isLetter } }
    let parts = key.split(separator: ":")
    return parts.count == 2 && parts[0].count <= 2 && parts[1].prefix(2).allSatisfy(\.isNumber)
  }

  static func isPrice(_ terms: [Term], _ index: Int) -> Bool {
    let key = terms[index].key
    guard key.contains(where: \.isNumber) else { return false }
    if key.contains(where: { "£$€".contains($0) }) { return true }
    return [index - 1, index + 1].contains { terms.indices.contains($0) && Lexis.currencies.contains(terms[$0].key) }
  }

  private static func isValue(_ terms: [Term], _ index: Int) -> Bool {
    let key = terms[index].key
    return terms[index].isNumber || Lexis.weekdays.contains(key) || Lexis.isMonth(key) || Lexis.currencies.contains(key)
      || ranged(key) || units.contains(key)
  }

  /// `Mon-Thu`, `Wed–Sun`.
  private static func ranged(_ key: String) -> Bool {
    let parts = key.split(whereSeparator: { $0 == "-" || $0 == "–" || $0 == "/" })
    return parts.count == 2 && parts.allSatisfy { Lexis.weekdays.contains(String($0)) || Lexis.isMonth(String($0)) }
  }

  private static let glue = Lexis.set(
    "at on in from to until till and & - – of a an per the by between every o'clock or")
  private static let units = Lexis.set(
    """
    hours hour minutes minute min h am pm cet gmt utc est pst bst cest week weeks day days daily noon midday midnight
    evening evenings morning mornings afternoon km m kg g cm mm ml l sqm per person
    """)
  static let streets = Lexis.set("street lane avenue square quay st rd road place yard")
}

/// Somebody's words: at least four in quotation marks.
struct Quotation: Sendable, Equatable {
  /// With its marks.
  let words: String
  let before: String
  let after: String

  init?(_ text: String) {
    guard let open = text.firstIndex(where: { $0 == "“" || $0 == "\"" || $0 == "„" }) else { return nil }
    let rest = text[text.index(after: open)...]
    guard let close = rest.firstIndex(where: { $0 == "”" || $0 == "\"" || $0 == "“" }) else { return nil }
    guard rest[..<close].split(separator: " ").count >= 4 else { return nil }
    words = String(text[open...close])
    before = String(text[..<open])
    after = String(text[text.index(after: close)...])
  }
}
