/// Words reduced so that inflections compare.
enum FactWords {
  /// Singular and without possessive: `classes` and `class`, `Alice’s` and `Alice`.
  static func stem(_ word: String) -> String {
    var word = word
    for ending in ["'s", "s'", "'"] where word.hasSuffix(ending) { word = String(word.dropLast(ending.count)) }
    guard word.utf8.count > 3 else { return word }
    if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    for ending in ["sses", "shes", "ches", "xes", "zes"] where word.hasSuffix(ending) {
      return String(word.dropLast(2))
    }
    if word.hasSuffix("s"), !["ss", "us", "is"].contains(word.suffix(2)) { return String(word.dropLast()) }
    return word
  }

  /// Also without the endings of verbs, adjectives and German, Spanish and French inflections.
  static func root(_ word: String) -> String {
    var root = stem(word)
    guard root.utf8.count > 4 else { return root }
    for ending in ["ing", "ed", "er", "est", "ly", "en", "em", "es", "e", "a", "o", "n", "y"]
    where root.hasSuffix(ending) && root.utf8.count - ending.utf8.count >= 3 {
      root = String(root.dropLast(ending.count))
      break
    }
    if let last = root.last, root.utf8.count > 3, root.dropLast().last == last { root.removeLast() }
    return root
  }

  /// One letter changed, added, dropped or swapped: `Usman` for `Osman`.
  static func isNear(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a), Array(b))
    guard a != b, abs(a.count - b.count) <= 2, min(a.count, b.count) >= 4 else { return false }
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var (diagonal, left) = (row[0], i + 1)
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let value = min(diagonal + (x == y ? 0 : 1), row[j + 1] + 1, left + 1)
        (diagonal, left, row[j + 1]) = (row[j + 1], value, value)
      }
    }
    return row[b.count] <= (min(a.count, b.count) >= 6 ? 2 : 1)
  }
}
