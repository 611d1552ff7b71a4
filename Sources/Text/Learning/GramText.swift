/// A text as features for learning: its words and letter sequences in lower case, hashed into buckets.
///
/// A link is one word, `http`, wherever it leads: an address says little and never comes again.
struct GramText: Sendable {
  /// Buckets of words, and as many of letter sequences; a power of two.
  static let buckets = 1 << 18

  /// Lower case, with every piece between white space bounded by one space on each side.
  private let scalars: [UInt32]
  /// Letters and digits, with the `#` or `@` before them when `keepsSigns`.
  let words: [Range<Int>]

  init(_ text: String, keepsSigns: Bool = false) {
    scalars = Self.spaced(text)
    words = Self.words(in: scalars, keepsSigns)
  }

  func word(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range].compactMap(Unicode.Scalar.init)))
  }

  /// Words, then pairs of neighbours.
  func wordBuckets() -> [UInt32] { singleBuckets() + pairBuckets() }

  /// One for each of `words`.
  func singleBuckets() -> [UInt32] { words.map { Self.bucket(scalars[$0], 1) } }

  private func pairBuckets() -> [UInt32] {
    zip(words, words.dropFirst()).map { first, second in
      Self.fold(Self.hash(scalars[second], Self.hash(scalars[first], 2) &+ 0x9E37))
    }
  }

  /// Sequences of these lengths, inside words with the spaces around them.
  func letterBuckets(_ lengths: ClosedRange<Int>) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count * lengths.count)
    for start in scalars.indices {
      var hash: UInt32 = 3
      for offset in 0..<lengths.upperBound {
        guard start + offset < scalars.count else { break }
        let scalar = scalars[start + offset]
        if offset > 0, scalars[start + offset - 1] == 0x20, offset > 1 || scalar == 0x20 { break }
        hash = Self.step(hash, scalar)
        if offset + 1 >= lengths.lowerBound { result.append(Self.fold(hash &+ UInt32(offset))) }
      }
    }
    return result
  }

  /// Letters and digits alone, one after the other: what a tag made of several words is looked for in.
  func squeezed() -> [UInt32] { scalars.filter(Letters.isWordCharacter) }

  private static func spaced(_ text: String) -> [UInt32] {
    let link: [UInt32] = [0x68, 0x74, 0x74, 0x70]
    let source = Scalars(text.lowercased()).values
    var result: [UInt32] = [0x20]
    result.reserveCapacity(source.count + 8)
    for piece in source.split(whereSeparator: { TwitterCharacters.isSpace($0) || Letters.isInvisible($0) }) {
      result += isLink(piece) ? link[...] : piece
      result.append(0x20)
    }
    return result
  }

  private static func isLink(_ piece: ArraySlice<UInt32>) -> Bool {
    guard piece.starts(with: [0x68, 0x74, 0x74, 0x70]) else { return false }
    let rest = piece.dropFirst(4)
    return rest.starts(with: [0x3A, 0x2F, 0x2F]) || rest.starts(with: [0x73, 0x3A, 0x2F, 0x2F])
  }

  private static func words(in scalars: [UInt32], _ keepsSigns: Bool) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for (index, scalar) in scalars.enumerated() {
      if Letters.isWordCharacter(scalar) || (scalar == 0x5F && start != nil) {
        let sign = keepsSigns && index > 0 && (scalars[index - 1] == 0x23 || scalars[index - 1] == 0x40)
        start = start ?? (sign ? index - 1 : index)
      } else if let begun = start {
        result.append(begun..<index)
        start = nil
      }
    }
    return result
  }

  // FNV-1a over code points.
  @inline(__always) private static func step(_ hash: UInt32, _ value: UInt32) -> UInt32 {
    (hash ^ value) &* 16_777_619
  }

  private static func hash(_ slice: ArraySlice<UInt32>, _ seed: UInt32) -> UInt32 {
    slice.reduce(2_166_136_261 ^ seed) { step($0, $1) }
  }

  private static func bucket(_ slice: ArraySlice<UInt32>, _ seed: UInt32) -> UInt32 { fold(hash(slice, seed)) }

  @inline(__always) private static func fold(_ hash: UInt32) -> UInt32 {
    let mixed = (hash ^ (hash >> 15)) &* 0x2C1B_3C6D
    return (mixed ^ (mixed >> 13)) & UInt32(buckets - 1)
  }
}
