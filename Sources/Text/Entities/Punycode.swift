/// The length that an internationalised domain label has on the wire (RFC 3492), which DNS limits to 63.
enum Punycode {
  static func isValidLabel(_ label: ArraySlice<UInt32>) -> Bool { (1...63).contains(encodedLength(label)) }

  static func encodedLength(_ label: ArraySlice<UInt32>) -> Int {
    let basic = label.count { $0 < 0x80 }
    if basic == label.count { return basic }
    return 4 + (basic > 0 ? basic + 1 : 0) + extendedLength(label, basic: basic)
  }

  private static func extendedLength(_ label: ArraySlice<UInt32>, basic: Int) -> Int {
    var length = 0
    var (code, delta, bias, handled) = (UInt32(128), 0, 72, basic)
    while handled < label.count {
      guard let next = label.lazy.filter({ $0 >= code }).min() else { return length }
      delta += Int(next - code) * (handled + 1)
      code = next
      for value in label {
        if value < code { delta += 1 }
        guard value == code else { continue }
        length += digits(delta, bias)
        bias = adapt(delta, handled + 1, first: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return length
  }

  private static func digits(_ delta: Int, _ bias: Int) -> Int {
    var (rest, k, count) = (delta, 36, 1)
    while true {
      let threshold = min(max(k - bias, 1), 26)
      if rest < threshold { return count }
      rest = (rest - threshold) / (36 - threshold)
      k += 36
      count += 1
    }
  }

  private static func adapt(_ delta: Int, _ points: Int, first: Bool) -> Int {
    var (delta, k) = (first ? delta / 700 : delta / 2, 0)
    delta += delta / points
    while delta > 455 {
      delta /= 35
      k += 36
    }
    return k + 36 * delta / (delta + 38)
  }
}
