package import Database
package import Kernel

extension Database {
  /// Runs `body` in a transaction that is always undone: the quick way to test one act's SQL.
  package func rollingBack<Value: Sendable>(
    as tenant: TenantContext, _ body: (Transaction) async throws -> Value
  ) async throws -> Value {
    let box = Box<Value>()
    do {
      try await transaction(as: tenant) { transaction in
        box.value = try await body(transaction)
        throw Undo()
      }
    } catch is Undo {}
    guard let value = box.value else { throw Problem(.internal, "the body ended without a value") }
    return value
  }
}

private struct Undo: Error {}

private final class Box<Value> {
  var value: Value?
}
