package import Text

/// What a translation was made from, and how.
package struct TranslationSource: Codable, Sendable, Equatable {
  package var text: String
  /// BCP 47.
  package var language: String
  /// How readers are spoken to; nil where nobody said.
  package var formality: Formality?
  /// Wordings that were adapted rather than copied.
  package var adaptations: [Adaptation]

  package init(text: String, language: String, formality: Formality? = nil, adaptations: [Adaptation] = []) {
    self.text = text
    self.language = language
    self.formality = formality
    self.adaptations = adaptations
  }
}

/// An idiom or a play on words that is said in another way in the other language.
package struct Adaptation: Codable, Sendable, Equatable {
  package var from: String
  package var to: String
  package var why: String

  package init(from: String, to: String, why: String) {
    self.from = from
    self.to = to
    self.why = why
  }

  static let most = 10

  /// Short and without what a reader cannot see, whatever a model wrote.
  var bounded: Adaptation {
    func short(_ text: String) -> String { String(Invisible.stripped(text).prefix(200)) }
    return Adaptation(from: short(from), to: short(to), why: short(why))
  }
}

extension BrandProfile {
  /// The brand's words in another language: the glossary, and what is never translated.
  func terms(in language: String) -> [TranslationCheck.Term] {
    let primary = String(language.prefix { $0 != "-" })
    let known = glossary.map { entry in
      TranslationCheck.Term(
        entry.term, entry.translations?[language] ?? entry.translations?[primary] ?? entry.term)
    }
    return known + ([name] + always).map { TranslationCheck.Term($0, $0) }
  }

  /// How readers of a language are spoken to.
  func formality(in language: String) -> Formality? {
    formality?[language] ?? formality?[String(language.prefix { $0 != "-" })]
  }
}

extension TranslationSource {
  func check(to language: String, of brand: BrandProfile) -> TranslationCheck {
    TranslationCheck(text, in: self.language, to: language, terms: brand.terms(in: language), formality: formality)
  }
}

extension JudgeRules {
  /// What there is to say about a text as a translation; nothing about one that is none.
  func translated(_ text: String) -> [Finding] {
    guard let translation else { return [] }
    return translation.check(to: language, of: brand).findings(text)
      + translation.adaptations.compactMap { adapted(text, $0) }
  }

  /// Only what is there to be seen, on both sides, is told.
  private func adapted(_ text: String, _ adaptation: Adaptation) -> Finding? {
    guard let translation, !adaptation.from.isEmpty, translation.text.contains(adaptation.from), !adaptation.to.isEmpty,
      let range = text.firstRange(of: adaptation.to)
    else { return nil }
    let scalars = text.unicodeScalars
    let start = scalars.distance(from: scalars.startIndex, to: range.lowerBound)
    let why = adaptation.why.isEmpty ? "" : " " + adaptation.why
    return Finding(
      rule: "translation/adapted", severity: .notice,
      span: Span(start, start + adaptation.to.unicodeScalars.count), quote: adaptation.to,
      message: "Adapted from “\(adaptation.from)”.\(why)")
  }
}
