/// One word of a phrase as the composer looks at it.
struct Term: Sendable, Equatable {
  /// As written, with the marks around it.
  let raw: String
  /// Lower case, without marks at its ends, straight apostrophes.
  let key: String
  /// A comma, colon, dash or full stop follows: what comes next begins anew.
  let ends: Bool

  init(_ raw: String) {
    self.raw = raw
    key = Term.key(raw)
    ends = raw.last.map { ",;:.!?)–—-".contains($0) } ?? false
  }

  static func split(_ text: String) -> [Term] {
    text.split(whereSeparator: \.isWhitespace).map { Term(String($0)) }
  }

  static func key(_ raw: String) -> String {
    var core = Substring(raw)
    while let first = core.first, !first.isLetter, !first.isNumber, !Self.signs.contains(first) { core.removeFirst() }
    while let last = core.last, !last.isLetter, !last.isNumber, last != "%" { core.removeLast() }
    let lower = core.lowercased()
    return lower.utf8.allSatisfy { $0 < 0x80 } ? lower : String(lower.map { $0 == "’" ? "'" : $0 })
  }

  private static let signs: Set<Character> = ["£", "$", "€", "±", "#", "@"]

  var isCapitalised: Bool { raw.first(where: \.isLetter)?.isUppercase ?? false }

  /// Begins with a digit, a currency sign before one included: `9am`, `£6`, `120x60`.
  var isNumber: Bool {
    guard let first = key.first else { return false }
    return first.isNumber || "£$€±".contains(first) && key.dropFirst().first?.isNumber == true
      || Lexis.numberWords.contains(key)
  }

  /// The owner's spelling stays: `iPhone`, `eBay`, links, handles and addresses.
  var isFixed: Bool { Self.isFixed(raw) }

  static func isFixed(_ raw: some StringProtocol) -> Bool {
    let bytes = raw.utf8
    guard let first = bytes.first else { return false }
    if first == UInt8(ascii: "#") || bytes.contains(UInt8(ascii: "@")) || raw.hasPrefix("http") || raw.hasPrefix("www.")
    {
      return true
    }
    if isLower(first), bytes.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) { return true }
    return isDomain(Array(bytes))
  }

  private static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  /// `acme.example`, `acme.example/menu`: letters, digits and hyphens, a point, two letters or more.
  private static func isDomain(_ bytes: [UInt8]) -> Bool {
    guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")), dot > 1 else { return false }
    func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
    guard isLetter(bytes[0]), bytes[..<dot].allSatisfy({ isLetter($0) || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D })
    else {
      return false
    }
    return bytes[(dot + 1)...].prefix { isLetter($0) }.count >= 2
  }
}
