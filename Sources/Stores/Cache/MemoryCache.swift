package import Kernel
import Synchronization

/// A cache in this process, bounded in bytes: the entries that were written first go first.
package final class MemoryCache: Cache {
  private struct Entry {
    let value: [UInt8]
    let ends: ContinuousClock.Instant
    let serial: UInt64
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var order: [(serial: UInt64, key: String)] = []
    var head = 0
    var bytes = 0
    var serial: UInt64 = 0
  }

  private let maxBytes: Int
  private let time: TimeSource
  private let state = Mutex(State())

  package init(maxBytes: Int = 32 << 20, time: TimeSource = .system) {
    self.maxBytes = maxBytes
    self.time = time
  }

  package func value(_ key: String) async throws -> [UInt8]? {
    let now = time.monotonic()
    return state.withLock { state in
      guard let entry = state.entries[key] else { return nil }
      if entry.ends > now { return entry.value }
      Self.drop(key, &state)
      return nil
    }
  }

  package func set(_ key: String, _ value: [UInt8], for lifetime: Duration) async throws {
    let ends = time.monotonic() + lifetime
    state.withLock { state in
      Self.drop(key, &state)
      guard value.count <= maxBytes else { return }
      state.serial += 1
      state.entries[key] = Entry(value: value, ends: ends, serial: state.serial)
      state.order.append((state.serial, key))
      state.bytes += value.count
      while state.bytes > maxBytes { Self.dropOldest(&state) }
      if state.head > 1_024, state.head * 2 > state.order.count { Self.compact(&state) }
    }
  }

  package func remove(_ key: String) async throws { state.withLock { Self.drop(key, &$0) } }

  private static func drop(_ key: String, _ state: inout State) {
    if let old = state.entries.removeValue(forKey: key) { state.bytes -= old.value.count }
  }

  private static func dropOldest(_ state: inout State) {
    while state.head < state.order.count {
      let (serial, key) = state.order[state.head]
      state.head += 1
      guard state.entries[key]?.serial == serial else { continue }
      return drop(key, &state)
    }
  }

  private static func compact(_ state: inout State) {
    state.order = state.order[state.head...].filter { state.entries[$0.key]?.serial == $0.serial }
    state.head = 0
  }
}
