package import Database
package import Kernel
import Synchronization

/// What `/v1/operations` does: read, wait, cancel.
package final class Operations: Sendable {
  private let database: Database
  private let time: TimeSource
  private let bells: Waiters
  private let listening: DoorbellListening?

  package init(_ database: Database, doorbell: Doorbell?, time: TimeSource = .system) {
    self.database = database
    self.time = time
    let bells = Waiters()
    self.bells = bells
    listening = doorbell?.listen([.operations]) { _ in bells.ringAll() }
  }

  deinit { listening?.cancel() }

  /// `notFound` for one of another organisation or of a brand out of reach, as for none.
  package func get(_ id: OperationID, as tenant: TenantContext) async throws -> Operation {
    guard let operation = try await database.first(OperationStatements.byID, id, as: tenant) else {
      throw Problem.notFound("operation")
    }
    return operation
  }

  /// The operation as soon as it has ended, else as it is when the time is over (`Prefer: wait=N`).
  package func get(_ id: OperationID, wait: Duration, as tenant: TenantContext) async throws -> Operation {
    let deadline = time.monotonic() + wait
    let bell = bells.add()
    defer { bells.remove(bell) }
    while true {
      let operation = try await get(id, as: tenant)
      let left = deadline - time.monotonic()
      if operation.isFinished || left <= .zero || Task.isCancelled { return operation }
      await bell.wake.wait(atMost: min(left, .seconds(1)), time)
    }
  }

  package func cancel(_ id: OperationID, as tenant: TenantContext) async throws -> Operation {
    try await database.transaction(as: tenant) { try await $0.cancel(id) }
  }
}

/// Those who wait for some ring.
private final class Waiters: Sendable {
  struct Entry: Sendable {
    let key: Int
    let wake: Wake
  }

  private let state = Mutex<(next: Int, wakes: [Int: Wake])>((0, [:]))

  func add() -> Entry {
    let wake = Wake()
    return state.withLock { state in
      state.next += 1
      state.wakes[state.next] = wake
      return Entry(key: state.next, wake: wake)
    }
  }

  func remove(_ entry: Entry) { state.withLock { _ = $0.wakes.removeValue(forKey: entry.key) } }

  func ringAll() {
    for wake in state.withLock({ Array($0.wakes.values) }) { wake.ring() }
  }
}
