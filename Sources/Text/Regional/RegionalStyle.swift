/// How readers of some countries expect a language to be written: spelling and the form of dates.
/// English is told apart by country, and German of Switzerland by its lack of `ß`; other languages have no rule here.
package struct RegionalStyle: Sendable, Equatable {
  package enum Spelling: String, Sendable, CaseIterable {
    case british, american, swiss
  }

  package enum DateForm: String, Sendable, CaseIterable {
    /// `12 March`
    case dayFirst
    /// `March 12`
    case monthFirst
  }

  /// Nil where the countries do not agree, or where both spellings are at home (Canada).
  package let spelling: Spelling?
  package let dates: DateForm?

  /// `language` is a BCP 47 tag; the country that it names goes before `regions` (ISO 3166), since who writes `en-GB`
  /// has chosen. Without any country nothing is held against a text.
  package init(language: String, regions: [String]) {
    let parts = language.split(separator: "-")
    let tagged = parts.dropFirst().last { $0.count == 2 }.map { [String($0)] }
    let places = Set((tagged ?? regions).map { $0.uppercased() == "UK" ? "GB" : $0.uppercased() })
    guard !places.isEmpty else {
      (spelling, dates) = (nil, nil)
      return
    }
    switch parts.first?.lowercased() {
    case "en":
      let isBritish = places.isSubset(of: Self.british)
      let isAmerican = places.isSubset(of: Self.american)
      spelling = isBritish ? .british : isAmerican ? .american : nil
      dates = isBritish ? .dayFirst : isAmerican ? .monthFirst : nil
    case "de": (spelling, dates) = (places.isSubset(of: ["CH", "LI"]) ? .swiss : nil, nil)
    default: (spelling, dates) = (nil, nil)
    }
  }

  private static let american: Set<String> = ["US", "PR", "GU", "VI", "AS", "MP", "PH", "LR"]

  /// Also the European Union, whose English Style Guide spells so, and its neighbours.
  private static let british: Set<String> = Regions.union.union([
    "GB", "GG", "JE", "IM", "GI", "AU", "NZ", "FJ", "IN", "PK", "BD", "LK", "SG", "MY", "HK", "ZA", "KE", "NG", "GH",
    "UG", "TZ", "ZW", "ZM", "BW", "NA", "MW", "MU", "JM", "TT", "BB", "BS", "GY", "BZ", "NO", "CH", "IS", "LI",
  ])

  /// What a writer is told; empty where there is nothing to say.
  package var instructions: [String] {
    var lines: [String] = []
    switch spelling {
    case .british: lines.append("Spell as in British English: colour, centre, travelled.")
    case .american: lines.append("Spell as in American English: color, center, traveled.")
    case .swiss: lines.append("Schreibe ss statt ß.")
    case nil: break
    }
    switch dates {
    case .dayFirst: lines.append("Write dates like 12 March.")
    case .monthFirst: lines.append("Write dates like March 12.")
    case nil: break
    }
    return lines
  }

  /// Words and dates in another form, each with the change that mends it. What stands in quotation marks, in links, tags
  /// and names, and the `keeping` terms stay as they are.
  package func findings(in text: String, keeping terms: [String] = []) -> [Finding] {
    guard spelling != nil || dates != nil else { return [] }
    let page = RegionalText(text, keeping: terms)
    return (spellingFindings(page) + dateFindings(page)).sorted { $0.span < $1.span }
  }

  /// The text with every change made.
  package func applied(to text: String, keeping terms: [String] = []) -> String {
    findings(in: text, keeping: terms).compactMap(\.edit).applied(to: text)
  }

  private func spellingFindings(_ page: RegionalText) -> [Finding] {
    guard let spelling else { return [] }
    return page.words.indices.compactMap { index in
      let word = page.words[index]
      guard let other = RegionalSpelling.other(word.text, as: spelling), !page.isKept(index, german: spelling == .swiss)
      else { return nil }
      return Finding(
        rule: "region/spelling", severity: .notice, span: word.span, quote: word.text,
        message: "Readers in these countries write “\(other)”.", fix: other, edit: .init(span: word.span, text: other))
    }
  }

  private func dateFindings(_ page: RegionalText) -> [Finding] {
    guard let dates else { return [] }
    let reader = RegionalDates(page)
    return reader.written(other: dates).map { date in
      let text = date.text(dates)
      return Finding(
        rule: "region/date", severity: .notice, span: date.span, quote: page.scalars.string(date.span),
        message: "Readers in these countries write “\(text)”.", fix: text, edit: .init(span: date.span, text: text))
    }
      + reader.ambiguous().map { span in
        Finding(
          rule: "region/date-unclear", severity: .warning, span: span, quote: page.scalars.string(span),
          message: "In some countries the first number is the month, in others the day. Write the month as a word.")
      }
  }
}
