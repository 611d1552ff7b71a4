import Synchronization

/// Values that take long to make and follow from their key alone, so that none is ever stale. Those asked for least
/// recently make room.
package final class RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct State {
    var values: [Key: (value: Value, weight: Int)] = [:]
    /// The least recently asked for first.
    var order: [Key] = []
    var weight = 0
    /// Since `forgetUnused` was last called.
    var used: Set<Key> = []

    mutating func touch(_ key: Key) {
      used.insert(key)
      guard order.last != key, let place = order.firstIndex(of: key) else { return }
      order.append(order.remove(at: place))
    }

    mutating func dropOldest() { drop(order.removeFirst()) }

    mutating func drop(_ key: Key) {
      weight -= values.removeValue(forKey: key)?.weight ?? 0
      used.remove(key)
    }
  }

  private let state = Mutex(State())
  private let most: Int
  private let weigh: @Sendable (Key, Value) -> Int

  /// - Parameter most: the weight of all together; the newest is kept whatever its own.
  /// - Parameter weigh: 1 each when left out, so that `most` is a count.
  package init(most: Int, weigh: @escaping @Sendable (Key, Value) -> Int = { _, _ in 1 }) {
    self.most = most
    self.weigh = weigh
  }

  package subscript(key: Key) -> Value? {
    state.withLock { state in
      guard let kept = state.values[key] else { return nil }
      state.touch(key)
      return kept.value
    }
  }

  package func keep(_ value: Value, as key: Key) {
    let added = weigh(key, value)
    state.withLock { state in
      guard state.values[key] == nil else { return }
      state.values[key] = (value, added)
      state.order.append(key)
      state.used.insert(key)
      state.weight += added
      while state.weight > most, state.order.count > 1 { state.dropOldest() }
    }
  }

  /// Drops what nobody has asked for since this was last called; whether there was any.
  package func forgetUnused() -> Bool {
    state.withLock { state in
      let unused = state.order.filter { !state.used.contains($0) }
      for key in unused { state.drop(key) }
      state.order.removeAll { state.values[$0] == nil }
      state.used = []
      return !unused.isEmpty
    }
  }

  /// The value kept for the key, or else the one that `make` makes. Two that ask at once may both make it.
  package func value(_ key: Key, _ make: () throws -> Value) rethrows -> Value {
    if let kept = self[key] { return kept }
    let value = try make()
    keep(value, as: key)
    return value
  }
}
