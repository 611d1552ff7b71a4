import Synchronization

/// A task that waits for a connection. Whoever is first of connection, timeout and cancellation
/// resumes it.
final class Waiter: Sendable {
  private enum State {
    case unarmed(Result<Connection, DatabaseError>?)
    case armed(CheckedContinuation<Connection, any Error>)
    case done
  }

  private let state = Mutex(State.unarmed(nil))

  func arm(_ continuation: CheckedContinuation<Connection, any Error>) {
    let early = state.withLock { state -> Result<Connection, DatabaseError>? in
      guard case .unarmed(let result) = state else { return nil }
      state = result == nil ? .armed(continuation) : .done
      return result
    }
    if let early { continuation.resume(with: early) }
  }

  /// False when it was resumed before; the connection is then still the caller's.
  func resume(returning connection: Connection) -> Bool { resume(with: .success(connection)) }

  func resume(throwing error: DatabaseError) { _ = resume(with: .failure(error)) }

  var isDone: Bool {
    state.withLock { state in
      if case .done = state { return true }
      return false
    }
  }

  private func resume(with result: Result<Connection, DatabaseError>) -> Bool {
    let continuation = state.withLock { state -> CheckedContinuation<Connection, any Error>?? in
      switch state {
      case .unarmed(nil):
        state = .unarmed(result)
        return .some(nil)
      case .armed(let continuation):
        state = .done
        return continuation
      case .unarmed, .done: return nil
      }
    }
    guard let continuation else { return false }
    continuation?.resume(with: result)
    return true
  }
}

/// First in, first out; those who gave up are passed over.
struct WaitingLine {
  private var line: [Waiter] = []
  private var head = 0

  var count: Int { line[head...].count { !$0.isDone } }
  var isEmpty: Bool { line[head...].allSatisfy(\.isDone) }

  mutating func append(_ waiter: Waiter) { line.append(waiter) }

  mutating func popFirst() -> Waiter? {
    while head < line.count {
      let waiter = line[head]
      head += 1
      if head > 32, head * 2 > line.count {
        line.removeFirst(head)
        head = 0
      }
      if !waiter.isDone { return waiter }
    }
    line.removeAll(keepingCapacity: true)
    head = 0
    return nil
  }

  mutating func removeAll() -> [Waiter] {
    defer { (line, head) = ([], 0) }
    return Array(line[head...])
  }
}
