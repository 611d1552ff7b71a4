import Synchronization

/// A value that becomes known once; any number of tasks may wait for it. Waiting does not end on
/// cancellation: whoever stops a thing makes it complete.
package final class Completion<Value: Sendable>: Sendable {
  private enum State {
    case open([CheckedContinuation<Value, Never>])
    case done(Value)
  }

  private let state = Mutex(State.open([]))

  package init() {}

  /// The value, when it is known already.
  package var current: Value? {
    state.withLock { if case .done(let value) = $0 { value } else { nil } }
  }

  package var value: Value {
    get async {
      await withCheckedContinuation { continuation in
        let known = state.withLock { state -> Value? in
          switch state {
          case .done(let value): return value
          case .open(let waiting):
            state = .open(waiting + [continuation])
            return nil
          }
        }
        if let known { continuation.resume(returning: known) }
      }
    }
  }

  /// Later calls change nothing.
  package func complete(_ value: Value) {
    let waiting = state.withLock { state -> [CheckedContinuation<Value, Never>] in
      guard case .open(let waiting) = state else { return [] }
      state = .done(value)
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: value) }
  }
}
