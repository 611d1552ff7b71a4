package import Database
import Foundation
package import Kernel
package import Logging
import ServiceLifecycle

/// A job of the installation that is enqueued again and again.
package struct Schedule: Sendable {
  /// What happens to ticks that nobody was there to fire.
  package enum Missed: Sendable, Hashable {
    /// One run for all of them together.
    case runOnce
    /// None; the next tick is the next run.
    case skip
  }

  package let name: String
  package let cron: Cron
  package let missed: Missed
  let draft: JobDraft

  /// - Parameter name: stable for ever; what has fired is remembered under it.
  package init(_ name: String, _ cron: Cron, missed: Missed = .runOnce, _ args: some SystemJobArgs) throws {
    self.name = name
    self.cron = cron
    self.missed = missed
    draft = try JobDraft(args, JobOptions(priority: .background))
  }

  /// What to fire at `now`, when `last` was the last tick that counted: the newest due tick, and
  /// whether it gets a job. A tick counts as missed when a whole further tick has passed.
  func due(at now: Date, last: Date) -> (tick: Date, fires: Bool)? {
    guard var tick = cron.next(after: last), tick <= now else { return nil }
    var passed = 1
    while let further = cron.next(after: tick), further <= now {
      tick = further
      passed += 1
    }
    return (tick, passed == 1 || missed == .runOnce)
  }
}

/// Fires schedules, on one leader. Each tick moves the schedule's row and adds its job in one
/// transaction that only succeeds from the tick before, so that not even two leaders fire twice.
package final class Scheduler: Service {
  private let database: Database
  private let schedules: [Schedule]
  private let leader: Leader
  private let time: TimeSource
  private let logger: Logger

  package init(
    _ database: Database, _ schedules: [Schedule], time: TimeSource = .system, ids: IDSource = .system, logger: Logger
  ) {
    self.database = database
    self.schedules = schedules
    self.time = time
    self.logger = logger
    leader = Leader(database, name: "scheduler", time: time, ids: ids, logger: logger)
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      await self.leader.lead { _ in
        while !Task.isCancelled {
          await self.fireDue()
          try await self.time.sleep(.seconds(1))
        }
      }
    }
  }

  /// Fires what is due by the database's clock. Safe to call at any time, by anybody.
  package func fireDue() async {
    for schedule in schedules {
      do {
        try await fire(schedule)
      } catch {
        guard !Task.isCancelled else { return }
        logger.warning("a schedule could not fire", metadata: ["schedule": "\(schedule.name)", "error": "\(error)"])
      }
    }
  }

  private func fire(_ schedule: Schedule) async throws {
    try await database.systemTransaction { tx in
      guard let state = try await tx.first(ScheduleStatements.state, schedule.name),
        let (tick, fires) = schedule.due(at: state.now, last: state.last)
      else { return }
      let move = TickMove(name: schedule.name, from: state.last, to: tick)
      guard try await tx.execute(ScheduleStatements.move, move) == 1, fires else { return }
      try await tx.enqueue(installation: schedule.draft)
    }
  }
}

struct ScheduleState: Sendable {
  let now: Date
  let last: Date
}

struct TickMove: Sendable {
  let name: String
  let from: Date
  let to: Date
}

package enum ScheduleStatements: StatementList {
  package static let all = AnyStatement.list(state, move)

  /// A schedule that is new begins now.
  static let state = Statement<String, ScheduleState>.system(
    "schedule.state",
    """
    INSERT INTO system.schedules AS s (name, last_tick) VALUES ($1, date_trunc('minute', clock_timestamp()))
    ON CONFLICT (name) DO UPDATE SET name = s.name
    RETURNING clock_timestamp(), last_tick
    """,
    by: .worker,
    bind: { name, parameters in parameters.append(name) },
    row: { ScheduleState(now: try $0.date(), last: try $0.date()) })

  static let move = Statement<TickMove, Void>.system(
    "schedule.move",
    "UPDATE system.schedules SET last_tick = $3, fired_at = clock_timestamp() WHERE name = $1 AND last_tick = $2",
    by: .worker,
    bind: { move, parameters in
      parameters.append(move.name)
      parameters.append(move.from)
      parameters.append(move.to)
    })
}
