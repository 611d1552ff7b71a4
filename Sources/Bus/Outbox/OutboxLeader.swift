package import Database
package import Jobs
package import Kernel
package import Logging
import ServiceLifecycle

/// Gives events their positions after commit, and removes old ones. One process does it at a time;
/// that two may for a moment is harmless, since the head's row lock and fence order them.
package final class OutboxLeader: Service {
  private let database: Database
  private let doorbell: Doorbell
  private let leader: Leader
  private let keep: Duration
  private let time: TimeSource
  private let logger: Logger
  private let wake = Wake()
  private let batch = 1000

  /// - Parameter keep: how long a reader may be away and still continue where it was.
  package init(
    _ database: Database, doorbell: Doorbell, keep: Duration = .seconds(7 * 24 * 3600), time: TimeSource = .system,
    ids: IDSource = .system, logger: Logger
  ) {
    self.database = database
    self.doorbell = doorbell
    self.keep = keep
    self.time = time
    self.logger = logger
    leader = Leader(database, name: "outbox", time: time, ids: ids, logger: logger)
  }

  package func run() async throws {
    let rings = doorbell.listen([.outbox]) { [wake] _ in wake.ring() }
    defer { rings.cancel() }
    await cancelWhenGracefulShutdown {
      await self.leader.lead { fence in
        try await withThrowingTaskGroup { group in
          group.addTask { try await self.givePositions(fence) }
          group.addTask { try await self.removeOld() }
          try await group.next()
          group.cancelAll()
        }
      }
    }
  }

  /// Ends with an error when a newer leader has taken over.
  private func givePositions(_ fence: Int64) async throws {
    var rest = Duration.seconds(1)
    while !Task.isCancelled {
      let pass = try await pass(fence)
      rest = pass.isWaiting ? min(.milliseconds(250), pass.given > 0 ? .milliseconds(5) : rest * 2) : .seconds(1)
      if pass.given < batch { await wake.wait(atMost: rest, time) }
      if rest > .milliseconds(250) { rest = .milliseconds(5) }
    }
  }

  /// One batch. Tells subscribers when there is something new.
  package func pass(_ fence: Int64) async throws -> (given: Int, isWaiting: Bool) {
    guard let result = try await database.first(BusStatements.position, (fence, batch)) else { return (0, false) }
    if result.given > 0 { doorbell.ring([.events]) }
    return (result.given, result.isWaiting)
  }

  private func removeOld() async throws {
    while !Task.isCancelled {
      while try await database.first(BusStatements.prune, (keep.seconds, batch)) == batch {}
      try await time.sleep(.seconds(600))
    }
  }
}
