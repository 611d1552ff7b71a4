package import Contracts
package import Database
package import Jobs
package import Kernel
package import Logging
import ServiceLifecycle
import Synchronization

/// The bus of one machine: reads the outbox once per process and hands events to its subscribers.
///
/// The newest events are kept in memory. A subscriber whose position lies before them reads the
/// outbox itself, page by page at its own speed, until it reaches them; then it is handed each new
/// event. Both steps happen under one lock, so none is missed and none comes twice.
///
/// Ephemeral events reach subscribers of this process only.
package final class InProcessBus: EventBus, Service {
  let database: Database
  private let doorbell: Doorbell
  private let time: TimeSource
  private let logger: Logger
  private let wake = Wake()
  let hub: Hub
  private let page = 500
  private let observe: @Sendable ([StoredEvent]) -> Void

  /// - Parameters:
  ///   - recent: events kept in memory.
  ///   - queue: how far a subscriber may fall behind the newest event before it is dropped.
  ///   - observe: sees every org's events as this process reads them; for counting, and must not wait.
  package init(
    _ database: Database, doorbell: Doorbell, recent: Int = 4096, queue: Int = 1024, time: TimeSource = .system,
    logger: Logger, observe: @escaping @Sendable ([StoredEvent]) -> Void = { _ in }
  ) {
    self.observe = observe
    self.database = database
    self.doorbell = doorbell
    self.time = time
    self.logger = logger
    hub = Hub(recent: recent, queue: queue)
  }

  package func subscribe(
    _ filter: EventFilter, after position: Int64?
  ) -> AsyncThrowingStream<BusEvent, any Error> {
    let subscription = Subscription(filter, after: position, hub: hub, read: read, head: head) { [time] in
      try await time.sleep(.milliseconds(50))
    }
    return AsyncThrowingStream { try await subscription.next() }
  }

  package func publishEphemeral(_ event: EphemeralEvent) { hub.offer(event) }

  /// Reads the outbox until the task is cancelled or the service group shuts down; then every
  /// subscription ends.
  package func run() async throws {
    let rings = doorbell.listen([.events]) { [wake] _ in wake.ring() }
    defer { rings.cancel() }
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.catchUp()
        await self.wake.wait(atMost: .seconds(1), self.time)
      }
    }
    hub.end()
  }

  private func catchUp() async {
    do {
      if hub.tail == nil { hub.begin(at: try await head().newest) }
      while let tail = hub.tail {
        let events = try await read(nil, after: tail)
        hub.offer(events)
        observe(events)
        guard events.count == page else { return }
      }
    } catch is CancellationError {
    } catch {
      logger.warning("cannot read events, trying again", metadata: ["error": "\(error)"])
    }
  }

  private func read(_ org: OrgID?, after position: Int64) async throws -> [StoredEvent] {
    try await database.query(BusStatements.read, EventsPage(org: org, after: position, limit: page))
  }

  private func head() async throws -> EventsHead {
    try await database.first(BusStatements.head) ?? EventsHead(newest: 0, removed: 0)
  }
}
