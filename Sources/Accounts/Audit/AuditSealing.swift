package import Database
package import Jobs
package import Kernel
package import Logging
package import ServiceLifecycle

/// Seals every second and anchors every minute, in the one process that leads.
package struct AuditSealing: Service {
  private let sealer: AuditSealer
  private let leader: Leader
  private let db: Database
  private let time: TimeSource
  private let logger: Logger

  package init(sealer: AuditSealer, leader: Leader, db: Database, time: TimeSource, logger: Logger) {
    self.sealer = sealer
    self.leader = leader
    self.db = db
    self.time = time
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      await leader.lead { _ in
        var round = 0
        while !Task.isCancelled {
          await attempt { try await sealer.sealAll() }
          if round % 60 == 0 { await attempt { try await sealer.anchor(try await orgs()) } }
          round += 1
          try await time.sleep(.seconds(1))
        }
      }
    }
  }

  private func orgs() async throws -> [OrgID] { try await db.query(AuditStatements.orgs) }

  /// A database that is away for a while must not end the sealing.
  private func attempt(_ work: () async throws -> Void) async {
    do { try await work() } catch is CancellationError {} catch {
      logger.warning("sealing the audit log failed; the next second tries again", metadata: ["error": "\(error)"])
    }
  }
}
