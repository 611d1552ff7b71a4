import Contracts
import Foundation
import Kernel
import Synchronization

/// A bus that a test writes to. It keeps to the contract's order and filters; the real one has its own suite.
final class ScriptedBus: EventBus {
  private struct State {
    var stored: [StoredEvent] = []
    var watchers: [(EventFilter, AsyncThrowingStream<BusEvent, any Error>.Continuation)] = []
  }

  private let state = Mutex(State())
  private let joined: AsyncStream<Void>.Continuation
  let joins: AsyncStream<Void>

  init() { (joins, joined) = AsyncStream.makeStream() }

  func subscribe(_ filter: EventFilter, after position: Int64?) -> AsyncThrowingStream<BusEvent, any Error> {
    let (stream, continuation) = AsyncThrowingStream.makeStream(of: BusEvent.self)
    state.withLock { state in
      if let position {
        for event in state.stored where event.position > position && filter.matches(.stored(event)) {
          continuation.yield(.stored(event))
        }
      }
      state.watchers.append((filter, continuation))
    }
    joined.yield()
    return stream
  }

  func publishEphemeral(_ event: EphemeralEvent) { deliver(.ephemeral(event)) }

  func publish(
    _ position: Int64, _ subject: String, org: OrgID = People.org, brand: BrandID? = nil, payload: String = "{}"
  ) {
    let event = StoredEvent(
      position: position, id: EventID(IDSource.system.uuid()), org: org, brand: brand, subject: subject, version: 1,
      resource: "brief_1", time: Date(timeIntervalSince1970: 0), actor: "system:test", payload: Array(payload.utf8))
    state.withLock { $0.stored.append(event) }
    deliver(.stored(event))
  }

  func end(_ error: SubscriptionEnded) {
    state.withLock { for (_, watcher) in $0.watchers { watcher.finish(throwing: error) } }
  }

  private func deliver(_ event: BusEvent) {
    state.withLock { for (filter, watcher) in $0.watchers where filter.matches(event) { watcher.yield(event) } }
  }
}
