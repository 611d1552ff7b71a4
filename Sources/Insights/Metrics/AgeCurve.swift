package import Foundation

/// How often a post's numbers are read: often while it is young, rarely later, never after 90 days.
package enum AgeCurve {
  private static let steps: [(age: Double, every: Double)] = [
    (3600, 300), (6 * 3600, 900), (86_400, 3600), (3 * 86_400, 3 * 3600), (7 * 86_400, 6 * 3600),
    (30 * 86_400, 86_400), (90 * 86_400, 7 * 86_400),
  ]

  /// When to read again after a read at `now`; nil when the post is too old. Misses in a row stretch the step up to
  /// eightfold, so that a dead connection is not asked on and on.
  package static func next(publishedAt: Date, after now: Date, misses: Int = 0) -> Date? {
    let age = max(0, now.timeIntervalSince(publishedAt))
    guard let step = steps.first(where: { age < $0.age }) else { return nil }
    return now.addingTimeInterval(step.every * Double(1 << min(max(0, misses), 3)))
  }

  /// Posts older than this are not taken up.
  package static let longest: TimeInterval = 90 * 86_400
}
