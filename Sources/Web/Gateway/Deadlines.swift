import Kernel
import Synchronization

/// The work was not done in time.
struct DeadlinePassed: Error {}

/// Ends works that take too long. One sleeping task watches over all of them, since nearly every work ends long
/// before its time.
final class Deadlines: Sendable {
  private struct State {
    var watched: [UInt64: (due: ContinuousClock.Instant, end: WorkEnd)] = [:]
    var number: UInt64 = 0
    /// When the task that sleeps now will look.
    var wakes: ContinuousClock.Instant?

    /// Whether nobody looks so soon; from now on somebody does.
    mutating func mustWake(at due: ContinuousClock.Instant) -> Bool {
      if let wakes, wakes <= due { return false }
      wakes = due
      return true
    }
  }

  private let state = Mutex(State())
  private let time: TimeSource

  init(_ time: TimeSource) { self.time = time }

  /// The result of `work`, or `DeadlinePassed` with the work cancelled. No limit when `limit` is nil.
  func run<Value: Sendable>(
    _ limit: Duration?, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    guard let limit else { return try await work() }
    return try await withThrowingTaskGroup(of: Value.self) { group in
      let end = WorkEnd()
      let number = watch(end, until: time.monotonic() + limit)
      defer { forget(number) }
      group.addTask {
        defer { end.reached(inTime: true) }
        return try await work()
      }
      guard await end.isInTime, let value = try await group.next() else {
        group.cancelAll()
        throw DeadlinePassed()
      }
      return value
    }
  }

  private func watch(_ end: WorkEnd, until due: ContinuousClock.Instant) -> UInt64 {
    let (number, isSoonest) = state.withLock { state in
      state.number += 1
      state.watched[state.number] = (due, end)
      return (state.number, state.mustWake(at: due))
    }
    if isSoonest { look(at: due) }
    return number
  }

  private func forget(_ number: UInt64) { state.withLock { _ = $0.watched.removeValue(forKey: number) } }

  private func look(at due: ContinuousClock.Instant) {
    Task.detached { [weak self, time] in
      try? await time.sleep(max(.zero, due - time.monotonic()))
      self?.endOverdue(due)
    }
  }

  private func endOverdue(_ woken: ContinuousClock.Instant) {
    let now = time.monotonic()
    let (overdue, next) = state.withLock { state in
      let overdue = state.watched.values.filter { $0.due <= now }.map(\.end)
      if state.wakes == woken { state.wakes = nil }
      let next = state.watched.values.map(\.due).filter { $0 > now }.min()
      return (overdue, next.flatMap { state.mustWake(at: $0) ? $0 : nil })
    }
    for end in overdue { end.reached(inTime: false) }
    if let next { look(at: next) }
  }
}

/// The end of one work or of its time, whichever comes first.
private final class WorkEnd: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Bool, Never>)
    case reached(inTime: Bool)
  }

  private let state = Mutex(State.open)

  func reached(inTime: Bool) {
    let waiting = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      if case .reached = state { return nil }
      defer { state = .reached(inTime: inTime) }
      if case .awaited(let waiting) = state { return waiting }
      return nil
    }
    waiting?.resume(returning: inTime)
  }

  var isInTime: Bool {
    get async {
      await withCheckedContinuation { continuation in
        let known = state.withLock { state -> Bool? in
          if case .reached(let inTime) = state { return inTime }
          state = .awaited(continuation)
          return nil
        }
        if let known { continuation.resume(returning: known) }
      }
    }
  }
}
