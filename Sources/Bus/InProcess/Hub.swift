import Contracts
import DequeModule
import Synchronization

/// The newest events and those who are handed each further one.
final class Hub: Sendable {
  private struct State {
    var recent: Deque<StoredEvent> = []
    /// Everything after this position is in `recent`.
    var start: Int64 = 0
    /// The newest event read; nil before the first look.
    var tail: Int64?
    var live: [ObjectIdentifier: Weak] = [:]
    var ended = false
  }

  private struct Weak {
    weak var mailbox: Mailbox?
  }

  private let capacity: Int
  let queue: Int
  private let state = Mutex(State())

  init(recent: Int, queue: Int) {
    capacity = recent
    self.queue = queue
  }

  var tail: Int64? { state.withLock { $0.tail } }

  func begin(at position: Int64) {
    state.withLock { state in
      state.tail = position
      state.start = position
    }
  }

  /// Hands out events, which must come in order and without a gap.
  func offer(_ events: [StoredEvent]) {
    guard let last = events.last else { return }
    state.withLock { state in
      state.recent.append(contentsOf: events)
      state.tail = last.position
      while state.recent.count > capacity, let oldest = state.recent.popFirst() { state.start = oldest.position }
      for mailbox in state.live.values { for event in events { mailbox.mailbox?.put(event, limit: queue) } }
    }
  }

  func offer(_ event: EphemeralEvent) {
    state.withLock { state in
      for mailbox in state.live.values { mailbox.mailbox?.put(event, limit: queue) }
    }
  }

  /// Puts a mailbox among the live ones if nothing between its position and the newest is missing
  /// here. `nil` is the newest position itself.
  /// - Returns: whether it is live now.
  func join(_ mailbox: Mailbox, after position: Int64?) -> Bool {
    state.withLock { state in
      if state.ended { mailbox.end(nil) }
      guard let tail = state.tail, position ?? tail >= state.start else { return state.ended }
      let from = position ?? tail
      for event in state.recent where event.position > from { mailbox.put(event, limit: .max) }
      mailbox.reached(max(from, tail))
      state.live[ObjectIdentifier(mailbox)] = Weak(mailbox: mailbox)
      return true
    }
  }

  func leave(_ mailbox: Mailbox) { state.withLock { _ = $0.live.removeValue(forKey: ObjectIdentifier(mailbox)) } }

  func end() {
    state.withLock { state in
      state.ended = true
      for mailbox in state.live.values { mailbox.mailbox?.end(nil) }
    }
  }
}
