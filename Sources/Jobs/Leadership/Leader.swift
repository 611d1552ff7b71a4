package import Database
import Foundation
package import Kernel
package import Logging

/// Lets one process among many do what only one may do at a time.
///
/// Leadership is a lease on the database's time. A leader that dies is replaced when it ends (5 s by
/// default), one that stops in order at once. A leader can be replaced without noticing, for example
/// after a long pause of its machine: what it leads must therefore refuse an old `fence`, or be safe
/// by itself.
package struct Leader: Sendable {
  private let database: Database
  private let name: String
  private let lease: Duration
  private let time: TimeSource
  private let holder: UUID
  private let logger: Logger

  package init(
    _ database: Database, name: String, lease: Duration = .seconds(5), time: TimeSource = .system,
    ids: IDSource = .system, logger: Logger
  ) {
    self.database = database
    self.name = name
    self.lease = lease
    self.time = time
    holder = ids.uuid()
    self.logger = logger
  }

  /// Until the task is cancelled: waits to be elected, runs `body` while it leads, cancels `body`
  /// when it no longer does, and waits again. A body that returns or throws gives leadership up.
  package func lead(_ body: @escaping @Sendable (_ fence: Int64) async throws -> Void) async {
    while !Task.isCancelled {
      if let fence = try? await campaign() {
        logger.info("leads", metadata: ["role": "\(name)", "fence": "\(fence)"])
        await serve(fence, body)
      }
      try? await time.sleep(lease / 3)
    }
  }

  /// The fence when elected or confirmed; nil when somebody else leads.
  package func campaign() async throws -> Int64? {
    try await database.first(LeaderStatements.campaign, candidacy)
  }

  /// Lets somebody else lead at once.
  package func resign() async {
    _ = try? await database.execute(LeaderStatements.resign, candidacy)
  }

  private var candidacy: Candidacy { Candidacy(name: name, holder: holder, lease: lease) }

  private func serve(_ fence: Int64, _ body: @escaping @Sendable (Int64) async throws -> Void) async {
    await withTaskGroup { group in
      group.addTask {
        do { try await body(fence) } catch  where !Task.isCancelled {
          logger.error("the leader's work failed", metadata: ["role": "\(name)", "error": "\(error)"])
        } catch {}
      }
      group.addTask { await self.holdOn(to: fence) }
      await group.next()
      group.cancelAll()
    }
    await Task { await resign() }.value
  }

  /// Returns when leadership is lost, at the latest when our own clock says that the lease is over.
  private func holdOn(to fence: Int64) async {
    var deadline = time.monotonic() + lease
    while !Task.isCancelled, time.monotonic() < deadline {
      try? await time.sleep(lease / 3)
      let asked = time.monotonic()
      do {
        guard try await campaign() == fence else { return }
        deadline = asked + lease
      } catch { continue }
    }
  }
}

struct Candidacy: Sendable {
  let name: String
  let holder: UUID
  let lease: Duration
}

package enum LeaderStatements: StatementList {
  package static let all = AnyStatement.list(campaign, resign)

  /// No row comes back while somebody else's lease runs.
  static let campaign = Statement<Candidacy, Int64>.system(
    "leader.campaign",
    """
    INSERT INTO system.leaders AS l (name, holder, until)
    VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
    ON CONFLICT (name) DO UPDATE SET
      fence = CASE WHEN l.holder = EXCLUDED.holder AND l.until >= clock_timestamp() THEN l.fence ELSE l.fence + 1 END,
      holder = EXCLUDED.holder, until = EXCLUDED.until
    WHERE l.holder = EXCLUDED.holder OR l.until < clock_timestamp()
    RETURNING fence
    """,
    by: .worker,
    bind: { candidacy, parameters in
      parameters.append(candidacy.name)
      parameters.append(uuid: candidacy.holder)
      parameters.append(candidacy.lease.seconds)
    },
    row: { Int64(try $0.int()) })

  static let resign = Statement<Candidacy, Void>.system(
    "leader.resign", "UPDATE system.leaders SET until = '-infinity' WHERE name = $1 AND holder = $2", by: .worker,
    bind: { candidacy, parameters in
      parameters.append(candidacy.name)
      parameters.append(uuid: candidacy.holder)
    })
}
