/// One way in which a tag can fit a text. Each gives every tag a figure; what they weigh is learnt.
enum TagChannel: Int, Sendable, CaseIterable {
  /// Sum of the likeness of the 20 posts nearest in letter sequences that carry the tag.
  case nearLetters
  /// The same over 100 posts, with likeness to the third power.
  case likeLetters
  /// The same two by words and pairs of words.
  case nearWords
  case likeWords
  /// Likeness of the words to all posts with the tag, over the root of their number.
  case theme
  /// How often posts with one of the words carry the tag.
  case share
  /// How much more often than other posts (pointwise mutual information).
  case association
  /// How often the tag stands beside those that the nearest posts carry.
  case company
  /// The tag is a word of the text, or two or three in a row.
  case name
}

/// What every channel says of every tag for one text.
struct TagScores: Sendable {
  /// By channel, then by tag.
  var channels: [[Float]]

  init(tags: Int) {
    channels = Array(repeating: [Float](repeating: 0, count: tags), count: TagChannel.allCases.count)
  }

  subscript(channel: TagChannel) -> [Float] {
    get { channels[channel.rawValue] }
    set { channels[channel.rawValue] = newValue }
  }
}
