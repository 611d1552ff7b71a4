package import Foundation
package import Kernel

/// A Postgres cluster that belongs to one data folder: reached only by a unix socket, and only by
/// the accounts that run it and us. No password exists.
package struct EmbeddedPostgres: Sendable {
  package let installation: PostgresInstallation
  package let cluster: URL
  package let socketFolder: URL
  private let data: DataFolder
  private let account: Account?
  private let connections: Int

  package static let databaseName = "starling"

  /// - Parameter pool: the connections of a process for requests, and as many for jobs.
  package init(data: DataFolder, installation: PostgresInstallation, account: Account?, pool: Int = 8) {
    self.data = data
    self.installation = installation
    self.account = account
    connections = PostgresSettings.connections(pool: pool)
    cluster = data.postgres.appendingPathComponent(String(installation.major), isDirectory: true)
    socketFolder = SocketFolder.place(in: data)
  }

  /// The cluster that the data folder has, of whatever major version. Throws `Problem(.conflict)` when it has none,
  /// and `Problem(.unavailable)` when that version's programs are not installed.
  static func found(_ config: Config, _ account: Account?) throws -> EmbeddedPostgres {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: config.data.postgres.path)) ?? []
    guard let major = names.compactMap(Int.init).max() else {
      throw Problem(
        .conflict,
        "There is no database in \(config.data.root.path). Name the data folder of your Starling with --data.")
    }
    let installation = try PostgresInstallation(runtime: RuntimeFolder.find(config.runtime), major: major)
    return EmbeddedPostgres(
      data: config.data, installation: installation, account: account, pool: config.database.pool)
  }

  /// A libpq connection string for a role: `postgres` (superuser), `starling_owner`, `starling_app`
  /// or `starling_worker`.
  package func url(role: String, database: String = databaseName) -> Redacted<String> {
    Redacted("host='\(socketFolder.path)' dbname=\(database) user=\(role)")
  }

  package func service() -> ServiceSpec {
    let program = ChildProgram(
      executable: installation.program("postgres"), arguments: ["-D", cluster.path],
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"], account: account,
      // A fast shutdown: connections end, nothing is lost.
      parentDeathSignal: SIGINT, log: data.logs.appendingPathComponent("postgres.log"))
    var spec = ServiceSpec(name: "postgres", program: program, isHealthy: { isReady })
    spec.stopSignal = SIGINT
    // Requests wait for the database as long as the pool's acquire timeout: it must be tried again well before.
    spec.restart.most = .seconds(2)
    spec.restart.steadyAfter = .seconds(5)
    spec.startLimit = .seconds(300)  // crash recovery replays up to max_wal_size
    spec.prepare = { try await prepare() }
    return spec
  }

  /// Creates the cluster when there is none, writes its configuration, and clears what a crash left.
  package func prepare() async throws {
    try SocketFolder.create(socketFolder, owner: account)
    if !exists { try await makeCluster() }
    try writeConfiguration(in: cluster)
    try LockFile(cluster: cluster).removeIfStrangers()
  }

  package var exists: Bool {
    FileManager.default.fileExists(atPath: cluster.appendingPathComponent("PG_VERSION").path)
  }

  /// The postmaster says in its lock file when it takes connections, and its socket does answer.
  package var isReady: Bool {
    LockFile(cluster: cluster).status == "ready" && SocketFolder.answers(socketFolder)
  }

  private func makeCluster() async throws {
    if let older = try ClusterUpgrade.older(than: self, runtime: installation.runtime, data: data, account: account) {
      try await ClusterUpgrade(from: older, to: self).run()
    } else {
      try await create()
    }
  }

  /// In a folder beside the final one, so that a kill half-way leaves no half cluster.
  private func create() async throws {
    let draft = try await initialise()
    var single = tool("postgres", ["--single", "-j", "-D", draft.path, "postgres"])
    single.input = "CREATE DATABASE \(Self.databaseName);\n\n"
    try await single.runOrThrow()
    try FileManager.default.moveItem(at: draft, to: cluster)
  }

  /// An empty cluster beside the place of the final one.
  func initialise(_ more: [String] = []) async throws -> URL {
    let draft = cluster.appendingPathExtension("new")
    try? FileManager.default.removeItem(at: draft)
    let provider = installation.major >= 17 ? ["--locale-provider=builtin", "--locale=C.UTF-8"] : ["--locale=C"]
    try await tool(
      "initdb",
      ["-D", draft.path, "-U", "postgres", "--encoding=UTF8", "--auth=peer", "--no-instructions"] + provider + more
    ).runOrThrow()
    return draft
  }

  func writeConfiguration(in cluster: URL) throws {
    // Root too: it can become any account anyway, and runs `starling backup` beside us.
    let accounts: Set<String> = [Account.current, account?.name ?? Account.current, "root"]
    let files = [
      "postgresql.conf": PostgresSettings.configuration(
        socketFolder: socketFolder.path, connections: connections),
      "pg_hba.conf": PostgresSettings.access, "pg_ident.conf": PostgresSettings.identities(accounts: accounts),
    ]
    for (name, text) in files {
      let file = cluster.appendingPathComponent(name)
      try Data(text.utf8).write(to: file)
      try account?.own(file.path)
    }
  }

  func tool(_ program: String, _ arguments: [String]) -> Tool {
    Tool(executable: installation.program(program), arguments: arguments, account: account)
  }

  /// A client program as the superuser on the product's database.
  func client(_ program: String, _ arguments: [String]) -> Tool {
    tool(program, ["-h", socketFolder.path, "-U", "postgres", "-d", Self.databaseName] + arguments)
  }

  /// Hands a file to the account that runs the cluster.
  func own(_ file: URL) throws { try account?.own(file.path) }
}
