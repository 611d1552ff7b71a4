/// Swift source split into what is code and what are string literals, without comments. It knows
/// line and nested block comments, raw and multi-line strings; code inside an interpolation counts as
/// part of the string.
struct SwiftText: Sendable {
  /// Line breaks are kept, so that a line number here is one in the file.
  private(set) var code = ""
  private(set) var strings: [String] = []

  init(_ text: String) {
    var rest = Substring(text)
    while let first = rest.first {
      if rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        rest = skipBlockComment(rest)
      } else if let literal = Self.opening(rest) {
        rest = readString(rest.dropFirst(literal.length), until: literal.closing, raw: literal.raw)
      } else {
        code.append(first)
        rest = rest.dropFirst()
      }
    }
  }

  /// Line numbers, from 1, and text.
  var lines: [(number: Int, text: Substring)] {
    code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map { ($0 + 1, $1) }
  }

  /// The modules it imports.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.text.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), words.count > keyword + 1,
        words[..<keyword].allSatisfy({ Self.importModifiers.contains(String($0)) })
      else { return nil }
      let name =
        Self.importKinds.contains(String(words[keyword + 1])) ? words.dropFirst(keyword + 2).first : words[keyword + 1]
      return name?.split(separator: ".").first.map(String.init)
    }
  }

  private static let importModifiers: Set = [
    "@testable", "@preconcurrency", "package", "public", "internal", "private", "fileprivate",
  ]
  private static let importKinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]

  private static func opening(_ rest: Substring) -> (length: Int, closing: String, raw: Bool)? {
    let hashes = rest.prefix { $0 == "#" }.count
    let marks = String(repeating: "#", count: hashes)
    let quote = rest.dropFirst(hashes)
    if quote.hasPrefix("\"\"\"") { return (hashes + 3, "\"\"\"" + marks, hashes > 0) }
    if quote.hasPrefix("\"") { return (hashes + 1, "\"" + marks, hashes > 0) }
    return nil
  }

  private mutating func skipBlockComment(_ text: Substring) -> Substring {
    var (rest, depth) = (text.dropFirst(2), 1)
    while depth > 0, let first = rest.first {
      if rest.hasPrefix("/*") {
        (depth, rest) = (depth + 1, rest.dropFirst(2))
      } else if rest.hasPrefix("*/") {
        (depth, rest) = (depth - 1, rest.dropFirst(2))
      } else {
        if first.isNewline { code.append(first) }
        rest = rest.dropFirst()
      }
    }
    return rest
  }

  private mutating func readString(_ text: Substring, until closing: String, raw: Bool) -> Substring {
    var (rest, string) = (text, "")
    while let first = rest.first, !rest.hasPrefix(closing) {
      if first == "\\", !raw {
        if rest.hasPrefix("\\(") {
          let (inside, after) = Self.interpolation(rest.dropFirst(2))
          string += inside
          rest = after
          continue
        }
        string += rest.prefix(2)
        rest = rest.dropFirst(2)
        continue
      }
      if first.isNewline { code.append(first) }
      string.append(first)
      rest = rest.dropFirst()
    }
    strings.append(string)
    code += "\"\""
    return rest.dropFirst(closing.count)
  }

  /// Up to the parenthesis that closes it.
  private static func interpolation(_ text: Substring) -> (String, Substring) {
    var (rest, depth, inside) = (text, 1, "")
    while let first = rest.first {
      if first == "(" { depth += 1 }
      if first == ")" { depth -= 1 }
      rest = rest.dropFirst()
      if depth == 0 { break }
      inside.append(first)
    }
    return (inside, rest)
  }
}
