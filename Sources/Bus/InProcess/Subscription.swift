import Contracts
import Kernel
import Synchronization

/// One reader's way from its position to the newest event, and along with it from there.
final class Subscription: Sendable {
  private enum Phase {
    case starting
    /// Reading pages of the outbox after this position.
    case catchingUp(after: Int64)
    case live
  }

  private let filter: EventFilter
  private let hub: Hub
  private let mailbox: Mailbox
  private let after: Int64?
  private let read: @Sendable (OrgID?, Int64) async throws -> [StoredEvent]
  private let head: @Sendable () async throws -> EventsHead
  private let pause: @Sendable () async throws -> Void
  private let phase: Mutex<Phase>

  init(
    _ filter: EventFilter, after: Int64?, hub: Hub,
    read: @escaping @Sendable (OrgID?, Int64) async throws -> [StoredEvent],
    head: @escaping @Sendable () async throws -> EventsHead, pause: @escaping @Sendable () async throws -> Void
  ) {
    self.filter = filter
    self.hub = hub
    self.after = after
    self.read = read
    self.head = head
    self.pause = pause
    let mailbox = Mailbox(filter)
    self.mailbox = mailbox
    // From now on means from now on, not from the first time somebody looks.
    phase = Mutex(after == nil && hub.join(mailbox, after: nil) ? .live : .starting)
  }

  deinit { hub.leave(mailbox) }

  func next() async throws -> BusEvent? {
    while !Task.isCancelled {
      switch mailbox.take() {
      case .event(let event): return event
      case .ended(let error): if let error { throw error } else { return nil }
      case .empty: try await proceed()
      }
    }
    return nil
  }

  private func proceed() async throws {
    switch phase.withLock({ $0 }) {
    case .starting: try await begin()
    case .catchingUp(let position): try await readPage(after: position)
    case .live: await mailbox.wait()
    }
  }

  /// A position that retention has passed, or that this database has not reached yet (it was
  /// restored), cannot be continued from.
  private func begin() async throws {
    let head = try await head()
    let from = after ?? head.newest
    guard from >= head.removed, from <= head.newest else { throw SubscriptionEnded.expired(newest: head.newest) }
    move(to: from)
  }

  private func readPage(after position: Int64) async throws {
    let events = try await read(filter.org, position)
    for event in events { mailbox.put(event, limit: .max) }
    guard let last = events.last else { return try await goOn(from: position) }
    move(to: last.position)
  }

  /// The org has nothing after the position, but the newest events of others lie further on: up to a
  /// head that was seen before a read that found nothing, there is nothing.
  private func goOn(from position: Int64) async throws {
    let newest = try await head().newest
    guard try await read(filter.org, position).isEmpty else { return }
    move(to: max(newest, position))
    if case .catchingUp = phase.withLock({ $0 }) { try await pause() }
  }

  private func move(to position: Int64) {
    mailbox.reached(position)
    let isLive = hub.join(mailbox, after: position)
    phase.withLock { $0 = isLive ? .live : .catchingUp(after: position) }
  }
}
