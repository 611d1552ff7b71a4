/// What changed from one text to another, word by word. Pure.
package struct TextDiff: Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case same, removed, added
  }

  package struct Piece: Sendable, Equatable {
    package var kind: Kind
    package var text: String

    package init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// In reading order; of one change what was removed stands before what was added. Same and removed pieces make the
  /// earlier text, same and added ones the later.
  package let pieces: [Piece]
  /// Words by Unicode's word boundaries; a link, a mention or a tag is one.
  package let removedWords: Int
  package let addedWords: Int

  package init(from earlier: String, to later: String) {
    let (old, new) = (DiffTokens.split(earlier), DiffTokens.split(later))
    let kept = DiffAlignment(old, new).pairs
    let steps = Self.joined(Self.steps(old, new, kept))
    pieces = steps.map { Piece($0.kind, $0.tokens.map(\.text).joined()) }
    func words(_ kind: Kind) -> Int {
      steps.filter { $0.kind == kind }.reduce(0) { $0 + $1.tokens.count { $0.isWord } }
    }
    removedWords = words(.removed)
    addedWords = words(.added)
  }

  package var isEmpty: Bool { pieces.allSatisfy { $0.kind == .same } }

  private struct Step {
    var kind: Kind
    var tokens: [DiffToken]
  }

  private static func steps(_ old: [DiffToken], _ new: [DiffToken], _ kept: [(old: Int, new: Int)]) -> [Step] {
    var steps: [Step] = []
    var (left, right) = (0, 0)
    func add(_ kind: Kind, _ tokens: ArraySlice<DiffToken>) {
      guard !tokens.isEmpty else { return }
      if steps.last?.kind == kind {
        steps[steps.count - 1].tokens += tokens
      } else {
        steps.append(Step(kind: kind, tokens: Array(tokens)))
      }
    }
    for pair in kept + [(old: old.count, new: new.count)] {
      add(.removed, old[left..<pair.old])
      add(.added, new[right..<pair.new])
      if pair.old < old.count { add(.same, old[pair.old...pair.old]) }
      (left, right) = (pair.old + 1, pair.new + 1)
    }
    return steps
  }

  /// A space between two changed words belongs to the change: a reader sees one phrase in place of another.
  private static func joined(_ steps: [Step]) -> [Step] {
    var result: [Step] = []
    var (removed, added): ([DiffToken], [DiffToken]) = ([], [])
    func close() {
      if !removed.isEmpty { result.append(Step(kind: .removed, tokens: removed)) }
      if !added.isEmpty { result.append(Step(kind: .added, tokens: added)) }
      (removed, added) = ([], [])
    }
    for (index, step) in steps.enumerated() {
      switch step.kind {
      case .removed: removed += step.tokens
      case .added: added += step.tokens
      case .same where isJoint(steps, index):
        removed += step.tokens
        added += step.tokens
      case .same:
        close()
        result.append(step)
      }
    }
    close()
    return result
  }

  private static func isJoint(_ steps: [Step], _ index: Int) -> Bool {
    index > 0 && index + 1 < steps.count && steps[index].tokens.count == 1 && steps[index].tokens[0].isBlank
  }
}

/// A piece of a text that is compared as a whole.
struct DiffToken: Hashable {
  var scalars: [UInt32]
  var isWord: Bool
  var isBlank: Bool

  var text: String { Scalars.string(scalars[...]) }
  /// Two texts should be lined up by their words, not by the spaces between.
  var weight: UInt16 { isWord ? 8 : isBlank ? 1 : 2 }
}

enum DiffTokens {
  /// Words, and what stands between them; links, mentions and tags whole.
  static func split(_ text: String) -> [DiffToken] {
    let scalars = Scalars(text)
    let entities = Entities.extract(scalars)
    let inside = Set(entities.flatMap { $0.span.start + 1..<$0.span.end })
    let breaks = Set(WordBreaks.all(in: scalars)).subtracting(inside).union(
      entities.flatMap { [$0.span.start, $0.span.end] })
    let sorted = breaks.sorted()
    return zip(sorted, sorted.dropFirst()).map { start, end in
      let values = Array(scalars.values[start..<end])
      return DiffToken(
        scalars: values, isWord: values.contains(where: Letters.isWordCharacter),
        isBlank: values.allSatisfy { TwitterCharacters.isSpace($0) || $0 == 0x0A })
    }
  }
}
