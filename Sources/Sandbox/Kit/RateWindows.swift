import Foundation

/// A limit of `limit` points in each window of `seconds`.
package struct RateLimit: Sendable, Hashable {
  package var limit: Int
  package var seconds: Int

  package init(_ limit: Int, per seconds: Int) {
    self.limit = limit
    self.seconds = seconds
  }
}

/// Fixed windows on multiples of their length since 1970, as both platforms' limiters count.
struct RateWindows: Sendable {
  struct Standing: Sendable, Equatable {
    var limit: RateLimit
    var remaining: Int
    var reset: Date
    var exceeded: Bool
  }

  private struct Key: Hashable {
    var name: String
    var limit: RateLimit
  }

  private var used: [Key: (window: Int, points: Int)] = [:]
  /// When the last window of which something was refused ends.
  private(set) var refusedUntil: Date?

  /// Counts `points` against each limit and tells the standing of the tightest. Points that do not
  /// fit are refused and not counted.
  mutating func count(_ name: String, _ limits: [RateLimit], points: Int = 1, at now: Date) -> Standing? {
    var tightest: Standing?
    for limit in limits {
      let standing = count(name, limit, points, now)
      if let best = tightest, (best.exceeded, -best.remaining) >= (standing.exceeded, -standing.remaining) { continue }
      tightest = standing
    }
    if let tightest, tightest.exceeded { refusedUntil = max(refusedUntil ?? .distantPast, tightest.reset) }
    return tightest
  }

  /// The standing without counting anything.
  func standing(_ name: String, _ limit: RateLimit, at now: Date) -> Standing {
    var copy = self
    return copy.count(name, limit, 0, now)
  }

  private mutating func count(_ name: String, _ limit: RateLimit, _ points: Int, _ now: Date) -> Standing {
    let key = Key(name: name, limit: limit)
    let window = Int(now.timeIntervalSince1970) / limit.seconds
    var state = used[key] ?? (window, 0)
    if state.window != window { state = (window, 0) }
    let exceeded = state.points + points > limit.limit
    if !exceeded { state.points += points }
    used[key] = state
    return Standing(
      limit: limit, remaining: limit.limit - state.points,
      reset: Date(timeIntervalSince1970: Double((window + 1) * limit.seconds)), exceeded: exceeded)
  }
}

private func >= (left: (Bool, Int), right: (Bool, Int)) -> Bool {
  left.0 == right.0 ? left.1 >= right.1 : left.0
}
