import Foundation

/// Posts with tags, made ready to be asked which tags fit a text.
struct TagIndex: Sendable {
  /// Keys, sorted.
  let tags: [String]
  let numbers: [String: Int]
  /// How many posts carry each tag.
  let uses: [Float]
  let posts: Int
  let carried: CarriedTags
  let letters: Space
  let words: Space
  let links: WordTags

  /// Texts as vectors in one space.
  struct Space: Sendable {
    let weights: TermWeights
    let postings: Postings
  }

  init(_ posts: [TaggedPost]) {
    self.init(posts.map { GramText($0.text) }, posts.map { Array(Set($0.tags.map(TaggedPost.key))).sorted() })
  }

  /// Texts and the keys of their tags.
  init(_ texts: [GramText], _ keys: [[String]]) {
    posts = texts.count
    let tags = Array(Set(keys.joined())).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: tags.enumerated().map { ($0.element, $0.offset) })
    let carried = CarriedTags(keys.map { $0.compactMap { numbers[$0] } }, tags: tags.count)
    let letterCounts = texts.map { BucketCounts($0.letterBuckets(Self.letterLengths)) }
    letters = Space(letterCounts, TermWeights(letterCounts, largestShare: 0.15))
    let wordCounts = texts.map { BucketCounts($0.wordBuckets()) }
    let wordWeights = TermWeights(wordCounts)
    let rows = wordCounts.map(wordWeights.row)
    words = Space(weights: wordWeights, postings: Postings(rows, places: GramText.buckets))
    links = WordTags(rows, carried, wordWeights)
    uses = carried.uses
    (self.tags, self.numbers, self.carried) = (tags, numbers, carried)
  }

  static let letterLengths = 3...4
}

extension TagIndex.Space {
  init(_ counts: [BucketCounts], _ weights: TermWeights) {
    self.init(weights: weights, postings: Postings(counts.map(weights.row), places: GramText.buckets))
  }
}

/// Which post carries which tags, and which tags stand together.
struct CarriedTags: Sendable {
  let ofPost: [[Int32]]
  let uses: [Float]
  /// For each tag the posts that carry it.
  let posts: [[Int32]]

  init(_ lists: [[Int]], tags: Int) {
    ofPost = lists.map { $0.map(Int32.init) }
    var posts = [[Int32]](repeating: [], count: tags)
    for (post, list) in lists.enumerated() { for tag in list { posts[tag].append(Int32(post)) } }
    self.posts = posts
    uses = posts.map { Float($0.count) }
  }

  /// Adds to each tag the given weight of every post that carries it.
  func votes(_ posts: [Int], _ weights: [Float]) -> [Float] {
    var sums = [Float](repeating: 0, count: uses.count)
    for (post, weight) in zip(posts, weights) { for tag in ofPost[post] { sums[Int(tag)] += weight } }
    return sums
  }
}
