import Kernel

/// The work was not done in time.
struct DeadlinePassed: Error {}

enum Deadline {
  /// The result of `work`, or `DeadlinePassed` with the work cancelled. No limit when `limit` is nil.
  static func run<Value: Sendable>(
    _ limit: Duration?, _ time: TimeSource, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    guard let limit else { return try await work() }
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await time.sleep(limit)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let value = first else { throw DeadlinePassed() }
      return value
    }
  }
}
