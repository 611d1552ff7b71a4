import Database
import Kernel
import Web

/// Whether this process can do its work now.
struct Readiness: Sendable {
  private let ground: Groundwork

  init(_ ground: Groundwork) { self.ground = ground }

  /// Named as an operator knows the parts.
  var checks: [ReadinessCheck] {
    [
      ReadinessCheck("database") { try check(ground.databases.app) },
      ReadinessCheck("worker database") { try check(ground.databases.worker) },
      ReadinessCheck("embedded postgres") { try await services() },
      ReadinessCheck("disk space") { try checkDisk() },
    ]
  }

  /// Postgres adds to its log in files of 16 MB, and ends when there is no room for one more.
  private static let room: Int64 = 64 << 20

  private func checkDisk() throws {
    guard try ground.config.data.freeBytes() >= Self.room else { throw Problem(.unavailable, "the disk is full") }
  }

  private func check(_ database: Database) throws {
    let health = database.health
    if let failure = health.lastFailure { throw Problem(.unavailable, "the database is away: \(failure)") }
  }

  private func services() async throws {
    // Without a model server drafts are composed: only the database is needed to be of use.
    for status in await ground.supervisor.statuses where status.name == "postgres" && status.state != .ready {
      throw Problem(.unavailable, "Postgres is not ready")
    }
  }
}
