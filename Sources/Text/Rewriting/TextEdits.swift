/// Applies changes of wording so that the text around still reads: no doubled space, no lost capital, `a` and `an` as
/// the next word wants them.
enum TextEdits {
  /// Edits may not overlap; the empty text takes a place out with the space beside it.
  static func apply(_ edits: [Finding.Edit], to text: String) -> String {
    var scalars = Scalars(text).values
    for edit in edits.sorted(by: { $0.span.start > $1.span.start }) { replace(edit, in: &scalars) }
    return Scalars.string(scalars[...])
  }

  private static func replace(_ edit: Finding.Edit, in text: inout [UInt32]) {
    let opens = isOpening(edit.span.start, text)
    let wasCapital = text.indices.contains(edit.span.start) && Letters.isUpper(text[edit.span.start])
    var (start, end) = (edit.span.start, edit.span.end)
    var words = edit.text.unicodeScalars.map(\.value)
    if words.isEmpty { (start, end) = widened(start, end, text, opens: opens) }
    if opens, wasCapital, let first = words.first { words.replaceSubrange(0..<1, with: upper(first)) }
    text.replaceSubrange(start..<end, with: words)
    if opens, wasCapital, words.isEmpty, start < text.count, Letters.isLower(text[start]) {
      text.replaceSubrange(start..<start + 1, with: upper(text[start]))
    }
    article(before: start, in: &text)
  }

  /// First in its sentence or line.
  private static func isOpening(_ start: Int, _ text: [UInt32]) -> Bool {
    var index = start - 1
    while index >= 0, text[index] == 0x20 || text[index] == 0xA0 { index -= 1 }
    return index < 0 || [0x0A, 0x2E, 0x21, 0x3F, 0x2026, 0x3A].contains(text[index])
      || Emoji.end(in: Scalars(Scalars.string(text[index...index])), at: 0) != nil
  }

  /// With the space that would be doubled, and with the comma behind a word that opened a sentence.
  private static func widened(_ start: Int, _ end: Int, _ text: [UInt32], opens: Bool) -> (Int, Int) {
    var (start, end) = (start, end)
    func isBlank(_ index: Int) -> Bool { text.indices.contains(index) && text[index] == 0x20 }
    if opens, text.indices.contains(end), [0x2C, 0x3A].contains(text[end]) { end += 1 }
    if isBlank(end), start == 0 || isBlank(start - 1) || text[start - 1] == 0x0A || opens {
      while isBlank(end) { end += 1 }
    } else if isBlank(start - 1) {
      while isBlank(start - 1) { start -= 1 }
    }
    return (start, end)
  }

  /// `an` before a consonant and `a` before a vowel, after the word behind has changed.
  private static func article(before start: Int, in text: inout [UInt32]) {
    var index = start - 1
    guard index >= 0, text[index] == 0x20, start < text.count, Letters.isLetter(text[start]) else { return }
    while index >= 0, text[index] == 0x20 { index -= 1 }
    let end = index + 1
    while index >= 0, Letters.isWordCharacter(text[index]) { index -= 1 }
    let word = Scalars.string(text[(index + 1)..<end])
    let next = Scalars.string(text[start..<min(text.count, start + 6)]).lowercased()
    guard ["a", "an"].contains(word.lowercased()) else { return }
    let wanted = isVowelSound(next) ? "n" : ""
    let first = Scalars.string(text[(index + 1)..<(index + 2)])
    text.replaceSubrange(index + 1..<end, with: (first + wanted).unicodeScalars.map(\.value))
  }

  private static func isVowelSound(_ word: String) -> Bool {
    guard let first = word.first else { return false }
    if ["uni", "use", "usu", "eur", "one", "onc", "uti"].contains(where: { word.hasPrefix($0) }) { return false }
    if ["hour", "hones", "honou", "heir"].contains(where: { word.hasPrefix($0) }) { return true }
    return "aeiou".contains(first)
  }

  private static func upper(_ c: UInt32) -> [UInt32] {
    Scalars.string([c][...]).uppercased().unicodeScalars.map(\.value)
  }
}
