/// Keeps drafts that differ: not the same words in nearly the same order, unless once as a list and once as prose.
struct Variety {
  private(set) var drafts: [ComposedDraft] = []
  private var kept: [Looks] = []

  /// Above this share of common word triples two drafts of one form are one.
  private static let most = 0.8

  /// Whether it was kept. With `opening` the first words must be new as well.
  @discardableResult
  mutating func add(_ draft: ComposedDraft, opening: Bool) -> Bool {
    let looks = Looks(draft)
    guard !looks.triples.isEmpty, !kept.contains(where: { looks.isNear($0, opening: opening, most: Self.most) }) else {
      return false
    }
    kept.append(looks)
    drafts.append(draft)
    return true
  }

  private struct Looks {
    let opening: String
    let triples: Set<String>
    let isList: Bool

    init(_ draft: ComposedDraft) {
      let words = draft.text.lowercased().split(whereSeparator: { !($0.isLetter || $0.isNumber) })
      opening = words.prefix(4).joined(separator: " ")
      triples =
        words.count > 3
        ? Set((0..<words.count - 2).map { words[$0..<$0 + 3].joined(separator: " ") })
        : words.isEmpty ? [] : [words.joined(separator: " ")]
      isList = draft.frame == .list || draft.frame == .howTo
    }

    func isNear(_ other: Looks, opening: Bool, most: Double) -> Bool {
      if opening, other.opening == self.opening { return true }
      guard isList == other.isList else { return false }
      return Double(triples.intersection(other.triples).count) > most
        * Double(max(1, max(triples.count, other.triples.count)))
    }
  }
}
