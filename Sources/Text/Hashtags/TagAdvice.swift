package import Foundation

/// What a ranking is asked with.
package struct TagQuestion: Sendable {
  package var text: String
  /// Id of the platform; nil when the tags are for no particular one.
  package var platform: String?
  package var now: Date
  package var count: Int
  /// How many of the first tags will go out together: their set must not be one of the last posts' sets.
  package var together: Int
  /// Places of posts near the text by meaning, in the advisor's posts, with their likeness in 0...1.
  package var neighbours: [(post: Int, likeness: Double)]

  package init(
    text: String, platform: String? = nil, now: Date, count: Int = 10, together: Int = 3,
    neighbours: [(post: Int, likeness: Double)] = []
  ) {
    self.text = text
    self.platform = platform
    self.now = now
    self.count = count
    self.together = together
    self.neighbours = neighbours
  }
}

/// Ranked tags with their reasons, and those that were kept out.
package struct TagAdvice: Sendable, Equatable {
  package var tags: [Tag]
  package var leftOut: [Tag]

  package init(tags: [Tag], leftOut: [Tag] = []) {
    self.tags = tags
    self.leftOut = leftOut
  }

  package struct Tag: Codable, Sendable, Equatable {
    /// With its sign, spelled for screen readers.
    package var tag: String
    /// Above zero; only the order means something.
    package var score: Double
    package var reason: String

    package init(tag: String, score: Double, reason: String) {
      self.tag = tag
      self.score = score
      self.reason = reason
    }
  }
}
