package import Kernel
import Synchronization

/// Counters of one process. Ended windows are dropped whenever the number of keys has doubled, so memory
/// follows the number of keys in use.
package final class MemoryCounters: Counters {
  private struct Window {
    var count: Int
    let ends: ContinuousClock.Instant
  }

  private struct State {
    var windows: [String: Window] = [:]
    var pruneAt = 4_096
  }

  private let time: TimeSource
  private let state = Mutex(State())

  package init(time: TimeSource = .system) { self.time = time }

  package func add(_ keys: [CounterKey]) async throws -> [CounterState] {
    let now = time.monotonic()
    return state.withLock { state in
      if state.windows.count >= state.pruneAt { Self.prune(&state, now) }
      return keys.map { Self.add($0, now, &state) }
    }
  }

  private static func add(_ key: CounterKey, _ now: ContinuousClock.Instant, _ state: inout State) -> CounterState {
    count(&state.windows[key.name, default: Window(count: 0, ends: now + key.window)], key, now)
  }

  private static func count(_ window: inout Window, _ key: CounterKey, _ now: ContinuousClock.Instant) -> CounterState {
    if window.ends <= now { window = Window(count: 0, ends: now + key.window) }
    window.count += 1
    return CounterState(count: window.count, resetsIn: window.ends - now)
  }

  private static func prune(_ state: inout State, _ now: ContinuousClock.Instant) {
    state.windows = state.windows.filter { $0.value.ends > now }
    state.pruneAt = max(4_096, state.windows.count * 2)
  }
}
