import Text

/// One thing that a brief says, tidied and read.
struct Point: Sendable, Equatable {
  /// Without a full stop at its end; `?` and `!` stay.
  let text: String
  let shape: Shape
  /// With a capital and a mark at its end.
  let sentence: String
  /// As it reads inside a sentence, and whether it may stand there.
  let inner: String
  let joins: Bool
  let isPlace: Bool
  let isWhen: Bool
  let hasNumber: Bool
  /// Begins with a word whose meaning is in an earlier sentence.
  let leansBack: Bool
  let terms: [Term]
  let words: Set<String>
  let values: Values
  /// Leans on the sentence before it and never stands without it.
  var follows = false
  /// A constraint asks for it.
  var isPinned = false

  init(_ text: String, shape: Shape? = nil) {
    let bare = Phrase.bare(text)
    self.text = bare
    terms = Term.split(bare)
    self.shape = shape ?? ShapeReader(bare, terms).shape
    words = Stems.of(terms)
    values = Values(terms)
    sentence = Phrase.sentence(bare)
    inner = Phrase.inner(bare)
    joins = Phrase.joins(bare)
    isPlace = Details.isPlace(terms)
    isWhen = Details.isWhen(terms)
    hasNumber = terms.contains(where: \.isNumber)
    let first = terms.first?.key ?? ""
    leansBack =
      Self.anaphors.contains(first) || first.hasSuffix("'s") && Self.anaphors.contains(String(first.dropLast(2)))
  }

  var isDetail: Bool { shape == .detail }
  var isFragment: Bool { !shape.isWhole }
  var hasPrice: Bool { !values[.price].isEmpty }

  /// Says nothing that `other` does not say.
  func repeats(_ other: Set<String>) -> Bool {
    !words.isEmpty && words.subtracting(other).allSatisfy { !$0.contains(where: \.isNumber) }
      && Double(words.intersection(other).count) >= 0.85 * Double(words.count)
  }

  private static let anaphors = Lexis.set(
    "he she it they his her its their this that these those also then so but and however otherwise afterwards both")

  /// A problem that somebody has: penalties, waste, people turned away.
  var isProblem: Bool { shape == .sentence && terms.contains { Lexis.problems.contains($0.key) } }

  /// In the past: a beat of a story.
  var isPast: Bool {
    guard shape == .sentence, let verb = ShapeReader(text, terms).mainVerb else { return false }
    let key = terms[verb].key
    return ["was", "were", "had", "did"].contains(key) || Lexis.pastVerbs.contains(key)
      || Lexis.regularPast.contains(key)
      || Lexis.doubtfulPast.contains(key)
  }
}

/// Words that carry meaning, cut to a common form, to see whether two texts say the same.
enum Stems {
  static func of(_ text: String) -> Set<String> { of(Term.split(text)) }

  static func of(_ terms: [Term]) -> Set<String> {
    var result: Set<String> = []
    for term in terms where !empty.contains(term.key) && (term.key.count > 2 || term.isNumber) {
      result.insert(stem(term.key))
    }
    return result
  }

  static func stem(_ key: String) -> String {
    guard key.count > 4, !key.contains(where: \.isNumber) else {
      return key.hasSuffix("s") && key.count == 4 ? String(key.dropLast()) : key
    }
    for ending in ["ations", "ation", "ings", "ing", "ions", "ion", "'s", "ies", "es", "ed", "s", "y", "e"]
    where key.hasSuffix(ending) && key.count - ending.count >= 3 {
      return String(key.dropLast(ending.count))
    }
    return key
  }

  private static let empty = Lexis.set(
    """
    the and for our your with are you from this that will its is was has have be can all any per but not about into than
    """)
}
