/// Syllables of German words: vowels, with the pairs that are one sound.
enum GermanSyllables {
  /// `word` in lower case without hyphens.
  static func count(_ word: String) -> Int {
    let letters = Array(word)
    var (count, index) = (0, 0)
    while index < letters.count {
      guard isVowel(letters, index) else {
        index += 1
        continue
      }
      count += 1
      let pair = index + 1 < letters.count ? String([letters[index], letters[index + 1]]) : ""
      index += joined.contains(pair) && !isApart(letters, index) ? 2 : 1
    }
    return max(1, count)
  }

  private static let joined: Set<String> = [
    "ei", "ai", "ey", "ay", "au", "eu", "äu", "ie", "aa", "ee", "oo", "oi", "ou", "ui",
  ]

  /// `Familie`, `Linie`, `Ferien`, `beeilen`, `geehrt`.
  private static func isApart(_ letters: [Character], _ index: Int) -> Bool {
    let rest = String(letters[index...])
    if index >= 3, ["ie", "ien"].contains(rest), ["l", "n", "r", "d"].contains(letters[index - 1]) { return true }
    let word = String(letters)
    return index == 1
      && (word.hasPrefix("beei") || word.hasPrefix("geeh") || word.hasPrefix("beein") || word.hasPrefix("beend"))
  }

  private static func isVowel(_ letters: [Character], _ index: Int) -> Bool {
    switch letters[index] {
    case "a", "e", "i", "o", "ä", "ö", "ü", "é", "è", "à": true
    case "u": index == 0 || letters[index - 1] != "q"
    case "y": index > 0 && (index + 1 == letters.count || !"aeiouäöü".contains(letters[index + 1]))
    default: false
    }
  }
}

/// Syllables of Spanish words: every open vowel and every accented closed one is a nucleus; closed ones lean on it.
enum SpanishSyllables {
  /// `word` in lower case without hyphens.
  static func count(_ word: String) -> Int {
    let letters = Array(word)
    var (count, inGroup, nuclei) = (0, false, 0)
    for (index, letter) in letters.enumerated() {
      let isClosed = isClosed(letters, index)
      if open.contains(letter) || isClosed {
        inGroup = true
        if !isClosed { nuclei += 1 }
      } else if inGroup {
        count += max(1, nuclei)
        (inGroup, nuclei) = (false, 0)
      }
    }
    if inGroup { count += max(1, nuclei) }
    return max(1, count)
  }

  private static let open: Set<Character> = ["a", "e", "o", "á", "é", "ó", "í", "ú"]

  /// `i`, `u`, `ü` and a final `y`; not the silent `u` of `que` and `guitarra`.
  private static func isClosed(_ letters: [Character], _ index: Int) -> Bool {
    switch letters[index] {
    case "i", "ü": return true
    case "y": return index > 0 && index + 1 == letters.count || letters.count == 1
    case "u":
      guard index > 0, index + 1 < letters.count else { return true }
      return !("qg".contains(letters[index - 1]) && "eiéí".contains(letters[index + 1]))
    default: return false
    }
  }
}

/// Syllables of French words as spoken: vowel groups, without the mute endings.
enum FrenchSyllables {
  /// `word` in lower case without hyphens.
  static func count(_ word: String) -> Int {
    let parts = word.replacing("’", with: "'").split(separator: "'").map(String.init)
    if parts.count > 1 { return parts.reduce(0) { $0 + ($1.count > 1 ? Self.count($1) : 0) } }
    let letters = Array(mute(word))
    var (count, inGroup) = (0, false)
    for (index, letter) in letters.enumerated() {
      let isVowel = isVowel(letters, index)
      if isVowel, !inGroup || isApart(letters, index) { count += 1 }
      inGroup = isVowel
    }
    return max(1, count)
  }

  /// Without `e`, `es` and the `ent` of a verb's third person behind a consonant, when another vowel is before.
  private static func mute(_ word: String) -> String {
    for ending in ["es", "e"] where word.hasSuffix(ending) {
      let stem = word.dropLast(ending.count)
      if stem.contains(where: { vowels.contains($0) }), let last = stem.last, last != "é" {
        return String(stem)
      }
    }
    return word
  }

  private static let vowels: Set<Character> = Set("aeiouyàâäéèêëîïôöùûüœæ")

  private static func isVowel(_ letters: [Character], _ index: Int) -> Bool {
    if letters[index] == "u", index > 0, letters[index - 1] == "q" { return false }
    if letters[index] == "u", index > 0, letters[index - 1] == "g", index + 1 < letters.count,
      "eiéèê".contains(letters[index + 1])
    {
      return false
    }
    return vowels.contains(letters[index])
  }

  /// `ré-a-liser`, `na-ïf`, `cré-er`; two consonants before `ie`: `cri-er`, `ou-bli-er`.
  private static func isApart(_ letters: [Character], _ index: Int) -> Bool {
    let (before, letter) = (letters[index - 1], letters[index])
    if before == "é" || "ïëü".contains(letter) || "éè".contains(letter) && "aoeu".contains(before) { return true }
    guard before == "i" || before == "u" || before == "y", index >= 3, "lr".contains(letters[index - 2]) else {
      return false
    }
    return !vowels.contains(letters[index - 3]) && "aeéèo".contains(letter)
  }
}
