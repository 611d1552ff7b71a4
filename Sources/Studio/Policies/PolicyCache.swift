package import Kernel
import Synchronization
package import Text

/// Brands' own rules made ready, by brand and version. A version never changes; the oldest make room.
package final class PolicyCache: Sendable {
  package struct Key: Hashable, Sendable {
    package var brand: BrandID
    package var version: Int
  }

  private struct State {
    var sets: [Key: PolicySet] = [:]
    var order: [Key] = []
  }

  private let state = Mutex(State())
  private let most: Int

  package init(most: Int = 200) { self.most = most }

  package subscript(key: Key) -> PolicySet? { state.withLock { $0.sets[key] } }

  package func keep(_ set: PolicySet, as key: Key) {
    state.withLock { state in
      guard state.sets.updateValue(set, forKey: key) == nil else { return }
      state.order.append(key)
      while state.order.count > most { state.sets[state.order.removeFirst()] = nil }
    }
  }
}
