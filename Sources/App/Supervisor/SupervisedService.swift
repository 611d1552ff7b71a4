package import Foundation
package import Kernel
package import Logging

/// Keeps one service running from `start` to `stop`. Stopping twice, or before the start, is fine.
package actor SupervisedService {
  private let spec: ServiceSpec
  private let record: ProcessRecord
  private let time: TimeSource
  private let logger: Logger

  private var state = ServiceStatus.State.stopped
  private var child: ChildProcess?
  private var failures = 0
  private var restarts = 0
  private var keeper: Task<Void, Never>?
  private var stopping = false

  package init(_ spec: ServiceSpec, records: URL, time: TimeSource, logger: Logger) {
    self.spec = spec
    self.time = time
    self.logger = logger
    record = ProcessRecord(folder: records, service: spec.name)
  }

  package var status: ServiceStatus {
    ServiceStatus(name: spec.name, state: state, pid: child?.pid, restarts: restarts)
  }

  /// Returns when the service answers. A first start that fails is not repeated: it throws
  /// `Problem(.unavailable)` with the end of the service's own log.
  package func start() async throws {
    guard keeper == nil, !stopping else { return }
    try await record.endSurvivor(signal: spec.stopSignal, grace: spec.stopGrace, time: time)
    let first = try await launch()
    guard await becomesReady(first) else {
      await end(first)
      throw Problem(.unavailable, failure(of: first))
    }
    keeper = Task { await keep(first) }
  }

  package func stop() async {
    stopping = true
    if child != nil { state = .stopping }
    keeper?.cancel()
    if let child { await end(child) }
    await keeper?.value
    keeper = nil
    state = .stopped
  }

  private func keep(_ first: ChildProcess) async {
    var current = first
    while !stopping {
      let readyAt = time.monotonic()
      await watch(current)
      if stopping { break }
      await end(current)
      if time.monotonic() - readyAt > spec.restart.steadyAfter { failures = 0 }
      guard let next = await startAgain(after: failure(of: current)) else { break }
      current = next
    }
  }

  /// Tries until it answers again; nil when we are to stop.
  private func startAgain(after reason: String) async -> ChildProcess? {
    var reason = reason
    while !stopping {
      failures += 1
      restarts += 1
      let delay = spec.restart.delay(failures: failures)
      state = .waiting(delay, reason: reason)
      logger.warning(
        "service is started again", metadata: ["service": "\(spec.name)", "reason": "\(reason)", "after": "\(delay)"])
      try? await time.sleep(delay)
      if stopping { break }
      do {
        let next = try await launch()
        if await becomesReady(next) { return next }
        reason = failure(of: next)
        await end(next)
      } catch { reason = String(describing: error) }
    }
    return nil
  }

  private func launch() async throws -> ChildProcess {
    state = .starting
    try await spec.prepare()
    let launched = try await ChildProcess.launch(spec.program)
    child = launched
    record.write(pid: launched.pid)
    return launched
  }

  private func becomesReady(_ child: ChildProcess) async -> Bool {
    let deadline = time.monotonic() + spec.startLimit
    while !stopping, child.exit.current == nil, time.monotonic() < deadline {
      if await spec.isHealthy() {
        state = .ready
        // The program is itself by now: setpriv, which it started as, has the same start time.
        record.write(pid: child.pid)
        return true
      }
      try? await time.sleep(.milliseconds(20))
    }
    return false
  }

  /// Returns when the child has ended or no longer answers.
  private func watch(_ child: ChildProcess) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.probe() }
      group.addTask { _ = await child.exit.value }
      await group.next()
      if !stopping, child.exit.current == nil { child.killGroup() }
      group.cancelAll()
    }
  }

  /// Returns after `probeFailures` failed probes in a row, or when cancelled.
  private func probe() async {
    var failed = 0
    while failed < spec.probeFailures {
      do { try await time.sleep(spec.probeInterval) } catch { return }
      failed = await spec.isHealthy() ? 0 : failed + 1
    }
  }

  /// Asks it to stop, kills what has not after the grace, and removes the record.
  private func end(_ ending: ChildProcess) async {
    ending.send(spec.stopSignal)
    let killer = Task { [time, spec] in
      try await time.sleep(spec.stopGrace)
      ending.killGroup()
    }
    _ = await ending.exit.value
    killer.cancel()
    record.remove()
    if child === ending { child = nil }
  }

  private func failure(of child: ChildProcess) -> String {
    let how = child.exit.current.map(\.description) ?? "did not answer within \(spec.startLimit)"
    let tail = LogTail.lines(of: spec.program.log, last: 5).joined(separator: "\n  ")
    return "\(spec.name) \(how)." + (tail.isEmpty ? "" : " The end of its log (\(spec.program.log.path)):\n  \(tail)")
  }
}
