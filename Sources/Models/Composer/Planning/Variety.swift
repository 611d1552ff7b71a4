/// Keeps drafts that differ: not the same words in nearly the same order, unless once as a list and once as prose.
struct Variety {
  private(set) var drafts: [ComposedDraft] = []
  private var kept: [Looks] = []

  /// Above this share of common word triples two drafts of one form are one.
  static let most = 0.8

  /// What still counts as another draft where the brief gives no more: a few words differ, not marks and emoji alone.
  static let lenient = 0.97

  /// Whether it was kept. With `opening` the first words must be new as well.
  @discardableResult
  mutating func add(_ draft: ComposedDraft, opening: Bool, most: Double = most) -> Bool {
    let looks = Looks(draft)
    guard !looks.triples.isEmpty, !kept.contains(where: { looks.isNear($0, opening: opening, most: most) }) else {
      return false
    }
    kept.append(looks)
    drafts.append(draft)
    return true
  }

  /// A draft's first words and word triples as numbers.
  private struct Looks {
    let opening: [UInt64]
    let triples: Set<UInt64>
    let isList: Bool

    init(_ draft: ComposedDraft) {
      let words = Looks.words(draft.text)
      opening = Array(words.prefix(4))
      triples = Set(
        words.indices.dropLast(min(2, max(0, words.count - 1))).map {
          Looks.joined(words[$0..<min($0 + 3, words.count)])
        })
      isList = draft.frame == .list || draft.frame == .howTo
    }

    /// A number for each word, in lower case, without marks (FNV-1a).
    private static func words(_ text: String) -> [UInt64] {
      var result: [UInt64] = []
      var word: UInt64?
      for byte in text.utf8 {
        let isLetter = byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
        if isLetter {
          word = ((word ?? 0xCBF2_9CE4_8422_2325) ^ UInt64(byte < 0x80 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
        } else if let finished = word {
          result.append(finished)
          word = nil
        }
      }
      return result + (word.map { [$0] } ?? [])
    }

    private static func joined(_ words: ArraySlice<UInt64>) -> UInt64 {
      words.reduce(0) { ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 }
    }

    func isNear(_ other: Looks, opening: Bool, most: Double) -> Bool {
      if opening, other.opening == self.opening { return true }
      guard isList == other.isList else { return false }
      return Double(triples.intersection(other.triples).count) > most
        * Double(max(1, max(triples.count, other.triples.count)))
    }
  }
}
