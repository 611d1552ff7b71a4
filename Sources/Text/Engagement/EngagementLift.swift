package import Foundation

/// What each post got over what was usual for its account just before it.
package enum EngagementLift {
  /// One for each post, in the order given: (1 + count) over the median of (1 + count) of up to 50 earlier posts. Nil
  /// while fewer than 5 posts came before.
  package static func lifts(_ posts: [EngagementPost]) -> [Double?] {
    let order = posts.indices.sorted { (posts[$0].at, $0) < (posts[$1].at, $1) }
    let history = EngagementHistory(posts)
    var lifts = [Double?](repeating: nil, count: posts.count)
    for (place, index) in order.enumerated() where place >= 5 { lifts[index] = exp(history.lift(place)) }
    return lifts
  }
}
