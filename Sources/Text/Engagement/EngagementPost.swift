package import Foundation

/// A published post with what it got: the kind of count (likes, reactions) must be the same for all posts of a history.
package struct EngagementPost: Sendable, Equatable {
  package var text: String
  package var at: Date
  package var count: Double

  package init(text: String, at: Date, count: Double) {
    self.text = text
    self.at = at
    self.count = count
  }
}

/// Posts of one account in time order, with what was usual for it when each went out.
struct EngagementHistory: Sendable {
  /// How many earlier posts say what is usual.
  static let window = 50

  let posts: [EngagementPost]
  /// ln(1 + count).
  let levels: [Double]
  /// Median level of the up to `window` posts before each, and, as the last, of those before the next one.
  let usual: [Double]

  init(_ posts: [EngagementPost]) {
    let sorted = posts.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    let levels = sorted.map { log(1 + max(0, $0.count)) }
    usual = (0...sorted.count).map { index in
      index == 0 ? levels.first ?? 0 : Self.median(Array(levels[max(0, index - Self.window)..<index]))
    }
    self.posts = sorted
    self.levels = levels
  }

  /// Log of what the post got over what was usual: 0 is as usual, 0.69 twice as much.
  func lift(_ index: Int) -> Double { levels[index] - usual[index] }

  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
