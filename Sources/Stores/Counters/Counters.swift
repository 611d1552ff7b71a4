/// Counts events in fixed windows. In process now; Redis where several gateways share a limit.
package protocol Counters: Sendable {
  /// Adds one to each key and returns the counts, this event included, in the order of the keys. A window
  /// starts with the first event and the count falls back to 0 when it ends.
  func add(_ keys: [CounterKey]) async throws -> [CounterState]
}

package struct CounterKey: Sendable, Hashable {
  package var name: String
  package var window: Duration

  package init(_ name: String, per window: Duration) {
    self.name = name
    self.window = window
  }
}

package struct CounterState: Sendable, Hashable {
  package var count: Int
  /// Until the window ends.
  package var resetsIn: Duration

  package init(count: Int, resetsIn: Duration) {
    self.count = count
    self.resetsIn = resetsIn
  }
}
