package import Database
package import Foundation
package import Kernel
package import Logging
import ServiceLifecycle
import Synchronization

/// Takes due jobs from `system.jobs` and runs them. Any number of workers share one database.
///
/// A worker that dies keeps its jobs until their lease ends (15 s by default); then another one
/// takes them. `run()` ends when the task is cancelled or the service group stops it: it takes
/// nothing more, waits `patience` for what runs, cancels the rest and gives it back.
package final class Worker: Service {
  let database: Database
  let registry: JobRegistry
  let time: TimeSource
  let random: RandomSource
  let logger: Logger
  /// Shown in `system.jobs.worker` while it holds a job.
  package let identity: UUID
  let meter = JobMeter()
  let wake = Wake()
  let beat = Wake()
  let state: Mutex<WorkerState>
  private let doorbell: Doorbell?

  /// - Parameter doorbell: without one, jobs are found by looking every `settings.poll`.
  package init(
    _ database: Database, registry: JobRegistry, settings: WorkerSettings = WorkerSettings(),
    doorbell: Doorbell? = nil, time: TimeSource = .system, random: RandomSource = .system, ids: IDSource = .system,
    logger: Logger
  ) {
    self.database = database
    self.registry = registry
    self.doorbell = doorbell
    self.time = time
    self.random = random
    self.logger = logger
    identity = ids.uuid()
    state = Mutex(
      WorkerState(settings: settings, kinds: registry.versions, limits: registry.limits))
  }

  package func run() async throws {
    let turns = Task { await self.work() }
    await withTaskCancellationHandler {
      await withGracefulShutdownHandler {
        await turns.value
      } onGracefulShutdown: {
        self.stop()
      }
    } onCancel: {
      self.stop(patience: .zero)
    }
  }

  /// Takes nothing more and lets `run()` end when what runs has ended, at the latest after `patience`.
  package func stop(patience: Duration? = nil) {
    let patience = state.withLock { state in
      state.mode = .stopping
      return patience ?? state.settings.patience
    }
    wake.ring()
    Task { [time] in
      if patience > .zero { try? await time.sleep(patience) }
      self.interruptAll()
    }
  }

  private func work() async {
    let rings = doorbell?.listen([.jobs, .cancellations]) { [wake, beat, weak self] topic in
      if topic == .cancellations { return beat.ring() }
      self?.state.withLock { $0.rang() }
      wake.ring()
    }
    defer { rings?.cancel() }
    await withDiscardingTaskGroup { group in
      group.addTask { await self.heartbeats() }
      group.addTask { await self.upkeep() }
      await takeTurns()
      group.cancelAll()
    }
  }

  private func takeTurns() async {
    while true {
      switch state.withLock({ $0.nextTurn() }) {
      case .finished: return
      case .wait(let longest):
        await wake.wait(atMost: longest, time)
        state.withLock { $0.rang() }
      case .exchange(let done, let slots, let total): await exchange(done, slots, total)
      }
    }
  }

  private func interruptAll() {
    for task in state.withLock({ $0.interruptAll() }) { task.cancel() }
  }
}

extension JobRegistry {
  var versions: [KindVersion] {
    entries.keys.sorted { ($0.kind, $0.version) < ($1.kind, $1.version) }
  }

  /// One for each kind: its versions share it.
  var limits: [String: JobLimit] {
    entries.values.reduce(into: [:]) { limits, entry in
      if let limit = entry.limit { limits[entry.key.kind] = limit }
    }
  }
}
