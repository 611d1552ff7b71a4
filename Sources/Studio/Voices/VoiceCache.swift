package import Kernel
import Synchronization
package import Text

/// Voices made ready to score, by version. A version never changes, so nothing is ever stale; the oldest make room.
package final class VoiceCache: Sendable {
  private struct State {
    var voices: [VoiceModelID: VoiceScorer] = [:]
    var order: [VoiceModelID] = []
    var letters = 0

    mutating func dropOldest() {
      letters -= voices.removeValue(forKey: order.removeFirst())?.letters ?? 0
    }
  }

  private let state = Mutex(State())
  private let letters: Int

  /// - Parameter letters: of all voices' posts together; the newest voice is kept whatever its size.
  package init(letters: Int = 500_000) { self.letters = letters }

  package subscript(id: VoiceModelID) -> VoiceScorer? { state.withLock { $0.voices[id] } }

  package func keep(_ voice: VoiceScorer, as id: VoiceModelID) {
    let added = voice.letters
    state.withLock { state in
      guard state.voices.updateValue(voice, forKey: id) == nil else { return }
      state.order.append(id)
      state.letters += added
      while state.letters > letters, state.order.count > 1 { state.dropOldest() }
    }
  }
}
