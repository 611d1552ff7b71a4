/// Numbers as people write them in digits.
enum NumberText {
  struct Parsed: Equatable {
    var value: Double
    /// Letters right behind the digits: `km`, `rd`, `k`, `am`.
    var suffix: String
  }

  /// `1,250.50`, `1.250,50`, `5k`, `3rd`, `900g`; nil for what is no number (`9:30`, `12/5`).
  static func parse(_ raw: String) -> Parsed? {
    var digits = raw.prefix { $0.isNumber || $0 == "." || $0 == "," }
    let suffix = String(raw.dropFirst(digits.count))
    while let last = digits.last, !last.isNumber { digits.removeLast() }
    guard !suffix.contains(where: { ":/".contains($0) }), let value = Double(plain(String(digits))) else { return nil }
    return Parsed(value: value, suffix: suffix)
  }

  /// One spelling for one value.
  static func text(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
  }

  /// The last mark with one or two digits behind it is the decimal one; the others group thousands.
  private static func plain(_ digits: String) -> String {
    guard let mark = digits.lastIndex(where: { $0 == "." || $0 == "," }) else { return digits }
    let behind = digits.distance(from: mark, to: digits.endIndex) - 1
    let separators = digits.filter { !$0.isNumber }
    let groups = behind == 3 && Set(separators).count == 1 && digits.first != "0"
    let kept = groups ? digits : String(digits[..<mark])
    return kept.filter(\.isNumber) + (groups ? "" : "." + digits[digits.index(after: mark)...])
  }
}
