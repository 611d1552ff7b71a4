/// Emoji sequences as one unit: bases with variation selector and skin tone, joined families, flags, keycaps,
/// tag flags (Unicode Technical Standard 51, possible emoji). Text that merely may be an emoji (`1`, `©`) is not.
enum Emoji {
  /// End of the emoji that starts at `start`, or nil when none does. `exact` takes flags and joined sequences for one
  /// only where X does: flags of regions that there are, and parts that are emoji without doubt (by themselves, by
  /// U+FE0F or by a skin tone).
  static func end(in text: Scalars, at start: Int, exact: Bool = false) -> Int? {
    guard let c = text.at(start), mayBegin(c) else { return nil }
    if let end = keycapEnd(text, start) { return end }
    if isRegional(c) { return flagEnd(text, start, exact) }
    guard var end = elementEnd(text, start) else { return nil }
    var last = start
    while text.at(end) == 0x200D, !exact || isCertain(text, last..<end), let next = joinedEnd(text, end + 1, exact) {
      (last, end) = (end + 1, next)
    }
    return end
  }

  private static func flagEnd(_ text: Scalars, _ start: Int, _ exact: Bool) -> Int {
    guard let next = text.at(start + 1), isRegional(next) else { return start + 1 }
    return !exact || Flags.has(text[start], next) ? start + 2 : start + 1
  }

  /// An eye and a speech bubble are certain without a selector: X knows their sequence so.
  private static func isCertain(_ text: Scalars, _ element: Range<Int>) -> Bool {
    let c = text[element.lowerBound]
    return element.count > 1 || c == 0x1F441 || c == 0x1F5E8
      || Unicode.Scalar(c)?.properties.isEmojiPresentation == true
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

  private static func joinedEnd(_ text: Scalars, _ start: Int, _ exact: Bool) -> Int? {
    guard start < text.count, let end = elementEnd(text, start) else { return nil }
    return !exact || isCertain(text, start..<end) ? end : nil
  }

  private static func tagEnd(_ text: Scalars, _ start: Int) -> Int {
    var end = start
    while let c = text.at(end), c >= 0xE0020 && c <= 0xE007E { end += 1 }
    return end > start && text.at(end) == 0xE007F ? end + 1 : start
  }

  private static func isTone(_ c: UInt32) -> Bool { c >= 0x1F3FB && c <= 0x1F3FF }

  private static func isRegional(_ c: UInt32) -> Bool { c >= 0x1F1E6 && c <= 0x1F1FF }
}
