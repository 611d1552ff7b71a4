import Kernel
import Logging
import Metrics
import Synchronization

/// Connections of one role: idle ones are handed out last in, first out (warm caches), waiting tasks
/// are served first come, first served. Broken ones are replaced with growing pauses; tasks wait
/// through that, up to the acquire timeout, so that a restart of the server is a delay and no error.
final class ConnectionPool: Sendable {
  private struct State {
    var idle: [Connection] = []
    var waiters = WaitingLine()
    /// Connections that exist or are being opened.
    var open = 0
    var opening = 0
    var failures = 0
    var lastFailure: String?
    var retryIsSet = false
    var isClosed = false
    var drained: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  private let settings: DatabaseSettings
  private let reactor: Reactor
  private let random: RandomSource
  private let logger: Logger
  private let opener: ConnectionOpener
  private let gauges: PoolGauges

  init(_ settings: DatabaseSettings, reactor: Reactor, time: TimeSource, random: RandomSource, logger: Logger) {
    self.settings = settings
    self.reactor = reactor
    self.random = random
    self.logger = logger
    opener = ConnectionOpener(settings, reactor: reactor, time: time)
    gauges = PoolGauges(role: settings.role)
  }

  /// Opens the minimum. Throws what the first attempt fails with: at the start, waiting helps nobody.
  func start() async throws {
    let connection = try await opener.open()
    let isClosed = state.withLock { state in
      if !state.isClosed { state.open += 1 }
      return state.isClosed
    }
    if isClosed { return connection.close() }
    adopt(connection)
    fill()
    tend()
  }

  /// Refuses new tasks, waits for those under way and closes everything.
  func close() async {
    let (idle, waiting) = state.withLock { state in
      state.isClosed = true
      defer { state.idle = [] }
      return (state.idle, state.waiters.removeAll())
    }
    for waiter in waiting { waiter.resume(throwing: .unavailable("the pool is closed")) }
    for connection in idle { connection.close() }
    await withCheckedContinuation { continuation in
      let isEmpty = state.withLock { state in
        if state.open > 0 { state.drained.append(continuation) }
        return state.open == 0
      }
      if isEmpty { continuation.resume() }
    }
  }

  var health: PoolHealth {
    state.withLock { state in
      PoolHealth(
        open: state.open - state.opening, idle: state.idle.count, waiting: state.waiters.count,
        lastFailure: state.lastFailure)
    }
  }

  // MARK: Handing out

  func acquire() async throws(DatabaseError) -> Connection {
    if let connection = try takeIdle() { return connection }
    let waiter = Waiter()
    let timer = reactor.schedule(after: settings.pool.acquireTimeout) { [weak self] in self?.giveUp(waiter) }
    defer { reactor.cancel(timer) }
    do {
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          waiter.arm(continuation)
          enqueue(waiter)
        }
      } onCancel: {
        waiter.resume(throwing: .cancelled)
      }
    } catch {
      throw error as? DatabaseError ?? .cancelled
    }
  }

  /// Takes back what `acquire` gave. A connection that is still in a transaction or unfit is closed.
  func release(_ connection: Connection) {
    guard connection.isReusable else {
      connection.close("given back in the middle of a transaction")
      return
    }
    offer(connection)
  }

  private func takeIdle() throws(DatabaseError) -> Connection? {
    let result = state.withLock { state -> Result<Connection?, DatabaseError> in
      if state.isClosed { return .failure(.unavailable("the pool is closed")) }
      return .success(state.waiters.isEmpty ? state.idle.popLast() : nil)
    }
    return try result.get()
  }

  private func enqueue(_ waiter: Waiter) {
    let connection = state.withLock { state -> Connection? in
      state.waiters.append(waiter)
      return state.idle.popLast()
    }
    if let connection { offer(connection) }
    fill()
  }

  private func giveUp(_ waiter: Waiter) {
    let health = health
    if health.open == 0 {
      let reason = health.lastFailure ?? "no connection opened within \(settings.pool.acquireTimeout)"
      waiter.resume(throwing: .unavailable(reason))
    } else {
      waiter.resume(throwing: .poolExhausted)
    }
  }

  /// To the first task that still waits, else to the idle ones.
  private func offer(_ connection: Connection) {
    while true {
      let (waiter, isClosed) = state.withLock { state -> (Waiter?, Bool) in
        if let waiter = state.waiters.popFirst() { return (waiter, state.isClosed) }
        if !state.isClosed { state.idle.append(connection) }
        return (nil, state.isClosed)
      }
      if isClosed { return connection.close() }
      guard let waiter else { break }
      if waiter.resume(returning: connection) { return }
    }
    // It may have broken before it lay among the idle ones, when nobody was told.
    if !connection.isOpen { state.withLock { $0.idle.removeAll { $0 === connection } } }
  }

  // MARK: Opening and losing

  /// Opens as many as tasks wait for and as the minimum asks for.
  private func fill() {
    let count = state.withLock { state -> Int in
      guard !state.isClosed, !state.retryIsSet, state.open < settings.pool.maximum else { return 0 }
      let wanted = max(settings.pool.minimum - state.open, state.waiters.count - state.opening)
      // After a failure one attempt at a time tells whether the server is back.
      let allowed = state.failures > 0 ? min(1, 1 - state.opening) : settings.pool.maximum - state.open
      let count = max(0, min(wanted, allowed, settings.pool.maximum - state.open))
      state.open += count
      state.opening += count
      return count
    }
    for _ in 0..<count { Task.detached { await self.openOne() } }
  }

  private func openOne() async {
    do {
      let connection = try await opener.open()
      let recovered = state.withLock { state -> Bool in
        state.opening -= 1
        defer { (state.failures, state.lastFailure) = (0, nil) }
        return state.failures > 0
      }
      if recovered { logger.notice("the database is back", metadata: ["role": "\(settings.role.name)"]) }
      adopt(connection)
      if recovered { fill() }
    } catch {
      failed("\(error)")
    }
  }

  private func adopt(_ connection: Connection) {
    connection.onClose { [weak self] connection in self?.forget(connection) }
    if connection.isOpen { offer(connection) }
  }

  private func failed(_ reason: String) {
    let (pause, isFirst) = state.withLock { state -> (Duration?, Bool) in
      state.open -= 1
      state.opening -= 1
      state.failures += 1
      state.lastFailure = reason
      guard !state.isClosed, !state.retryIsSet else { return (nil, false) }
      state.retryIsSet = true
      return (Backoff.pause(afterFailures: state.failures, random), state.failures == 1)
    }
    if isFirst {
      logger.warning("the database is away", metadata: ["role": "\(settings.role.name)", "reason": "\(reason)"])
    }
    if let pause { reactor.schedule(after: pause) { [weak self] in self?.retry() } }
    resumeDrained()
  }

  private func retry() {
    state.withLock { $0.retryIsSet = false }
    fill()
  }

  private func forget(_ connection: Connection) {
    state.withLock { state in
      state.open -= 1
      state.idle.removeAll { $0 === connection }
    }
    resumeDrained()
    fill()
  }

  private func resumeDrained() {
    let drained = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      guard state.isClosed, state.open == 0 else { return [] }
      defer { state.drained = [] }
      return state.drained
    }
    for continuation in drained { continuation.resume() }
  }

  /// Every ten seconds: shows the gauges and closes one connection above the minimum that nobody
  /// has needed for the idle timeout.
  private func tend() {
    reactor.schedule(after: min(.seconds(10), settings.pool.idleTimeout)) { [weak self] in
      guard let self, !state.withLock({ $0.isClosed }) else { return }
      gauges.record(health)
      takeSpare()?.close("idle")
      tend()
    }
  }

  private func takeSpare() -> Connection? {
    state.withLock { state in
      guard state.open > settings.pool.minimum, let oldest = state.idle.first,
        oldest.idleSince + settings.pool.idleTimeout <= reactor.time.monotonic()
      else { return nil }
      return state.idle.removeFirst()
    }
  }
}
