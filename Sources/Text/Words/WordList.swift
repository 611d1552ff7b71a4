/// English words in their base forms, which knows their regular inflections too.
struct WordList: Sendable {
  private let words: Set<String>

  /// `text` holds the words with white space between.
  init(_ text: String) { words = Set(text.split(whereSeparator: \.isWhitespace).map(String.init)) }

  /// `word` is folded. Plurals, possessives, `-ed`, `-ing`, `-er`, `-est`, `-ly` and `n't` of a listed word are listed.
  func contains(_ word: String) -> Bool {
    if words.contains(word) { return true }
    return Inflection.bases(of: word).contains { words.contains($0) }
  }

  /// Only this very form.
  func lists(_ word: String) -> Bool { words.contains(word) }
}

/// The regular endings of English words.
enum Inflection {
  /// Every form that `word` may be a regular inflection of, without `word`.
  static func bases(of word: String) -> [String] {
    for ending in ["'s", "s'", "'ll", "'re", "'ve", "'d", "n't"] where word.hasSuffix(ending) {
      let base = String(word.dropLast(ending.count))
      return [base] + plain(base)
    }
    return plain(word)
  }

  private static func plain(_ word: String) -> [String] {
    guard word.utf8.count > 3 else { return [] }
    var result: [String] = []
    for (ending, forms) in endings where word.hasSuffix(ending) && word.utf8.count > ending.utf8.count + 1 {
      let stem = String(word.dropLast(ending.count))
      result += forms.map { stem + $0 }
      if doubling.contains(ending), let last = stem.last, stem.dropLast().last == last {
        result.append(String(stem.dropLast()))
      }
    }
    return result
  }

  private static let doubling: Set<String> = ["ed", "ing", "er", "est", "ers"]

  private static let endings: [(String, [String])] = [
    ("s", [""]), ("es", [""]), ("ies", ["y"]), ("ves", ["f", "fe"]), ("ed", ["", "e"]), ("d", [""]), ("ied", ["y"]),
    ("ing", ["", "e"]), ("er", ["", "e"]), ("ers", ["", "e"]), ("ier", ["y"]), ("est", ["", "e"]), ("iest", ["y"]),
    ("ly", ["", "le"]), ("ily", ["y"]), ("y", ["", "e"]), ("'", [""]),
  ]
}

/// What a young reader knows; see `FamiliarWordList.swift`.
package enum FamiliarWords {
  static let words = WordList(list)

  /// `word` is folded; one with hyphens is familiar when all its parts are.
  package static func contains(_ word: String) -> Bool {
    if words.contains(word) { return true }
    let parts = word.split(separator: "-")
    return parts.count > 1 && parts.allSatisfy { words.contains(String($0)) }
  }
}

/// What may stand at the head of a sentence without being a name.
enum CommonWords {
  private static let words = WordList(list)

  /// `word` is folded; a word with hyphens is common when all its parts are.
  static func contains(_ word: String) -> Bool {
    if FamiliarWords.words.contains(word) || words.contains(word) { return true }
    let parts = word.split(separator: "-")
    return parts.count > 1 && parts.allSatisfy { contains(String($0)) }
  }
}
