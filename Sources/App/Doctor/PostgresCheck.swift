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
    case .external(let owner, let app, let worker):
      let logins = [
        (Setting.appDatabaseURL.name, DatabaseRole.app, app), (Setting.workerDatabaseURL.name, .worker, worker),
      ]
      let given = logins.compactMap { name, role, url in url.map { (name, role, $0) } }
      return await external(config.database.direct ?? owner, given)
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

  private typealias Login = (setting: String, role: DatabaseRole, url: Redacted<String>)

  private func external(_ owner: Redacted<String>, _ logins: [Login]) async -> [Finding] {
    do {
      let reactor = try Reactor()
      defer { reactor.stop() }
      let connection = try await AdminConnection.open(owner, reactor: reactor, time: time)
      defer { connection.close() }
      let rolesAreThere = try await roles(connection) == 4
      var all = try await [
        version(connection), await fitness(connection), role(connection, rolesAreThere), encryption(connection),
        connections(connection),
      ]
      for login in logins { all.append(await check(login, rolesAreThere, reactor)) }
      return all + pooler
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
  private func role(_ connection: AdminConnection, _ areThere: Bool) async throws -> Finding {
    let sql =
      "SELECT rolcreaterole OR rolsuper, pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = current_user"
    let mayCreate = try await connection.rows(sql).first?.first ?? nil
    guard mayCreate == "t" || areThere else {
      return .fault(
        "postgres roles", "DATABASE_URL's user may not create roles, and Starling's are not there.",
        "Give it CREATEROLE for the first start, or create the roles of db/migrations/roles.sql.")
    }
    return .good("postgres roles", areThere ? "all four are there" : "they are made at the first start")
  }

  private func roles(_ connection: AdminConnection) async throws -> Int {
    let sql =
      "SELECT count(*) FROM pg_roles WHERE rolname IN ('starling_owner', 'starling_app', 'starling_worker', 'starling_system')"
    return (try await connection.rows(sql).first?.first ?? nil).flatMap(Int.init) ?? 0
  }

  /// pgvector and UTF-8, in the words of the start that would refuse it.
  private func fitness(_ connection: AdminConnection) async -> Finding {
    do {
      try await connection.demandFit(for: .owner)
      return .good("postgres database", "UTF-8, and pgvector can be had")
    } catch {
      return .fault("postgres database", Self.words(error), "Start again once that is done.")
    }
  }

  /// Whether a login of the operator's own would be refused at the start.
  private func check(_ login: Login, _ rolesAreThere: Bool, _ reactor: Reactor) async -> Finding {
    do {
      let connection = try await AdminConnection.open(login.url, reactor: reactor, time: time)
      defer { connection.close() }
      guard rolesAreThere else {
        return .warning(
          login.setting, "It logs in, but \(login.role.name) is not made yet, so its rights cannot be judged.",
          "Run `bin/starling migrate`, grant it \(login.role.name), then look again.")
      }
      try await connection.demandFit(for: login.role)
      return .good(login.setting, "logs in, and is safe to run on")
    } catch {
      return .fault(
        login.setting, Self.words(error), "Check it, or leave it out: Starling then makes a login by itself.")
    }
  }

  private func connections(_ connection: AdminConnection) async throws -> Finding {
    let most = (try await connection.rows("SHOW max_connections").first?.first ?? nil).flatMap(Int.init) ?? 0
    let needed = 2 * config.database.pool + 3
    let text = "\(most) allowed, \(needed) used by each process of this program"
    guard most >= needed + 3 else {
      return .fault(
        "postgres connections", "\(text).", "Raise the server's max_connections, or set DATABASE_POOL lower.")
    }
    return .good("postgres connections", text)
  }

  private var pooler: [Finding] {
    guard !config.database.prepared, config.database.direct == nil else { return [] }
    return [
      .warning(
        "postgres pooler",
        "DATABASE_PREPARED is off, as for a transaction pooler, which keeps no session for LISTEN and migrations.",
        "Set DATABASE_DIRECT_URL to the server itself; until then processes hear of each other's work within a second.")
    ]
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
