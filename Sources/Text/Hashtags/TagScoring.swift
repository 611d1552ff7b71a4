import Foundation

extension TagIndex {
  /// A post of the index that is like the text in another way, such as by embedding; likeness in 0...1.
  struct Neighbour: Sendable {
    var post: Int
    var likeness: Float
  }

  /// What every channel says. `neighbours` count with those nearest in letter sequences.
  func scores(_ text: GramText, neighbours: [Neighbour] = []) -> TagScores {
    var scores = TagScores(tags: tags.count)
    let near = letters.nearest(BucketCounts(text.letterBuckets(Self.letterLengths)), of: posts)
    scores[.nearLetters] = votes(near, 20) { $0 }
    for neighbour in neighbours {
      for tag in carried.ofPost[neighbour.post] { scores[.nearLetters][Int(tag)] += neighbour.likeness }
    }
    scores[.likeLetters] = votes(near, 100) { $0 * $0 * $0 }
    let counts = BucketCounts(text.wordBuckets())
    let alike = words.nearest(counts, of: posts)
    scores[.nearWords] = votes(alike, 20) { $0 }
    scores[.likeWords] = votes(alike, 100) { $0 * $0 * $0 }
    addTheme(words.weights.row(counts), &scores)
    addWords(Set(text.singleBuckets()), &scores)
    scores[.company] = company(scores[.likeLetters])
    for tag in named(text) { scores[.name][tag] = 1 }
    return scores
  }

  private func votes(_ near: Largest, _ count: Int, _ weight: (Float) -> Float) -> [Float] {
    carried.votes(Array(near.places.prefix(count)), near.values.prefix(count).map(weight))
  }

  private func addTheme(_ query: SparseRow, _ scores: inout TagScores) {
    var sums = [Float](repeating: 0, count: tags.count)
    for (place, weight) in zip(query.places, query.values) {
      for entry in links.entries(UInt32(place)) { sums[Int(entry.tag)] += weight * entry.mass }
    }
    for tag in sums.indices where sums[tag] > 0 { sums[tag] /= (uses[tag] + 1).squareRoot() }
    scores[.theme] = sums
  }

  private func addWords(_ singles: Set<UInt32>, _ scores: inout TagScores) {
    var share = [Float](repeating: 0, count: tags.count)
    var association = share
    for bucket in singles.sorted() {
      for entry in links.entries(bucket) {
        share[Int(entry.tag)] += entry.share
        association[Int(entry.tag)] += entry.association
      }
    }
    scores[.share] = share
    scores[.association] = association
  }

  private func company(_ votes: [Float]) -> [Float] {
    let strongest = Largest(8, of: votes)
    let total = max(strongest.values.reduce(0, +), .leastNormalMagnitude)
    var sums = [Float](repeating: 0, count: tags.count)
    for (tag, vote) in zip(strongest.places, strongest.values) {
      for post in carried.posts[tag].prefix(500) {
        for other in carried.ofPost[Int(post)] where Int(other) != tag {
          sums[Int(other)] += vote / total / (min(uses[tag], 500) + 2)
        }
      }
    }
    return sums
  }

  /// Tags that the text names by one word, or by two or three in a row.
  private func named(_ text: GramText) -> Set<Int> {
    let words = text.words.map(text.word)
    var found: Set<Int> = []
    for start in words.indices {
      var name = ""
      for word in words[start..<min(start + 3, words.count)] {
        name += word
        if let tag = numbers[name] { found.insert(tag) }
      }
    }
    return found
  }
}

extension TagIndex.Space {
  func nearest(_ counts: BucketCounts, of posts: Int) -> Largest {
    Largest(100, of: postings.products(weights.row(counts), count: posts))
  }
}
