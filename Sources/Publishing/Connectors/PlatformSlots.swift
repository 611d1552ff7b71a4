import Synchronization

/// How many publications of one platform this process handles at once: a platform that is slow to answer holds up its
/// own posts, and leaves the other workers to the rest.
package final class PlatformSlots: Sendable {
  private let limit: Int
  private let taken = Mutex<[String: Int]>([:])

  package init(limit: Int = 4) { self.limit = limit }

  /// False when all are taken. Whoever gets true gives it back.
  package func take(_ platform: String) -> Bool {
    taken.withLock { taken in
      guard taken[platform, default: 0] < limit else { return false }
      taken[platform, default: 0] += 1
      return true
    }
  }

  package func give(_ platform: String) { taken.withLock { $0[platform, default: 1] -= 1 } }
}
