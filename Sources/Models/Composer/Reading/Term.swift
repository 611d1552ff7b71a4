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
    return core.lowercased().replacing("’", with: "'")
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
  var isFixed: Bool {
    raw.contains("@") || raw.contains("://") || raw.contains("www.") || raw.first == "#"
      || raw.first?.isLowercase == true && raw.dropFirst().contains(where: \.isUppercase) || isDomain
  }

  private var isDomain: Bool {
    guard let dot = raw.firstIndex(of: "."), dot != raw.startIndex else { return false }
    let behind = raw[raw.index(after: dot)...].prefix { $0.isLetter }
    return behind.count >= 2 && !key.contains(where: \.isWhitespace) && key.first?.isLetter == true
      && raw[..<dot].allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } && raw[..<dot].count > 1
  }
}
