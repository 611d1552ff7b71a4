import Contracts
import DequeModule
import Kernel
import Synchronization

/// One subscriber's waiting events. Put by the hub, taken by the reader.
final class Mailbox: Sendable {
  enum Item {
    case event(BusEvent)
    case ended((any Error)?)
    case empty
  }

  private struct State {
    var waiting: Deque<BusEvent> = []
    /// The newest position that was looked at, whether or not the filter wanted it.
    var seen: Int64?
    var end: Result<Void, any Error>?
    var reader: CheckedContinuation<Void, Never>?
  }

  private let filter: EventFilter
  private let state = Mutex(State())

  init(_ filter: EventFilter) { self.filter = filter }

  /// A reader that is `limit` behind is cut off after what it still has.
  func put(_ event: StoredEvent, limit: Int) {
    let event = BusEvent.stored(event)
    update { state in
      guard state.end == nil, event.position ?? 0 > state.seen ?? .min else { return }
      if filter.matches(event) {
        guard state.waiting.count < limit else {
          state.end = .failure(SubscriptionEnded.tooSlow(resumeAfter: state.seen))
          return
        }
        state.waiting.append(event)
      }
      state.seen = event.position
    }
  }

  /// Previews give way: a reader that is half behind does without.
  func put(_ event: EphemeralEvent, limit: Int) {
    let event = BusEvent.ephemeral(event)
    guard filter.matches(event) else { return }
    update { state in
      if state.end == nil, state.waiting.count < limit / 2 { state.waiting.append(event) }
    }
  }

  func reached(_ position: Int64) { state.withLock { $0.seen = max(position, $0.seen ?? position) } }

  func end(_ error: (any Error)?) {
    update { state in
      if state.end == nil { state.end = error.map { .failure($0) } ?? .success(()) }
    }
  }

  func take() -> Item {
    state.withLock { state in
      if let event = state.waiting.popFirst() { return .event(event) }
      switch state.end {
      case .success: return .ended(nil)
      case .failure(let error): return .ended(error)
      case nil: return .empty
      }
    }
  }

  /// Returns when there may be something to take, or the task is cancelled.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          guard state.waiting.isEmpty, state.end == nil, !Task.isCancelled else { return true }
          state.reader = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      update { _ in }
    }
  }

  /// Changes the state, then lets the reader look again.
  private func update(_ change: (inout State) -> Void) {
    let reader = state.withLock { state in
      change(&state)
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume()
  }
}
