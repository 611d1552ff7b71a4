/// Emoji sequences as one unit: bases with variation selector and skin tone, joined families, flags, keycaps,
/// tag flags (Unicode Technical Standard 51, possible emoji). Text that merely may be an emoji (`1`, `©`) is not.
enum Emoji {
  /// End of the emoji that starts at `start`, or nil when none does.
  static func end(in text: Scalars, at start: Int) -> Int? {
    guard let c = text.at(start), mayBegin(c) else { return nil }
    if let end = keycapEnd(text, start) { return end }
    if isRegional(c) { return text.at(start + 1).map(isRegional) == true ? start + 2 : start + 1 }
    guard var end = elementEnd(text, start) else { return nil }
    while text.at(end) == 0x200D, let next = joinedEnd(text, end + 1) { end = next }
    return end
  }

  static func count(in text: Scalars) -> Int {
    var (index, count) = (0, 0)
    while index < text.count {
      let end = end(in: text, at: index)
      if end != nil { count += 1 }
      index = end ?? index + 1
    }
    return count
  }

  @inline(__always) private static func mayBegin(_ c: UInt32) -> Bool {
    if c < 0xA9 { return ASCII.isDigit(c) || c == 0x23 || c == 0x2A }
    return c == 0xA9 || c == 0xAE || (c >= 0x203C && c <= 0x3299) || c >= 0x1F000
  }

  private static func keycapEnd(_ text: Scalars, _ start: Int) -> Int? {
    guard text[start] < 0x40 else { return nil }
    let mark = text.at(start + 1) == 0xFE0F ? start + 2 : start + 1
    return text.at(mark) == 0x20E3 ? mark + 1 : nil
  }

  private static func elementEnd(_ text: Scalars, _ start: Int) -> Int? {
    guard text[start] > 0x7F, let scalar = Unicode.Scalar(text[start]), scalar.properties.isEmoji else { return nil }
    let next = text.at(start + 1)
    if next == 0xFE0E { return nil }
    if needsSelector(text[start]), next != 0xFE0F { return nil }
    var end = next == 0xFE0F ? start + 2 : start + 1
    if scalar.properties.isEmojiModifierBase, let tone = text.at(end), isTone(tone) { end += 1 }
    return tagEnd(text, end)
  }

  /// Signs that are text unless U+FE0F says otherwise.
  private static func needsSelector(_ c: UInt32) -> Bool { c == 0xA9 || c == 0xAE || c == 0x2122 || c == 0x265F }

  private static func joinedEnd(_ text: Scalars, _ start: Int) -> Int? {
    start < text.count ? elementEnd(text, start) : nil
  }

  private static func tagEnd(_ text: Scalars, _ start: Int) -> Int {
    var end = start
    while let c = text.at(end), c >= 0xE0020 && c <= 0xE007E { end += 1 }
    return end > start && text.at(end) == 0xE007F ? end + 1 : start
  }

  private static func isTone(_ c: UInt32) -> Bool { c >= 0x1F3FB && c <= 0x1F3FF }

  private static func isRegional(_ c: UInt32) -> Bool { c >= 0x1F1E6 && c <= 0x1F1FF }
}
