import Database
import Foundation
import Kernel
import Logging

struct PostgresCheck: Sendable {
  let config: Config
  let time: TimeSource
  let logger: Logger

  func findings() async -> [Finding] {
    switch config.database.choice {
    case .embedded: return [await embedded()]
    case .external(let owner, _, _): return await external(owner)
    }
  }

  private func embedded() async -> Finding {
    do {
      let account = try Account.forServices()
      let installation = try PostgresInstallation(runtime: RuntimeFolder.find(config.runtime))
      let postgres = EmbeddedPostgres(data: config.data, installation: installation, account: account)
      let version = try await postgres.tool("postgres", ["--version"]).runOrThrow()
      return .good("postgres", "embedded, \(version.trimmingCharacters(in: .newlines)), \(state(postgres))")
    } catch {
      return .fault("postgres", Self.words(error), "Run `make run`, or set DATABASE_URL to a server you have.")
    }
  }

  private func state(_ postgres: EmbeddedPostgres) -> String {
    if postgres.isReady { return "running" }
    return postgres.exists ? "stopped" : "made at the first start"
  }

  private func external(_ owner: Redacted<String>) async -> [Finding] {
    do {
      let reactor = try Reactor()
      defer { reactor.stop() }
      let connection = try await AdminConnection.open(owner, reactor: reactor, time: time)
      defer { connection.close() }
      return try await [version(connection), role(connection), encryption(connection)]
    } catch {
      return [
        .fault(
          "postgres", "The server of DATABASE_URL does not answer: \(Self.words(error))",
          "Check host, port, password and sslmode in DATABASE_URL.")
      ]
    }
  }

  private func version(_ connection: AdminConnection) async throws -> Finding {
    let text = try await connection.rows("SHOW server_version_num").first?.first ?? nil
    let number = text.flatMap(Int.init) ?? 0
    guard number >= 160_000 else {
      return .fault(
        "postgres", "The server is version \(number / 10_000).", "Starling needs 16 or newer: upgrade the server.")
    }
    return .good("postgres", "server version \(number / 10_000).\(number % 100)")
  }

  /// Row-level security is worth nothing under a role that it does not hold.
  private func role(_ connection: AdminConnection) async throws -> Finding {
    let sql =
      "SELECT rolcreaterole OR rolsuper, pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = current_user"
    let mayCreate = try await connection.rows(sql).first?.first ?? nil
    let roles = try await connection.rows(
      "SELECT count(*) FROM pg_roles WHERE rolname IN ('starling_owner', 'starling_app', 'starling_worker', 'starling_system')"
    )
    let made = roles.first?.first ?? nil
    guard mayCreate == "t" || made == "4" else {
      return .fault(
        "postgres roles", "DATABASE_URL's user may not create roles, and Starling's are not there.",
        "Give it CREATEROLE for the first start, or create the roles of db/migrations/roles.sql.")
    }
    return .good("postgres roles", made == "4" ? "all four are there" : "they are made at the first start")
  }

  private func encryption(_ connection: AdminConnection) async throws -> Finding {
    let rows = try await connection.rows("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    if rows.first?.first == "t" { return .good("postgres encryption", "TLS") }
    return .warning(
      "postgres encryption", "The connection is not encrypted.",
      "Add sslmode=verify-full unless the server is on this machine.")
  }

  static func words(_ error: any Error) -> String {
    (error as? Problem)?.detail ?? "\(error)"
  }
}
