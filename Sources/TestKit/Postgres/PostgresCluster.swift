import Database
package import Foundation
package import Kernel
import Synchronization

/// A Postgres server of this test process alone, in a folder of its own, reached by its unix socket.
/// It ends when the process ends, in whatever way; what a killed process left is cleared by the next.
///
/// Its defaults are hostile: another zone and date style than the code expects, and no durability.
package final class PostgresCluster: Sendable {
  package let major: PostgresMajor
  package let folder: URL
  private let child: PostgresChild
  private let configuration: [String]

  private init(major: PostgresMajor, folder: URL, child: PostgresChild, configuration: [String]) {
    self.major = major
    self.folder = folder
    self.child = child
    self.configuration = configuration
  }

  /// The server of this process, started by whoever asks first.
  package static func shared(_ major: PostgresMajor = .newest) async throws -> PostgresCluster {
    try await SharedClusters.instance.cluster(major)
  }

  /// A server that the caller stops, restarts and breaks as it likes.
  package static func start(_ major: PostgresMajor = .newest, settings: [String] = []) async throws -> PostgresCluster {
    try await blocking {
      StaleClusters.clear()
      let account = try ServiceAccount.current()
      let folder = try ClusterFolder.create(for: account)
      let programs = try PostgresPrograms(major)
      try run(Self.initdb(programs, folder, major), as: account)
      let configuration = hostileDefaults + settings
      let child = try PostgresChild(programs, folder, configuration, account)
      return PostgresCluster(major: major, folder: folder, child: child, configuration: configuration)
    }
  }

  /// A connection string for a database of this server.
  package func url(database: String, user: String) -> Redacted<String> {
    Redacted("host=\(folder.path) dbname=\(database) user=\(user)")
  }

  /// Ends the server as `pg_ctl stop` would, and removes its folder.
  package func stop() async {
    await blockingQuietly {
      self.child.stop(SIGINT)
      try? FileManager.default.removeItem(at: self.folder)
    }
  }

  /// Stops and starts it. `SIGINT` is a fast shutdown, `SIGQUIT` a crash.
  package func restart(_ signal: Int32 = SIGINT, whileDown: @Sendable () async throws -> Void = {}) async throws {
    await blockingQuietly { self.child.stop(signal) }
    try await whileDown()
    try await blocking { try self.child.start() }
  }

  private static let hostileDefaults = [
    "listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off",
    "shared_buffers=64MB", "max_connections=200", "max_wal_size=1GB", "TimeZone=Pacific/Chatham",
    "DateStyle=SQL, DMY", "bytea_output=escape", "log_min_messages=warning", "log_min_error_statement=panic",
    "wal_level=minimal", "max_wal_senders=0",
  ]

  private static func initdb(_ programs: PostgresPrograms, _ folder: URL, _ major: PostgresMajor) -> [String] {
    let locale = major == .newest ? ["--locale-provider=builtin", "--locale=C.UTF-8"] : ["--locale=C"]
    return [programs.path("initdb"), "-D", folder.path + "/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"]
      + locale
  }

  private static func run(_ command: [String], as account: ServiceAccount?) throws {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
    process.arguments = (account?.prefix() ?? []) + ["--pdeathsig=KILL"] + command
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Problem(.internal, "initdb failed: \(String(decoding: text, as: UTF8.self))")
    }
  }
}

/// Runs what blocks on a thread of its own, never on the cooperative pool.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}

func blockingQuietly(_ body: @escaping @Sendable () -> Void) async {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread {
      body()
      continuation.resume()
    }
  }
}

private actor SharedClusters {
  static let instance = SharedClusters()
  private var clusters: [PostgresMajor: Task<PostgresCluster, any Error>] = [:]

  func cluster(_ major: PostgresMajor) async throws -> PostgresCluster {
    if let running = clusters[major] { return try await running.value }
    let task = Task { try await PostgresCluster.start(major) }
    clusters[major] = task
    return try await task.value
  }
}
