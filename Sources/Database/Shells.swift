package import Kernel
package import Logging
package import Foundation

package final class Reactor: Sendable {
  package init() throws {}
  package func stop() {}
}
final class Connection: Sendable {}
final class ConnectionPool: Sendable {
  init(_ settings: DatabaseSettings, reactor: Reactor, time: TimeSource, random: RandomSource, logger: Logger) {}
  func start() async throws {}
  func close() async {}
  var health: PoolHealth { PoolHealth(open: 0, idle: 0, waiting: 0, lastFailure: nil) }
  func acquire() async throws -> Connection { Connection() }
  func release(_ connection: Connection) {}
}
struct Reply: Sendable {
  func rows<I, R>(_ statement: Statement<I, R>) throws -> [R] { [] }
  func firstRow<I, R>(_ statement: Statement<I, R>) throws -> R? { nil }
  var affectedRows: Int { 0 }
}
struct StatementExecutor: Sendable {
  init(pool: ConnectionPool, settings: DatabaseSettings, time: TimeSource) {}
  func run<I, R>(_ s: Statement<I, R>, _ input: I, as tenant: TenantContext?) async throws -> Reply {
    throw DatabaseError.unavailable("unfinished")
  }
}
struct BootCheck {
  init(_ settings: DatabaseSettings) {}
  func run(on connection: Connection) async throws {}
}
/// Brings a database's schema up to this program's. See `db/migrations`.
package struct Migrator: Sendable {
  package struct Report: Sendable, Equatable {
    package var applied: [String]
    package var postponed: [String]
  }
  /// `url`: a login that may create roles, or `starling_owner` itself.
  package init(url: Redacted<String>, folder: URL, reactor: Reactor, logger: Logger) {}
  package func run() async throws -> Report { throw DatabaseError.unavailable("unfinished") }
}
package enum ListenerEvent: Sendable, Equatable {
  /// LISTEN is in force (again): what was sent before may have been missed.
  case listening
  case notification(channel: String, payload: String)
}
/// LISTEN on a connection of its own, connected again whenever it breaks.
package final class Listener: Sendable {
  package init(
    url: Redacted<String>, channels: [String], reactor: Reactor, time: TimeSource = .system,
    random: RandomSource = .system, logger: Logger
  ) {}
  package func events() -> AsyncStream<ListenerEvent> { AsyncStream { $0.finish() } }
  package func stop() async {}
}
/// A transaction-scoped advisory lock: `pg_advisory_xact_lock` on a key made of a namespace and a text.
package struct AdvisoryKey: Sendable, Hashable {
  package let value: Int64
  package init(_ namespace: String, _ text: String) { value = 0 }
}
extension Transaction {
  /// Waits until nobody else holds the key; held until the transaction ends.
  package func lock(_ key: AdvisoryKey) async throws {}
  /// False at once when somebody else holds it.
  package func tryLock(_ key: AdvisoryKey) async throws -> Bool { false }
}
