/// Stretches in quotation marks, marks and all.
enum Quotations {
  static func spans(_ text: Scalars) -> [Span] {
    var result: [Span] = []
    var open: (place: Int, close: Set<UInt32>)?
    for position in 0..<text.count {
      let c = text[position]
      if let start = open, start.close.contains(c) {
        result.append(Span(start.place, position + 1))
        open = nil
      } else if let close = pairs[c] {
        open = (position, close)
      }
    }
    return result
  }

  /// By the opening mark, those that may close it.
  private static let pairs: [UInt32: Set<UInt32>] = [
    0x22: [0x22], 0x201C: [0x201D, 0x22], 0x201E: [0x201C, 0x201D, 0x22], 0xAB: [0xBB], 0x201D: [0x201D],
  ]
}
