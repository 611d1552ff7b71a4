/// Word boundaries of Unicode Standard Annex 29 (default rules WB1 to WB999), with two tailorings that it suggests: a
/// hyphen between letters or digits joins them, and scripts written without spaces that need a dictionary (Thai, Lao,
/// Khmer, Burmese) stay one word for each run.
enum WordBreaks {
  /// Offsets of all boundaries, 0 and the end included; empty for an empty text.
  static func all(in text: Scalars) -> [Int] {
    guard text.count > 0 else { return [] }
    let classes = text.values.map(WordClass.of)
    return [0] + (1..<text.count).filter { isBreak(classes, $0) } + [text.count]
  }

  private static func isBreak(_ classes: [WordClass], _ index: Int) -> Bool {
    let (before, after) = (classes[index - 1], classes[index])
    if before == .cr && after == .lf { return false }
    if before.isNewline || after.isNewline { return true }
    if before == .joiner && after == .pictograph { return false }
    if before == .segmentSpace && after == .segmentSpace { return false }
    if after.isIgnored { return false }
    guard let last = solid(classes, before: index) else { return true }
    return !joins(classes, last, index)
  }

  /// Index of the last scalar before `index` that rule WB4 does not skip.
  private static func solid(_ classes: [WordClass], before index: Int) -> Int? {
    var position = index - 1
    while position >= 0, classes[position].isIgnored { position -= 1 }
    return position >= 0 ? position : nil
  }

  private static func next(_ classes: [WordClass], after index: Int) -> WordClass? {
    var position = index + 1
    while position < classes.count, classes[position].isIgnored { position += 1 }
    return position < classes.count ? classes[position] : nil
  }

  private static func joins(_ classes: [WordClass], _ last: Int, _ index: Int) -> Bool {
    let (before, after) = (classes[last], classes[index])
    let following = next(classes, after: index)
    let earlier = solid(classes, before: last).map { classes[$0] }
    switch (before, after) {
    case (.letter, .letter), (.letter, .hebrew), (.hebrew, .letter), (.hebrew, .hebrew): return true
    case (.numeric, .numeric), (.letter, .numeric), (.hebrew, .numeric), (.numeric, .letter), (.numeric, .hebrew):
      return true
    case (.katakana, .katakana), (.dictionary, .dictionary): return true
    case (.hebrew, .singleQuote): return true
    case (.hebrew, .doubleQuote): return following == .hebrew
    case (.doubleQuote, .hebrew): return earlier == .hebrew
    case (.letter, .hyphen), (.hebrew, .hyphen), (.numeric, .hyphen): return following?.isAlphanumeric == true
    case (.hyphen, .letter), (.hyphen, .hebrew), (.hyphen, .numeric): return earlier?.isAlphanumeric == true
    case (.extender, _): return after.isJoinedByExtender
    case (_, .extender): return before.isJoinedByExtender
    case (.regional, .regional): return regionalsBefore(classes, last) % 2 == 1
    default: return bridges(before, after, earlier: earlier, following: following)
    }
  }

  /// Punctuation inside a word or a number.
  private static func bridges(
    _ before: WordClass, _ after: WordClass, earlier: WordClass?, following: WordClass?
  ) -> Bool {
    if before.isLetter, after.isMidLetter { return following?.isLetter == true }
    if before.isMidLetter, after.isLetter { return earlier?.isLetter == true }
    if before == .numeric, after.isMidNumber { return following == .numeric }
    if before.isMidNumber, after == .numeric { return earlier == .numeric }
    return false
  }

  private static func regionalsBefore(_ classes: [WordClass], _ last: Int) -> Int {
    var (count, position) = (0, Optional(last))
    while let index = position, classes[index] == .regional {
      count += 1
      position = solid(classes, before: index)
    }
    return count
  }
}
