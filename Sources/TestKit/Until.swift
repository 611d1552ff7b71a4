import Kernel

/// Returns when the condition holds; the test's own time limit ends what never does.
///
/// It looks again after a short rest: a test that asked without one would take a core from the very thing it waits for,
/// and from all the tests beside it.
package func until(_ condition: () async throws -> Bool) async throws {
  while try await !condition() { try await TimeSource.system.sleep(.milliseconds(5)) }
}
