import Foundation

/// A tag that may fit a text, with the figures that rank it.
struct TagCandidate: Sendable {
  /// Of the index, or nil when the text itself gave it.
  var number: Int?
  var key: String
  var figures: [Float]

  /// The text holds the tag as words in a row.
  var names: Bool {
    figures[3 * TagChannel.name.rawValue] > 0 || figures[3 * TagChannel.allCases.count + 1] > 0 && number != nil
  }
}

extension TagIndex {
  /// Names of the figures of a candidate, in order.
  static let figureNames: [String] =
    TagChannel.allCases.flatMap { ["\($0) relative", "\($0)", "\($0) rank"] }
    + ["usual", "within", "length", "new", "new and telling"]

  /// The 30 best of every channel, the 10 most used tags, and the text's own words.
  func candidates(_ text: GramText, _ scores: TagScores) -> [TagCandidate] {
    let best = scores.channels.map { Largest(30, of: $0) }
    let chosen = Set(best.flatMap(\.places)).union(Largest(10, of: uses).places).sorted()
    let ranks = best.map { Dictionary(uniqueKeysWithValues: $0.places.enumerated().map { ($0.element, $0.offset) }) }
    let squeezed = text.squeezed()
    let known = chosen.map { tag -> TagCandidate in
      var figures: [Float] = []
      figures.reserveCapacity(Self.figureNames.count)
      for (channel, scores) in scores.channels.enumerated() {
        let value = scores[tag]
        figures.append(value / max(best[channel].values.first ?? 0, 1e-9))
        figures.append(log(value + 0.01))
        figures.append(ranks[channel][tag].map { 1 / Float($0 + 1) } ?? 0)
      }
      figures.append(log(uses[tag] / Float(posts)))
      figures.append(contains(squeezed, tags[tag]) ? 1 : 0)
      figures.append(Float(tags[tag].count) / 20)
      return TagCandidate(number: tag, key: tags[tag], figures: figures + [0, 0])
    }
    return known + fresh(text)
  }

  /// Words that no post has carried as a tag.
  private func fresh(_ text: GramText) -> [TagCandidate] {
    let words = zip(text.words, text.singleBuckets()).map { (text.word($0), $1) }
    var seen: Set<String> = []
    let top = Float(log(Double(posts + 1)) + 1)
    return words.compactMap { word, bucket -> TagCandidate? in
      guard word.unicodeScalars.count >= 4, numbers[word] == nil, seen.insert(word).inserted else { return nil }
      guard word.unicodeScalars.contains(where: { !ASCII.isDigit($0.value) }) else { return nil }
      let telling = weight(bucket) ?? top
      let empty: [Float] = TagChannel.allCases.flatMap { _ in [0, log(Float(0.01)), 0] }
      let rest: [Float] = [log(1 / Float(posts + 1)), 1, Float(word.count) / 20, 1, telling / top]
      return TagCandidate(number: nil, key: word, figures: empty + rest)
    }
  }

  private func weight(_ bucket: UInt32) -> Float? {
    let weight = words.weights.weight(bucket)
    return weight > 0 ? weight : nil
  }

  private func contains(_ text: [UInt32], _ tag: String) -> Bool {
    let wanted = tag.unicodeScalars.map(\.value)
    guard wanted.count > 3, text.count >= wanted.count else { return false }
    return (0...(text.count - wanted.count)).contains { text[$0] == wanted[0] && text[$0...].starts(with: wanted) }
  }
}
