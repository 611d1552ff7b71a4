import Kernel
import Synchronization

/// What a worker tells about itself.
package struct WorkerStatus: Codable, Sendable, Equatable {
  /// running, paused, draining, stopping.
  package var mode: String
  package var running: Int
  package var concurrency: Int
  package var kinds: [String]
  package var perKind: [String: Int]
  /// Whether it takes work, or would if there were any.
  package var isReady: Bool
}

extension Worker {
  package var status: WorkerStatus {
    state.withLock { state in
      WorkerStatus(
        mode: "\(state.mode)", running: state.running.count, concurrency: state.settings.concurrency,
        kinds: registry.kinds, perKind: state.perKind.filter { $0.value > 0 }, isReady: state.mode == .running)
    }
  }

  /// Takes nothing more; what runs goes on.
  package func pause() { change(.paused) }

  package func resume() { change(.running) }

  /// Takes nothing more; `status.running` falls to 0. Resuming is possible.
  package func drain() { change(.draining) }

  /// Jobs at once from now on. More than that already running go on.
  package func limit(to concurrency: Int) throws {
    guard (1...10_000).contains(concurrency) else {
      throw Problem.invalid("/concurrency", "The number of jobs at once must be between 1 and 10000.")
    }
    state.withLock { $0.settings.concurrency = concurrency }
    wakeUp()
  }

  private func change(_ mode: WorkerState.Mode) {
    state.withLock { state in
      if state.mode != .stopping { state.mode = mode }
    }
    wakeUp()
  }

  private func wakeUp() {
    state.withLock { $0.rang() }
    wake.ring()
  }
}
