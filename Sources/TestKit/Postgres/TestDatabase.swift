package import Database
import Foundation
package import Kernel
package import Logging
import Synchronization

/// A migrated database of its own for one test: a clone of a template that is migrated once per
/// process. Commits matter to nobody else. Dropped when the body ends.
///
///     try await TestDatabase.with { database in
///       let tenant = try await database.makeTenant()
///       try await database.app.execute(...)
///     }
package final class TestDatabase: Sendable {
  package let name: String
  package let cluster: PostgresCluster
  package let databases: Databases
  package let reactor: Reactor

  package var app: Database { databases.app }
  package var worker: Database { databases.worker }

  fileprivate init(name: String, cluster: PostgresCluster, databases: Databases, reactor: Reactor) {
    self.name = name
    self.cluster = cluster
    self.databases = databases
    self.reactor = reactor
  }

  package static func with<Value>(
    _ major: PostgresMajor = .newest, configure: @Sendable (inout DatabaseSettings) -> Void = { _ in },
    _ body: (TestDatabase) async throws -> Value
  ) async throws -> Value {
    let cluster = try await PostgresCluster.shared(major)
    let template = try await Templates.instance.template(on: cluster)
    let database = try await template.checkOut(configure)
    do {
      let value = try await body(database)
      await database.drop()
      return value
    } catch {
      await database.drop()
      throw error
    }
  }

  /// As `starling_owner`, `starling_app` or `starling_worker`.
  package func url(_ role: DatabaseRole) -> Redacted<String> { cluster.url(database: name, user: role.name) }

  /// As the cluster's superuser, whom row-level security does not hold: for looking behind it.
  package var superuser: Redacted<String> { cluster.url(database: name, user: "postgres") }

  /// A connection for plain SQL as the superuser, closed when the body ends.
  package func asSuperuser<Value>(_ body: (AdminConnection) async throws -> Value) async throws -> Value {
    let connection = try await AdminConnection.open(superuser, reactor: reactor)
    defer { connection.close() }
    return try await body(connection)
  }

  /// Makes tables that only this test needs, as migrations would.
  package func define(_ sql: String) async throws {
    try await asSuperuser { try await $0.run("SET ROLE starling_owner; SET search_path = public; \(sql)") }
  }

  package func database(_ role: DatabaseRole, configure: (inout DatabaseSettings) -> Void = { _ in }) -> Database {
    var settings = TestDatabase.settings(url(role), role)
    configure(&settings)
    return Database(settings, reactor: reactor, logger: .quiet)
  }

  static func settings(_ url: Redacted<String>, _ role: DatabaseRole) -> DatabaseSettings {
    // A test among many on a small machine may have to wait for its turn longer than a caller of the product should.
    DatabaseSettings(
      url: url, role: role, pool: PoolLimits(minimum: 1, maximum: 4, acquireTimeout: .seconds(60)),
      applicationName: "starling test")
  }

  private func drop() async {
    await app.close()
    await worker.close()
    await Templates.instance.drop(name, on: cluster)
  }
}

extension Logger {
  /// Logs nothing.
  package static let quiet = Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }
}

/// The migrated databases that tests are cloned from, one per server.
actor Templates {
  static let instance = Templates()
  private var templates: [ObjectIdentifier: Task<Template, any Error>] = [:]

  func template(on cluster: PostgresCluster) async throws -> Template {
    let key = ObjectIdentifier(cluster)
    if let made = templates[key] { return try await made.value }
    let task = Task { try await Template.make(on: cluster) }
    templates[key] = task
    return try await task.value
  }

  func drop(_ name: String, on cluster: PostgresCluster) async {
    try? await template(on: cluster).drop(name)
  }

  final class Template: Sendable {
    static let name = "starling_template"
    private let cluster: PostgresCluster
    private let reactor: Reactor
    private let admin: AdminConnection
    private let count = Atomic(0)

    private init(cluster: PostgresCluster, reactor: Reactor, admin: AdminConnection) {
      self.cluster = cluster
      self.reactor = reactor
      self.admin = admin
    }

    static func make(on cluster: PostgresCluster) async throws -> Template {
      let reactor = try Reactor()
      let admin = try await AdminConnection.open(cluster.url(database: "postgres", user: "postgres"), reactor: reactor)
      try await admin.run("CREATE DATABASE \(name)")
      let migrator = Migrator(
        url: cluster.url(database: name, user: "postgres"), folder: Checkout.migrations, reactor: reactor,
        logger: .quiet)
      try await migrator.run()
      return Template(cluster: cluster, reactor: reactor, admin: admin)
    }

    func checkOut(_ configure: @Sendable (inout DatabaseSettings) -> Void) async throws -> TestDatabase {
      let name = "test_\(count.add(1, ordering: .relaxed).newValue)"
      try await admin.run("CREATE DATABASE \(name) TEMPLATE \(Self.name) STRATEGY FILE_COPY")
      let pools = [DatabaseRole.app, .worker].map { role in
        var settings = TestDatabase.settings(cluster.url(database: name, user: role.name), role)
        configure(&settings)
        return Database(settings, reactor: reactor, logger: .quiet)
      }
      for pool in pools { try await pool.start() }
      let databases = Databases(app: pools[0], worker: pools[1])
      return TestDatabase(name: name, cluster: cluster, databases: databases, reactor: reactor)
    }

    func drop(_ name: String) async throws { try await admin.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }
  }
}
