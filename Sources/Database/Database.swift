import Foundation
package import Kernel
package import Logging

/// One pool of connections that all log in as one role. `app` serves requests, `worker` runs jobs;
/// both stand under row-level security, and both are refused at the start if they do not.
///
/// Nothing here blocks a cooperative thread, and every wait ends: with the task's cancellation, the
/// pool's acquire timeout or the statement's.
package final class Database: Sendable {
  package let settings: DatabaseSettings
  /// Rung after commits that gave others something to do.
  package let bell = Bell()
  let pool: ConnectionPool
  let executor: StatementExecutor

  /// Opens nothing yet; `start()` does.
  package init(
    _ settings: DatabaseSettings, reactor: Reactor, time: TimeSource = .system, random: RandomSource = .system,
    logger: Logger
  ) {
    self.settings = settings
    pool = ConnectionPool(settings, reactor: reactor, time: time, random: random, logger: logger)
    executor = StatementExecutor(pool: pool, settings: settings, time: time)
  }

  /// Opens the least number of connections and checks server and role. Throws `DatabaseError` when
  /// the server is away and `Problem(.internal)` in plain words when server or role are unfit.
  package func start() async throws {
    try await pool.start()
    try await withConnection { try await BootCheck(self.settings).run(on: $0) }
  }

  /// Lets running work finish, then closes every connection. Twice is fine, and so is before `start()`.
  package func close() async { await pool.close() }

  package var health: PoolHealth { pool.health }

  // MARK: A tenant's statements: one round trip each, under row-level security

  package func query<Input, Row>(
    _ statement: Statement<Input, Row>, _ input: Input, as tenant: TenantContext
  ) async throws -> [Row] {
    try await executor.run(statement, input, as: tenant).rows(statement)
  }

  package func query<Row>(_ statement: Statement<Void, Row>, as tenant: TenantContext) async throws -> [Row] {
    try await query(statement, (), as: tenant)
  }

  /// The first row, or nil when there is none.
  package func first<Input, Row>(
    _ statement: Statement<Input, Row>, _ input: Input, as tenant: TenantContext
  ) async throws -> Row? {
    try await executor.run(statement, input, as: tenant).firstRow(statement)
  }

  package func first<Row>(_ statement: Statement<Void, Row>, as tenant: TenantContext) async throws -> Row? {
    try await first(statement, (), as: tenant)
  }

  /// The number of rows that were written or found.
  @discardableResult
  package func execute<Input, Row>(
    _ statement: Statement<Input, Row>, _ input: Input, as tenant: TenantContext
  ) async throws -> Int {
    try await executor.run(statement, input, as: tenant).affectedRows
  }

  @discardableResult
  package func execute<Row>(_ statement: Statement<Void, Row>, as tenant: TenantContext) async throws -> Int {
    try await execute(statement, (), as: tenant)
  }

  // MARK: System statements: no tenant, so no tenant table shows a row

  package func query<Input, Row>(_ statement: Statement<Input, Row>, _ input: Input) async throws -> [Row] {
    try await executor.run(statement, input, as: nil).rows(statement)
  }

  package func query<Row>(_ statement: Statement<Void, Row>) async throws -> [Row] {
    try await query(statement, ())
  }

  package func first<Input, Row>(_ statement: Statement<Input, Row>, _ input: Input) async throws -> Row? {
    try await executor.run(statement, input, as: nil).firstRow(statement)
  }

  package func first<Row>(_ statement: Statement<Void, Row>) async throws -> Row? {
    try await first(statement, ())
  }

  @discardableResult
  package func execute<Input, Row>(_ statement: Statement<Input, Row>, _ input: Input) async throws -> Int {
    try await executor.run(statement, input, as: nil).affectedRows
  }

  @discardableResult
  package func execute<Row>(_ statement: Statement<Void, Row>) async throws -> Int {
    try await execute(statement, ())
  }

  // MARK: Transactions

  /// Runs `body` in one transaction on one connection: committed when it returns, rolled back when
  /// it throws or the task is cancelled. BEGIN and the tenant travel with the first statement.
  /// The body runs once; whoever can repeat it tries again when the error `isRetryable`.
  package func transaction<Value: Sendable>(
    as tenant: TenantContext, isolation: Isolation = .readCommitted,
    _ body: (Transaction) async throws -> Value
  ) async throws -> Value {
    try await runTransaction(tenant, isolation, body)
  }

  /// A transaction without a tenant: definer functions and the tables of schema `system`.
  package func systemTransaction<Value: Sendable>(
    isolation: Isolation = .readCommitted, _ body: (Transaction) async throws -> Value
  ) async throws -> Value {
    try await runTransaction(nil, isolation, body)
  }

  private func runTransaction<Value: Sendable>(
    _ tenant: TenantContext?, _ isolation: Isolation, _ body: (Transaction) async throws -> Value
  ) async throws -> Value {
    let transaction = Transaction(executor: executor, tenant: tenant, isolation: isolation, bell: bell)
    do {
      let value = try await body(transaction)
      try await transaction.commit()
      return value
    } catch {
      await transaction.rollback()
      throw error
    }
  }

  func withConnection<Value: Sendable>(_ body: (Connection) async throws -> Value) async throws -> Value {
    let connection = try await pool.acquire()
    do {
      let value = try await body(connection)
      pool.release(connection)
      return value
    } catch {
      pool.release(connection)
      throw error
    }
  }
}

/// What the program runs on: `app` for requests, `worker` for jobs.
package struct Databases: Sendable {
  package let app: Database
  package let worker: Database

  package init(app: Database, worker: Database) {
    self.app = app
    self.worker = worker
  }
}

package enum Isolation: String, Sendable {
  case readCommitted = "READ COMMITTED"
  case repeatableRead = "REPEATABLE READ"
  case serializable = "SERIALIZABLE"
}
