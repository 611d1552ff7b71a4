package import Kernel

/// Where a pool connects, as whom, and how long it waits.
package struct DatabaseSettings: Sendable {
  /// A libpq connection string or URL; `sslmode` and the rest mean what libpq's manual says.
  package var url: Redacted<String>
  package var role: DatabaseRole
  package var pool: PoolLimits
  /// The server ends a statement after this; the client gives the connection up `networkGrace` later.
  package var statementTimeout: Duration
  package var connectTimeout: Duration
  package var networkGrace: Duration
  /// Off for a pooler that hands out a server connection per transaction (PgBouncer before 1.21).
  package var preparedStatements: Bool
  /// Shown in `pg_stat_activity`.
  package var applicationName: String

  package init(
    url: Redacted<String>, role: DatabaseRole, pool: PoolLimits = PoolLimits(),
    statementTimeout: Duration = .seconds(15), connectTimeout: Duration = .seconds(5),
    networkGrace: Duration = .seconds(5), preparedStatements: Bool = true, applicationName: String = "starling"
  ) {
    self.url = url
    self.role = role
    self.pool = pool
    self.statementTimeout = statementTimeout
    self.connectTimeout = connectTimeout
    self.networkGrace = networkGrace
    self.preparedStatements = preparedStatements
    self.applicationName = applicationName
  }
}

package enum DatabaseRole: String, Sendable, CaseIterable {
  /// Migrations and maintenance; owns the tables.
  case owner
  case app
  case worker

  package var name: String { "starling_" + rawValue }
}

package struct PoolLimits: Sendable {
  /// Kept open even when idle.
  package var minimum: Int
  package var maximum: Int
  /// How long a task waits for a free connection, a restart of the server included.
  package var acquireTimeout: Duration
  /// A connection above the minimum is closed after so long without work.
  package var idleTimeout: Duration

  package init(
    minimum: Int = 1, maximum: Int = 8, acquireTimeout: Duration = .seconds(10), idleTimeout: Duration = .seconds(300)
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.acquireTimeout = acquireTimeout
    self.idleTimeout = idleTimeout
  }
}

package struct PoolHealth: Sendable, Equatable {
  package var open: Int
  package var idle: Int
  package var waiting: Int
  /// Why the last attempt to connect failed; nil since one succeeded.
  package var lastFailure: String?

  package init(open: Int, idle: Int, waiting: Int, lastFailure: String?) {
    self.open = open
    self.idle = idle
    self.waiting = waiting
    self.lastFailure = lastFailure
  }
}
