package import Kernel
import Synchronization

/// One open transaction on one connection. Ended when the body that got it returns: later use throws
/// `DatabaseError.transactionEnded`. Tasks may share it; their statements go one after another.
package final class Transaction: Sendable {
  private enum State {
    /// BEGIN travels with the first statement.
    case planned
    case open(Connection)
    case ended
  }

  package let tenant: TenantContext?
  private let executor: StatementExecutor
  private let isolation: Isolation
  let rings: Rings
  private let state = Mutex(State.planned)
  private let gate = SerialGate()
  private let hooks = Mutex<[@Sendable () -> Void]>([])
  private let savepoints = Atomic(0)

  init(executor: StatementExecutor, tenant: TenantContext?, isolation: Isolation, bell: Bell) {
    self.executor = executor
    self.tenant = tenant
    self.isolation = isolation
    rings = Rings(bell)
  }

  package func query<Input, Row>(_ statement: Statement<Input, Row>, _ input: Input) async throws -> [Row] {
    try await run(statement, [input]).last?.rows(statement) ?? []
  }

  package func query<Row>(_ statement: Statement<Void, Row>) async throws -> [Row] { try await query(statement, ()) }

  /// The first row, or nil when there is none.
  package func first<Input, Row>(_ statement: Statement<Input, Row>, _ input: Input) async throws -> Row? {
    try await run(statement, [input]).last?.firstRow(statement)
  }

  package func first<Row>(_ statement: Statement<Void, Row>) async throws -> Row? { try await first(statement, ()) }

  /// The number of rows that were written or found.
  @discardableResult
  package func execute<Input, Row>(_ statement: Statement<Input, Row>, _ input: Input) async throws -> Int {
    try await run(statement, [input]).last?.affectedRows ?? 0
  }

  @discardableResult
  package func execute<Row>(_ statement: Statement<Void, Row>) async throws -> Int { try await execute(statement, ()) }

  /// Runs one statement for each input in a single round trip. The rows written, in order of inputs.
  @discardableResult
  package func executeEach<Input, Row>(_ statement: Statement<Input, Row>, _ inputs: [Input]) async throws -> [Int] {
    inputs.isEmpty ? [] : try await run(statement, inputs).map(\.affectedRows)
  }

  /// Undoes what `body` did when it throws, and leaves the transaction usable.
  package func savepoint<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    let name = "sp\(savepoints.add(1, ordering: .relaxed).newValue)"
    try await control("SAVEPOINT \(name)")
    do {
      let value = try await body()
      try await control("RELEASE SAVEPOINT \(name)")
      return value
    } catch {
      try await control("ROLLBACK TO SAVEPOINT \(name)")
      throw error
    }
  }

  /// Runs `work` once the transaction has committed, before `transaction` returns; never after a rollback.
  /// It must be quick and cannot fail: a crash in between loses it, so it may only wake or hint.
  package func afterCommit(_ work: @escaping @Sendable () -> Void) { hooks.withLock { $0.append(work) } }

  // MARK: Running

  private func run<Input, Row>(_ statement: Statement<Input, Row>, _ inputs: [Input]) async throws -> [ResultSet] {
    let commands = try inputs.map { try executor.command(statement, $0, as: tenant) }
    return try await executor.observed(statement.name) { try await self.send(commands) }
  }

  private func control(_ sql: String) async throws {
    _ = try await send([Command(sql: sql, prepared: false)])
  }

  private func send(_ commands: [Command]) async throws -> [ResultSet] {
    try await gate.run {
      switch self.state.withLock({ $0 }) {
      case .planned: try await self.begin(with: commands)
      case .open(let connection): try await self.send(commands, on: connection)
      case .ended: throw DatabaseError.transactionEnded
      }
    }
  }

  /// BEGIN, the tenant and the first commands in one go. Nothing is committed yet, so a connection
  /// that turns out to be broken is replaced.
  private func begin(with commands: [Command]) async throws -> [ResultSet] {
    let opening = [Command(sql: "BEGIN ISOLATION LEVEL \(isolation.rawValue)", prepared: false)]
    let batch = opening + executor.prelude(tenant) + commands
    for attempt in 1... {
      let connection = try await executor.pool.acquire()
      state.withLock { $0 = .open(connection) }
      do {
        return Array(try await send(batch, on: connection).suffix(commands.count))
      } catch DatabaseError.unavailable where attempt < 3 {
        executor.pool.release(connection)
        state.withLock { $0 = .planned }
      }
    }
    throw DatabaseError.unavailable("the connection broke again and again")
  }

  private func send(_ commands: [Command], on connection: Connection) async throws -> [ResultSet] {
    do {
      return try await connection.run(Batch(commands, limit: executor.limit))
    } catch ConnectionFault.lost(let reason, _) {
      // Whatever it did is undone: it was not committed.
      throw DatabaseError.unavailable(reason)
    }
  }

  // MARK: Ending

  func commit() async throws {
    try await gate.run {
      guard case .open(let connection) = self.end() else { return }
      defer { self.executor.pool.release(connection) }
      do {
        let batch = Batch(
          [Command(sql: "COMMIT", prepared: self.executor.settings.preparedStatements)], limit: self.executor.limit)
        let tag = try await connection.runToTheEnd(batch).last?.tag
        guard tag == "COMMIT" else {
          throw DatabaseError.other(sqlstate: "25P02", message: "a statement had failed before, so nothing was kept")
        }
      } catch ConnectionFault.lost(let reason, _) {
        throw DatabaseError.outcomeUnknown(reason)
      } catch DatabaseError.unavailable(let reason) {
        throw DatabaseError.outcomeUnknown(reason)
      }
    }
    for work in hooks.withLock({ $0 }) { work() }
  }

  /// Does nothing after `commit`. A connection that cannot roll back is closed, which does the same.
  func rollback() async {
    await gate.run {
      guard case .open(let connection) = self.end() else { return }
      if connection.isOpen, !connection.isReusable {
        let batch = Batch([Command(sql: "ROLLBACK", prepared: false)], limit: self.executor.settings.networkGrace)
        _ = try? await connection.runToTheEnd(batch)
      }
      self.executor.pool.release(connection)
    }
  }

  private func end() -> State {
    state.withLock { state in
      defer { state = .ended }
      return state
    }
  }
}
