package import Kernel
import Synchronization
package import Text

/// Decoded voices by version. A version never changes, so nothing is ever stale; the oldest entries make room.
package final class VoiceCache: Sendable {
  private struct State {
    var profiles: [VoiceModelID: StyleProfile] = [:]
    var order: [VoiceModelID] = []
  }

  private let state = Mutex(State())
  private let capacity: Int

  package init(capacity: Int = 128) { self.capacity = capacity }

  package subscript(id: VoiceModelID) -> StyleProfile? { state.withLock { $0.profiles[id] } }

  package func keep(_ profile: StyleProfile, as id: VoiceModelID) {
    state.withLock { state in
      if state.profiles.updateValue(profile, forKey: id) == nil { state.order.append(id) }
      if state.order.count > capacity { state.profiles[state.order.removeFirst()] = nil }
    }
  }
}
