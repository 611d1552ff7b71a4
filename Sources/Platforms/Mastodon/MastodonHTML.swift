/// Turns the HTML that Mastodon makes of a status back into its words, and both into a form for comparing.
enum MastodonHTML {
  /// Tags go, paragraphs and line breaks stay as line ends, the five entities and numeric ones are read.
  static func plainText(_ html: String) -> String {
    var text = ""
    var rest = Substring(html)
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      guard let close = rest[open...].firstIndex(of: ">") else { return entities(text) }
      text += lineEnds(of: rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
    }
    return entities(text + rest)
  }

  private static func lineEnds(of tag: Substring) -> String {
    if tag.hasPrefix("br") { return "\n" }
    return tag.hasPrefix("/p") ? "\n\n" : ""
  }

  private static let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " "]

  private static func entities(_ text: String) -> String {
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts.first ?? "")) { $0 + entity(in: $1) }
  }

  private static func entity(in part: Substring) -> String {
    guard let end = part.firstIndex(of: ";"), let character = character(part[..<end]) else { return "&" + part }
    return character + part[part.index(after: end)...]
  }

  private static func character(_ name: Substring) -> String? {
    if let known = named[String(name)] { return known }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let code = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}
