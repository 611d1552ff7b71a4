/// Where a fact may come from.
package struct GroundingSource: Sendable, Equatable {
  /// `brief`, `brand` or `example`; named in reports.
  package var name: String
  package var text: String

  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}

package enum Grounding {
  /// Numbers, dates, times, prices, percentages, names, handles, links, quotations and claim words of
  /// `text` that no source has, after normalising ("18 %" = "18 percent", "noon" = "12:00").
  package static func check(_ text: String, against sources: [GroundingSource]) -> [Finding] {
    let known = sources.reduce(into: Known()) { $0.add($1.text) }
    let scalars = Scalars(text)
    return FactFinder.facts(text).filter { !known.has($0) }.map { fact in
      let quote = scalars.string(fact.span)
      return Finding(
        rule: "grounding/\(fact.kind.rawValue)", severity: fact.kind == .claim ? .warning : .block, span: fact.span,
        quote: quote, message: "“\(quote)” is not in the brief or the brand's facts.",
        fix: "Take it out, or add it to the facts.")
    }
  }

  /// What the sources say.
  private struct Known {
    private var keys: Set<String> = []
    private var words: Set<String> = []
    private var text = ""

    mutating func add(_ source: String) {
      for fact in FactFinder.facts(source) { keys.formUnion(fact.keys) }
      for word in WordText(source).words { words.formUnion([word, Known.stem(word)]) }
      text += " " + Known.folded(source)
    }

    func has(_ fact: Fact) -> Bool {
      switch fact.kind {
      case .name: fact.words.allSatisfy { words.contains($0) || words.contains(Known.stem($0)) }
      case .claim: fact.words.allSatisfy { words.contains($0) }
      case .quotation: text.contains(" " + fact.words.joined(separator: " ") + " ")
      default: !keys.isDisjoint(with: fact.keys)
      }
    }

    private static func folded(_ source: String) -> String { WordText(source).words.joined(separator: " ") + " " }

    private static func stem(_ word: String) -> String {
      for ending in ["'s", "s'", "s"] where word.hasSuffix(ending) { return String(word.dropLast(ending.count)) }
      return word
    }
  }
}

/// One statement of fact in a text.
struct Fact {
  enum Kind: String { case number, percentage, price, time, date, name, handle, link, quotation, claim }

  var kind: Kind
  var span: Span
  /// Equal for what means the same; any one in common is a match.
  var keys: Set<String> = []
  /// Folded words of names, claims and quotations.
  var words: [String] = []
}
