/// Mail addresses and telephone numbers, which a post makes public for good.
enum PersonalData {
  static func check(_ text: Scalars, _ tokens: [Token]) -> [Finding] { addresses(text) + telephones(text) }

  private static func addresses(_ text: Scalars) -> [Finding] {
    text.values.indices.filter { text[$0] == 0x40 }.compactMap { sign in
      var (start, end) = (sign, sign + 1)
      while let c = text.at(start - 1), ASCII.isWord(c) || c == 0x2E || c == 0x2D || c == 0x2B { start -= 1 }
      while let c = text.at(end), ASCII.isAlphanumeric(c) || c == 0x2E || c == 0x2D { end += 1 }
      while end > sign, !ASCII.isAlphanumeric(text[end - 1]) { end -= 1 }
      guard start < sign, text.at(start - 1) != 0x40, text.values[sign..<end].contains(0x2E) else { return nil }
      return finding(text, Span(start, end), "A mail address")
    }
  }

  /// A plus and eight digits or more, or ten digits or more in groups.
  private static func telephones(_ text: Scalars) -> [Finding] {
    var result: [Finding] = []
    var index = 0
    while index < text.count {
      let end = telephoneEnd(text, index)
      if let end { result.append(finding(text, Span(index, end), "A telephone number")) }
      index = end ?? index + 1
    }
    return result
  }

  private static func telephoneEnd(_ text: Scalars, _ start: Int) -> Int? {
    let plus = text[start] == 0x2B
    guard plus || text[start] == 0x28 || ASCII.isDigit(text[start]) else { return nil }
    if let before = text.at(start - 1), ASCII.isWord(before) || [0x2F, 0x2D, 0x2E, 0x23, 0x3D].contains(before) {
      return nil
    }
    var (index, end, digits, groups) = (start, start, 0, 0)
    while let c = text.at(index), ASCII.isDigit(c) || [0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2B].contains(c) {
      if c == 0x2B, index > start { break }
      if ASCII.isDigit(c) {
        digits += 1
        if index == start || !ASCII.isDigit(text[index - 1]) { groups += 1 }
        end = index + 1
      }
      index += 1
    }
    let enough = plus ? digits >= 8 : digits >= 10 && groups >= 3
    return enough && digits <= 15 ? end : nil
  }

  private static func finding(_ text: Scalars, _ span: Span, _ what: String) -> Finding {
    Finding(
      rule: "risk/personal-data", severity: .notice, span: span, quote: text.string(span),
      message: "\(what) in a post is public for good. Make sure that it is meant to be.")
  }
}
