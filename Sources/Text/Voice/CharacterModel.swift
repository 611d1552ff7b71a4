import Foundation

/// A character n-gram model with Witten-Bell smoothing: how likely a text is, letter by letter.
struct CharacterModel: Sendable {
  private let order: Int
  private var grams: [UInt64: Int32] = [:]
  private var contexts: [UInt64: Context] = [:]

  private struct Context {
    var total: Int32 = 0
    var kinds: Int32 = 0
  }

  /// `order` counts the predicted character: 5 looks four back.
  init(order: Int, texts: [String]) {
    self.order = min(order, 5)
    for text in texts { learn(text) }
  }

  private mutating func learn(_ text: String) {
    let codes = padded(text)
    for index in (order - 1)..<codes.count {
      for back in 0..<order {
        let context = key(codes, index, back)
        let count = grams[context << 12 | codes[index], default: 0]
        grams[context << 12 | codes[index]] = count + 1
        contexts[context, default: Context()].total += 1
        if count == 0 { contexts[context, default: Context()].kinds += 1 }
      }
    }
  }

  /// Log probability of every character and of the end.
  func logProbabilities(_ text: String) -> [Double] {
    let codes = padded(text)
    return ((order - 1)..<codes.count).map { log(probability(codes, $0)) }
  }

  private func probability(_ codes: [UInt64], _ index: Int) -> Double {
    var probability = 1.0 / 200
    for back in 0..<order {
      let context = key(codes, index, back)
      guard let seen = contexts[context] else { break }
      let count = Double(grams[context << 12 | codes[index]] ?? 0)
      let kinds = Double(seen.kinds)
      probability = (count + kinds * probability) / (Double(seen.total) + kinds)
    }
    return probability
  }

  /// The `back` characters before `index`, packed, with a one in front that tells the lengths apart.
  private func key(_ codes: [UInt64], _ index: Int, _ back: Int) -> UInt64 {
    codes[(index - back)..<index].reduce(1) { $0 << 12 | $1 }
  }

  /// Twelve bits per character; rarer scripts share codes, which costs little.
  private func padded(_ text: String) -> [UInt64] {
    Array(repeating: 2, count: order - 1)
      + text.unicodeScalars.map { UInt64($0.value < 0x800 ? $0.value : 0x800 | ($0.value & 0x7FF)) } + [3]
  }
}
