import Foundation

/// A text, what it was translated into, and what must have come along.
package struct TranslationCheck: Sendable {
  /// A word of the brand's own that must be said so in the other language.
  package struct Term: Sendable, Hashable {
    package var source: String
    package var target: String

    package init(_ source: String, _ target: String) {
      self.source = source
      self.target = target
    }
  }

  private let source: String
  private let sourceLanguage: String
  private let language: String
  private let terms: [Term]
  private let formality: Formality?

  /// Languages are BCP 47 tags. `terms` hold the glossary, and what is not translated as the same word twice.
  package init(
    _ source: String, in sourceLanguage: String, to language: String, terms: [Term] = [], formality: Formality? = nil
  ) {
    self.source = source
    self.sourceLanguage = sourceLanguage
    self.language = language
    self.terms = terms
    self.formality = formality
  }

  /// Everything there is to say about a translation, in the order of the text.
  package func findings(_ text: String) -> [Finding] {
    let all = Span(0, text.unicodeScalars.count)
    func lost(_ rule: String, _ words: [String], _ message: (String) -> String) -> [Finding] {
      words.map { Finding(rule: rule, severity: .warning, span: all, quote: "", message: message($0)) }
    }
    return lost("translation/lost", lostFacts(text)) { "The translation has lost “\($0)”." }
      + lost("translation/placeholder", lostPlaceholders(text)) { "The placeholder \($0) must stay as it is." }
      + lost("translation/term", lostTerms(text).map(\.target)) { "“\($0)” is how the brand says it in this language." }
      + untranslated(text) + address(text) + figures(text) + quotations(text) + shape(text)
  }

  /// Why to ask for it once more: what a reader would miss; nil when nothing is.
  package func correction(_ text: String) -> String? {
    var reasons: [String] = []
    let lost = lostFacts(text) + lostPlaceholders(text)
    if !lost.isEmpty { reasons.append("That has lost: \(lost.prefix(8).joined(separator: "; ")).") }
    let terms = lostTerms(text).prefix(8).map { "“\($0.source)” is “\($0.target)”" }
    if !terms.isEmpty { reasons.append("The brand's words: \(terms.joined(separator: ", ")).") }
    if !untranslated(text).isEmpty { reasons.append("Some sentences were not translated.") }
    if let formality, !address(text).isEmpty { reasons.append(formality.instruction(for: language)) }
    guard !reasons.isEmpty else { return nil }
    return reasons.joined(separator: " ") + " Translate again. JSON only."
  }

  // MARK: Losses

  /// Figures, links, handles and addresses of the source that the translation does not say; dates and times too where
  /// both languages' words for them are known.
  package func lostFacts(_ text: String) -> [String] {
    let kinds = Self.everywhere + (Self.readsDates(language) ? ["date", "time"] : [])
    let facts = Grounding.check(source, against: [GroundingSource("translation", text)])
      .filter { finding in kinds.contains { finding.rule == "grounding/" + $0 } }.map(\.quote)
    // A name without its @ leads nobody there.
    let people = Self.mentions(of: text)
    return facts + Self.mentions(of: source).filter { !people.contains($0) && !facts.contains($0) }
  }

  private static let everywhere = ["number", "link", "price", "percentage", "handle", "contact"]

  private static func readsDates(_ language: String) -> Bool {
    ["en", "de", "es", "fr"].contains(language.prefix { $0 != "-" })
  }

  private static func mentions(of text: String) -> [String] {
    Entities.extract(text).filter { $0.kind == .mention }.map { $0.value.hasPrefix("@") ? $0.value : "@" + $0.value }
  }

  /// `{name}`, `{{name}}`, `%NAME%`, `[NAME]`.
  package static func placeholders(of text: String) -> [String] {
    text.matches(of: /\{\{?[A-Za-z_][A-Za-z0-9_.]*\}?\}|%[A-Z][A-Z0-9_]*%|\[[A-Z][A-Z0-9_ ]*\]/).map {
      String($0.output)
    }
  }

  private func lostPlaceholders(_ text: String) -> [String] {
    var there = Self.placeholders(of: text)
    return Self.placeholders(of: source).filter { wanted in
      guard let place = there.firstIndex(of: wanted) else { return true }
      there.remove(at: place)
      return false
    }
  }

  /// Terms that the source has and the translation does not say as the brand does. Endings may differ.
  private func lostTerms(_ text: String) -> [Term] {
    let (from, to) = (Folding(source), Folding(text))
    return terms.filter { term in
      guard let word = FoldedPhrase(term.source), !from.spans(of: word).isEmpty else { return false }
      guard let wanted = FoldedPhrase(term.target) else { return false }
      if !to.spans(of: wanted).isEmpty { return false }
      // German and others bend words: the stem is enough where the term is translated.
      let stem = String(term.target.dropLast(term.target.count > 5 && term.source != term.target ? 2 : 0))
      return !text.lowercased().contains(stem.lowercased())
    }
  }

  // MARK: Words

  /// Sentences of five words or more that stand as they were.
  private func untranslated(_ text: String) -> [Finding] {
    guard sourceLanguage.prefix(while: { $0 != "-" }) != language.prefix(while: { $0 != "-" }) else { return [] }
    let (before, after) = (Scalars(source), Scalars(text))
    let known = Set(Sentences.split(source).map { Self.key(before.string($0)) })
    let spans = Quotations.spans(after)
    return Sentences.split(text).filter { span in
      let sentence = after.string(span)
      return known.contains(Self.key(sentence)) && Words.split(sentence).count >= 5
        && !spans.contains { $0.overlaps(span) } && Entities.urls(sentence).isEmpty
    }.map { span in
      Finding(
        rule: "translation/untranslated", severity: .warning, span: span, quote: after.string(span),
        message: "This sentence was not translated.")
    }
  }

  private static func key(_ sentence: String) -> String { sentence.lowercased().filter { $0.isLetter || $0.isNumber } }

  private func address(_ text: String) -> [Finding] {
    guard let formality else { return [] }
    let scalars = Scalars(text)
    return formality.other.words(in: text, language: language).map { span in
      Finding(
        rule: "translation/formality", severity: .warning, span: span, quote: scalars.string(span),
        message: "The brand speaks \(formality == .formal ? "formally" : "informally") in this language.")
    }
  }

  // MARK: Forms

  /// Figures with a point or comma that still stand as the source's language writes them, where readers of the other one
  /// would read another number.
  private func figures(_ text: String) -> [Finding] {
    let (from, to) = (LocaleConventions(sourceLanguage), LocaleConventions(language))
    guard from.decimal != to.decimal || from.grouping != to.grouping else { return [] }
    let sources = Set(Self.figures(of: source).map(\.text))
    return Self.figures(of: text).compactMap { figure in
      guard sources.contains(figure.text), let wanted = Self.rewritten(figure.text, from, to), wanted != figure.text
      else { return nil }
      return Finding(
        rule: "translation/figure", severity: .warning, span: figure.span, quote: figure.text,
        message: "Readers of this language write “\(wanted)”.", fix: wanted,
        edit: .init(span: figure.span, text: wanted))
    }
  }

  /// Not those of addresses.
  private static func figures(of text: String) -> [(text: String, span: Span)] {
    text.matches(of: /[0-9]+(?:[.,\u{202F}\u{A0}'’][0-9]+)+/).compactMap { match in
      let word = text[..<match.range.lowerBound].split(whereSeparator: \.isWhitespace).last ?? ""
      let isInside = text[..<match.range.lowerBound].last?.isWhitespace == false
      if isInside, word.contains("/") || word.contains("@") { return nil }
      let start = text.unicodeScalars.distance(from: text.startIndex, to: match.range.lowerBound)
      return (String(match.output), Span(start, start + match.output.unicodeScalars.count))
    }
  }

  /// Nil for what is no number in the first language, such as a version or a date.
  private static func rewritten(
    _ figure: String, _ from: LocaleConventions, _ to: LocaleConventions
  ) -> String? {
    let parts = figure.components(separatedBy: from.decimal)
    guard parts.count <= 2, let whole = parts.first else { return nil }
    let groups = whole.components(separatedBy: from.grouping)
    guard groups.joined().allSatisfy(\.isNumber), (parts.count < 2 || parts[1].allSatisfy(\.isNumber)),
      groups.count == 1 || (groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 })
    else { return nil }
    return groups.joined(separator: to.grouping) + (parts.count == 2 ? to.decimal + parts[1] : "")
  }

  private func quotations(_ text: String) -> [Finding] {
    guard let wanted = LocaleConventions(language).quotes else { return [] }
    let scalars = Scalars(text)
    return Quotations.spans(scalars).compactMap { span in
      let quoted = scalars.string(span)
      // Inches, and marks that are right already.
      guard span.end - span.start > 3, !(quoted.hasPrefix(wanted.open) && quoted.hasSuffix(wanted.close)) else {
        return nil
      }
      let words = quoted.dropFirst().dropLast().trimming { $0.isWhitespace }
      let fixed = wanted.open + wanted.inner + words + wanted.inner + wanted.close
      return Finding(
        rule: "translation/quotes", severity: .notice, span: span, quote: quoted,
        message: "Readers of this language quote like this: \(wanted.example).", fix: fixed,
        edit: .init(span: span, text: fixed))
    }
  }

  /// Hashtags, emoji and length: what is odd, though it may be meant.
  private func shape(_ text: String) -> [Finding] {
    let all = Span(0, text.unicodeScalars.count)
    func notice(_ rule: String, _ message: String) -> Finding {
      Finding(rule: rule, severity: .notice, span: all, quote: "", message: message)
    }
    var findings: [Finding] = []
    let (tags, kept) = (Entities.hashtags(source).count, Entities.hashtags(text).count)
    if kept < tags {
      findings.append(notice("translation/hashtags", "The source has \(tags) hashtags, this has \(kept)."))
    }
    if Emoji.count(in: Scalars(source)) > 0, Emoji.count(in: Scalars(text)) == 0 {
      findings.append(notice("translation/emoji", "The source's emoji are gone."))
    }
    if let share = lengthShare(text), !(0.5...2).contains(share) {
      findings.append(
        Finding(
          rule: "translation/length", severity: .warning, span: all, quote: "",
          message: share < 1
            ? "This is far shorter than the source: something may be missing."
            : "This is far longer than the source: something may have been added."))
    }
    return findings
  }

  /// Length against the source's, a Chinese or Japanese character counting as two and a half letters. Nil for texts so
  /// short that it says nothing.
  private func lengthShare(_ text: String) -> Double? {
    func letters(_ text: String) -> Double {
      text.unicodeScalars.reduce(0) { sum, scalar in
        guard scalar.properties.isAlphabetic else { return sum }
        return sum + (Self.isDense(scalar) ? 2.5 : 1)
      }
    }
    let (before, after) = (letters(source), letters(text))
    return before < 40 ? nil : after / before
  }

  private static func isDense(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0x20000...0x3FFFF: true
    default: false
    }
  }
}

extension Substring {
  fileprivate func trimming(_ drop: (Character) -> Bool) -> Substring {
    var text = self
    while let first = text.first, drop(first) { text = text.dropFirst() }
    while let last = text.last, drop(last) { text = text.dropLast() }
    return text
  }
}
