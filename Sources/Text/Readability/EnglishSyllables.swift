/// Vowel groups, less silent letters, plus vowels that meet without joining.
enum EnglishSyllables {
  /// `word` in lower case without hyphens.
  static func count(_ word: String) -> Int {
    let word = word.replacing("’", with: "'")
    if let known = SyllableExceptions.table[word.filter { $0 != "'" }] { return known }
    for (ending, adds) in endings where word.hasSuffix(ending) && word.utf8.count > ending.utf8.count {
      let stem = String(word.dropLast(ending.utf8.count))
      return count(stem) + (adds(Array(stem.utf8)) ? 1 : 0)
    }
    let letters = word.utf8.filter { $0 >= 97 && $0 <= 122 }
    guard letters.contains(where: isVowel) else { return spelt(letters) }
    let sounded = sounded(letters)
    return max(1, groups(sounded) - SilentLetters.count(sounded) + SyllableRules.count(sounded))
  }

  /// `fox's` has one more than `fox`, `didn't` than `did`.
  private static let endings: [(String, @Sendable ([UInt8]) -> Bool)] = [
    ("'s", { hisses($0) }), ("n't", { $0.last == 100 || $0.last == 115 }), ("'ll", { _ in false }),
    ("'re", { _ in false }), ("'ve", { _ in false }), ("'d", { _ in false }), ("'m", { _ in false }),
  ]

  private static func hisses(_ stem: [UInt8]) -> Bool {
    ["s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"].contains { stem.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  /// No vowel at all: up to three letters are spelt out.
  private static func spelt(_ letters: [UInt8]) -> Int { letters.count < 4 ? max(1, letters.count) : 1 }

  static func isVowel(_ c: UInt8) -> Bool {
    switch c {
    case 97, 101, 105, 111, 117, 121: true
    default: false
    }
  }

  /// Letters that only look like vowels become consonants: `y` in `yes` and `layer`, `u` in `queen` and `guest`.
  private static func sounded(_ word: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for (index, letter) in word.enumerated() {
      let before = index > 0 ? word[index - 1] : 0
      let next = index + 1 < word.count ? word[index + 1] : 0
      let nextIsPlain = next == 97 || next == 101 || next == 105 || next == 111 || next == 117
      if letter == 121, nextIsPlain, index == 0 || isVowel(before) {
        result.append(106)
      } else if letter == 117, before == 113 || before == 103 && [101, 105, 121, 97].contains(next) && index > 0 {
        continue
      } else {
        result.append(letter)
      }
    }
    return result
  }

  private static func groups(_ word: [UInt8]) -> Int {
    var (count, inGroup) = (0, false)
    for letter in word {
      let vowel = isVowel(letter)
      if vowel, !inGroup { count += 1 }
      inGroup = vowel
    }
    return count
  }
}
