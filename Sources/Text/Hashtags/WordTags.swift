import Foundation

/// For each word, or pair of words, the tags of the posts that have it.
struct WordTags: Sendable {
  private let starts: [Int32]
  private let entries: [Entry]

  struct Entry: Sendable {
    var tag: Int32
    /// Sum of the word's weight in the posts with both.
    var mass: Float
    /// Share of the posts with the word that carry the tag, as if two more did not, times how telling the word is.
    var share: Float
    /// How much more often they do than all posts (log of the ratio; 0 when less often), drawn towards 0 for few posts,
    /// times how telling the word is.
    var association: Float
  }

  init(_ rows: [SparseRow], _ carried: CarriedTags, _ weights: TermWeights) {
    let turned = Postings(rows, places: GramText.buckets)
    var (starts, entries) = ([Int32(0)], [Entry]())
    var (counts, masses) = ([Float](repeating: 0, count: carried.uses.count), carried.uses.map { _ in Float(0) })
    for place in 0..<GramText.buckets {
      let range = turned.range(Int32(place))
      var touched: [Int32] = []
      for slot in range {
        for tag in carried.ofPost[Int(turned.rows[slot])] {
          if counts[Int(tag)] == 0 { touched.append(tag) }
          counts[Int(tag)] += 1
          masses[Int(tag)] += turned.values[slot]
        }
      }
      for tag in touched {
        let (both, telling) = (counts[Int(tag)], weights.weight(UInt32(place)))
        let odds = both * Float(rows.count) / (Float(range.count) * carried.uses[Int(tag)])
        entries.append(
          Entry(
            tag: tag, mass: masses[Int(tag)], share: telling * both / Float(range.count + 2),
            association: telling * max(0, log(odds)) * both / (both + 1)))
        (counts[Int(tag)], masses[Int(tag)]) = (0, 0)
      }
      starts.append(Int32(entries.count))
    }
    (self.starts, self.entries) = (starts, entries)
  }

  func entries(_ bucket: UInt32) -> ArraySlice<Entry> {
    entries[Int(starts[Int(bucket)])..<Int(starts[Int(bucket) + 1])]
  }
}
