package import Foundation
package import Kernel
import Synchronization

/// A clock that moves only when a test says so. Sleepers wake when their time has come.
package final class SteppedClock: Sendable {
  private struct Sleeper {
    var id: Int
    var wakeAt: Duration
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var passed: Duration = .zero
    var wall: TimeInterval = 0
    var nextID = 0
    var sleepers: [Sleeper] = []
    var cancelled: Set<Int> = []
    var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())
  private let start: Date
  private let origin = ContinuousClock.now

  /// Starts at 2026-11-01T10:00:00Z unless told otherwise.
  package init(start: Date = Date(timeIntervalSince1970: 1_793_527_200)) { self.start = start }

  package var time: TimeSource {
    TimeSource(now: { self.now }, monotonic: { self.origin + self.passed }, sleep: { try await self.sleep($0) })
  }

  package var now: Date { start.addingTimeInterval(state.withLock { $0.wall }) }

  private var passed: Duration { state.withLock { $0.passed } }

  /// Both clocks go on; whoever slept until then wakes, in the order of the wake-up times.
  package func advance(by duration: Duration) {
    let woken = state.withLock { state -> [Sleeper] in
      state.passed += duration
      state.wall += duration / .seconds(1)
      let due = state.sleepers.filter { $0.wakeAt <= state.passed }.sorted { $0.wakeAt < $1.wakeAt }
      state.sleepers.removeAll { $0.wakeAt <= state.passed }
      return due
    }
    for sleeper in woken { sleeper.continuation.resume() }
  }

  /// The wall clock alone jumps, as when somebody sets it.
  package func setWall(forward seconds: TimeInterval) { state.withLock { $0.wall += seconds } }

  /// Returns once so many are asleep.
  package func waitForSleepers(_ count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let ready = state.withLock { state in
        if state.sleepers.count >= count { return true }
        state.watchers.append((count, continuation))
        return false
      }
      if ready { continuation.resume() }
    }
  }

  private func sleep(_ duration: Duration) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { park(id, duration, $0) }
    } onCancel: {
      cancel(id)
    }
  }

  private func park(_ id: Int, _ duration: Duration, _ continuation: CheckedContinuation<Void, any Error>) {
    enum Fate { case parked, due, cancelled }
    let (fate, watchers) = state.withLock { state -> (Fate, [CheckedContinuation<Void, Never>]) in
      if state.cancelled.remove(id) != nil { return (.cancelled, []) }
      if duration <= .zero { return (.due, []) }
      state.sleepers.append(Sleeper(id: id, wakeAt: state.passed + duration, continuation: continuation))
      let ready = state.watchers.filter { $0.count <= state.sleepers.count }.map(\.continuation)
      state.watchers.removeAll { $0.count <= state.sleepers.count }
      return (.parked, ready)
    }
    for watcher in watchers { watcher.resume() }
    switch fate {
    case .parked: break
    case .due: continuation.resume()
    case .cancelled: continuation.resume(throwing: CancellationError())
    }
  }

  private func cancel(_ id: Int) {
    let sleeper = state.withLock { state -> Sleeper? in
      guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
        state.cancelled.insert(id)
        return nil
      }
      return state.sleepers.remove(at: index)
    }
    sleeper?.continuation.resume(throwing: CancellationError())
  }
}

extension RandomSource {
  /// The same bytes for the same seed, in the order of the calls.
  package static func seeded(_ seed: UInt64) -> RandomSource {
    let state = Mutex(seed)
    return RandomSource { count in
      state.withLock { state in
        (0..<count).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(truncatingIfNeeded: state >> 56)
        }
      }
    }
  }
}
