/// Chance that depends only on a seed and the words given: the same question always gets the same
/// answer, whatever the order of the questions.
package struct SeededChance: Sendable {
  package var seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  /// 64 well-mixed bits (FNV-1a over the words, then the SplitMix64 finaliser).
  package func bits(_ words: String...) -> UInt64 { bits(words) }

  package func bits(_ words: [String]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed
    for word in words {
      for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    hash = (hash ^ hash >> 30) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ hash >> 27) &* 0x94d0_49bb_1331_11eb
    return hash ^ hash >> 31
  }

  /// Uniform in 0..<1.
  package func unit(_ words: String...) -> Double { Double(bits(words) >> 11) * 0x1p-53 }
}
