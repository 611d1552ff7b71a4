package import Kernel
import Synchronization

/// One open transaction on one connection. Ended when the body that got it returns: later use throws
/// `DatabaseError.transactionEnded`. Tasks may share it; their statements go one after another.
package final class Transaction: Sendable {
  package let tenant: TenantContext?
  private let executor: StatementExecutor
  private let isolation: Isolation
  let rings: Rings
  private let hooks = Mutex<[@Sendable () -> Void]>([])

  init(executor: StatementExecutor, tenant: TenantContext?, isolation: Isolation, bell: Bell) {
    self.executor = executor
    self.tenant = tenant
    self.isolation = isolation
    rings = Rings(bell)
  }

  package func query<Input, Row>(_ statement: Statement<Input, Row>, _ input: Input) async throws -> [Row] {
    throw DatabaseError.unavailable("unfinished")
  }

  package func query<Row>(_ statement: Statement<Void, Row>) async throws -> [Row] { try await query(statement, ()) }

  package func first<Input, Row>(_ statement: Statement<Input, Row>, _ input: Input) async throws -> Row? {
    throw DatabaseError.unavailable("unfinished")
  }

  package func first<Row>(_ statement: Statement<Void, Row>) async throws -> Row? { try await first(statement, ()) }

  @discardableResult
  package func execute<Input, Row>(_ statement: Statement<Input, Row>, _ input: Input) async throws -> Int {
    throw DatabaseError.unavailable("unfinished")
  }

  @discardableResult
  package func execute<Row>(_ statement: Statement<Void, Row>) async throws -> Int { try await execute(statement, ()) }

  /// Runs one statement for each input in a single round trip. The rows written, in order of inputs.
  @discardableResult
  package func executeEach<Input, Row>(_ statement: Statement<Input, Row>, _ inputs: [Input]) async throws -> [Int] {
    throw DatabaseError.unavailable("unfinished")
  }

  /// Undoes what `body` did when it throws, and leaves the transaction usable.
  package func savepoint<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    throw DatabaseError.unavailable("unfinished")
  }

  /// Runs `work` once the transaction has committed, before `transaction` returns; never after a rollback.
  /// It must be quick and cannot fail: a crash in between loses it, so it may only wake or hint.
  package func afterCommit(_ work: @escaping @Sendable () -> Void) { hooks.withLock { $0.append(work) } }

  func commit() async throws {}
  func rollback() async {}
}
