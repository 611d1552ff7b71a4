import Foundation

/// An n-gram model with Witten-Bell smoothing: how likely a sequence is, symbol by symbol.
/// Formula: Witten and Bell 1991, method C: p(s|c) = (n(c,s) + k(c) p(s|c')) / (n(c) + k(c)), where c' is the context
/// one shorter, n counts and k counts the different symbols seen after c.
struct SequenceModel: Sendable {
  private let order: Int
  private let alphabet: Double
  private var grams: [UInt64: Int32] = [:]
  private var contexts: [UInt64: Context] = [:]

  private struct Context {
    var total: Int32 = 0
    var kinds: Int32 = 0
  }

  private static let start: UInt32 = 0xFFFF_0001
  private static let end: UInt32 = 0xFFFF_0002

  /// - Parameters:
  ///   - order: symbols looked at, the predicted one counted: 5 looks four back.
  ///   - alphabet: how many symbols there might be; a symbol never seen has one part of it.
  init(order: Int, alphabet: Int, _ sequences: [[UInt32]]) {
    self.order = order
    self.alphabet = Double(alphabet)
    for sequence in sequences { learn(sequence) }
  }

  private mutating func learn(_ sequence: [UInt32]) {
    let symbols = padded(sequence)
    for index in (order - 1)..<symbols.count {
      var context: UInt64 = 1
      for back in 0..<order {
        if back > 0 { context = Self.longer(context, symbols[index - back]) }
        let isNew = count(Self.gram(context, symbols[index]))
        contexts[context, default: Context()].total += 1
        if isNew { contexts[context, default: Context()].kinds += 1 }
      }
    }
  }

  private mutating func count(_ gram: UInt64) -> Bool {
    let before = grams[gram, default: 0]
    grams[gram] = before + 1
    return before == 0
  }

  /// Log probability of every symbol and of the end.
  func logProbabilities(_ sequence: [UInt32]) -> [Double] {
    let symbols = padded(sequence)
    return ((order - 1)..<symbols.count).map { log(probability(symbols, $0)) }
  }

  private func probability(_ symbols: [UInt32], _ index: Int) -> Double {
    var probability = 1 / alphabet
    var context: UInt64 = 1
    for back in 0..<order {
      if back > 0 { context = Self.longer(context, symbols[index - back]) }
      guard let seen = contexts[context] else { break }
      let count = Double(grams[Self.gram(context, symbols[index])] ?? 0)
      let kinds = Double(seen.kinds)
      probability = (count + kinds * probability) / (Double(seen.total) + kinds)
    }
    return probability
  }

  private func padded(_ sequence: [UInt32]) -> [UInt32] {
    Array(repeating: Self.start, count: order - 1) + sequence + [Self.end]
  }

  /// The context with one more symbol in front, as a hash of 64 bits: two contexts of one text meet by chance once in
  /// many millions of texts.
  private static func longer(_ context: UInt64, _ symbol: UInt32) -> UInt64 {
    let mixed = (context ^ UInt64(symbol)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 29)
  }

  private static func gram(_ context: UInt64, _ symbol: UInt32) -> UInt64 {
    let mixed = (context ^ (UInt64(symbol) << 32 | 0x5A5A)) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 31)
  }
}
