import Dispatch
import Kernel
import Synchronization

/// One connection, used by one task or transaction at a time. The caller's thread sends, the
/// reactor's thread receives; neither waits for the other.
final class Connection: ReactorHandler {
  /// Work that blocks by nature: name lookup and log-in, cancel requests.
  static let blocking = DispatchQueue(label: "database.blocking", attributes: .concurrent)

  private enum State {
    case open(Session)
    case closed(String)
  }

  private struct Guarded {
    var state: State
    var idleSince: ContinuousClock.Instant
    var id: UInt64 = 0
    /// When it fires next; nil when it is not set.
    var watchdog: ContinuousClock.Instant?
    /// What the reactor watches for.
    var watched: Poller.Interest = .read
    /// The task that sent something will look for the answer itself, before the reactor does.
    var willLook = false
    var onClose: (@Sendable (Connection) -> Void)?
    var onNotification: (@Sendable (_ channel: String, _ payload: String) -> Void)?
  }

  private let guarded: Mutex<Guarded>
  private let reactor: Reactor
  private let grace: Duration

  init(_ opened: OpenedSession, reactor: Reactor, grace: Duration) {
    let session = Session(opened.pq)
    guarded = Mutex(Guarded(state: .open(session), idleSince: reactor.time.monotonic()))
    self.reactor = reactor
    self.grace = grace
    let id = reactor.register(self)
    guarded.withLock { $0.id = id }
    reactor.watch(session.socket, id: id, .read)
  }

  /// Whether it can serve somebody else now: open, no transaction, nothing under way.
  var isReusable: Bool {
    read { $0.isIdle && !$0.isUnfit } ?? false
  }

  var isOpen: Bool { read { _ in true } ?? false }
  /// When it last sent something.
  var idleSince: ContinuousClock.Instant { guarded.withLock { $0.idleSince } }
  var serverVersion: Int { read { $0.serverVersion } ?? 0 }
  var processID: Int32 { read { $0.processID } ?? 0 }

  func onClose(_ action: @escaping @Sendable (Connection) -> Void) {
    let alreadyClosed = guarded.withLock { guarded in
      guarded.onClose = action
      if case .closed = guarded.state { return true }
      return false
    }
    if alreadyClosed { action(self) }
  }

  func onNotification(_ action: @escaping @Sendable (_ channel: String, _ payload: String) -> Void) {
    guarded.withLock { $0.onNotification = action }
  }

  // MARK: Running

  /// Sends the batch and returns one result per command. Throws `DatabaseError` as the server says or
  /// `ConnectionFault`. A cancelled task ends with `.cancelled` as soon as the server has let go.
  func run(_ batch: Batch) async throws -> [ResultSet] {
    let exchange = Exchange(batch: batch)
    return try await withTaskCancellationHandler {
      if Task.isCancelled { throw DatabaseError.cancelled }
      submit(exchange)
      // What else this thread has to do comes first. On a busy server the answer is here by then, and no other thread
      // has to wake this one for it.
      await Task.yield()
      look()
      return try await exchange.answer()
    } onCancel: {
      cancel(exchange.token)
    }
  }

  private func submit(_ exchange: Exchange) {
    let now = reactor.time.monotonic()
    let deadline = exchange.batch.limit.map { now + $0 }
    let completions = guarded.withLock { guarded -> [Completion] in
      guarded.idleSince = now
      if exchange.token.isCancelled {
        return [Completion(exchange, .failure(DatabaseError.cancelled))]
      }
      guard case .open(let session) = guarded.state else {
        return [exchange.lost("the connection had closed", sent: false)]
      }
      exchange.deadline = deadline
      guarded.willLook = true
      settle(session, in: &guarded)
      do throws(SessionBroken) {
        try session.submit(exchange)
        settle(session, in: &guarded)
        return []
      } catch {
        return close(session, error, in: &guarded)
      }
    }
    // Nothing is answered at once unless it failed; and the server may answer by now, so the lock is not taken again.
    guard !completions.isEmpty else { return }
    for completion in completions { completion.run() }
    announceIfClosed()
  }

  /// Takes what is here already; the reactor waits for the rest.
  private func look() {
    update { session throws(SessionBroken) in
      try session.receive()
    } before: {
      $0.willLook = false
    }
  }

  /// Ends what the token stands for; nothing when it is over.
  private func cancel(_ token: CancelToken) {
    token.cancel()
    let deadline = reactor.time.monotonic() + grace
    let step = guarded.withLock { guarded -> CancelStep in
      guard case .open(let session) = guarded.state else { return .nothing }
      let step = session.cancel(token, by: deadline)
      settle(session, in: &guarded)
      return step
    }
    switch step {
    case .nothing: break
    case .dropped(let completion): completion.run()
    case .request(let request):
      reactor.schedule(after: grace) { [weak self] in self?.checkDeadline() }
      Self.blocking.async {
        request.send()
        self.update { session throws(SessionBroken) in try session.cancelArrived(token) }
      }
    }
  }

  func ready(readable: Bool, writable: Bool) {
    update { session throws(SessionBroken) in
      if writable { try session.flush() }
      return readable ? try session.receive() : []
    }
  }

  /// Closes at once; who waits on it gets `ConnectionFault`. Twice is fine.
  func close(_ reason: String = "closed") {
    let completions = guarded.withLock { guarded -> [Completion] in
      guard case .open(let session) = guarded.state else { return [] }
      return close(session, SessionBroken(reason: reason, sent: true), in: &guarded)
    }
    for completion in completions { completion.run() }
    announceIfClosed()
  }

  // MARK: Under the lock

  private func update(
    _ change: (Session) throws(SessionBroken) -> [Completion], before: (inout Guarded) -> Void = { _ in }
  ) {
    let outcome = guarded.withLock { guarded -> Outcome in
      before(&guarded)
      guard case .open(let session) = guarded.state else { return Outcome(isClosed: true) }
      do throws(SessionBroken) {
        var outcome = Outcome(completions: try change(session))
        settle(session, in: &guarded)
        if let action = guarded.onNotification {
          outcome.notifications = session.takeNotifications()
          outcome.onNotification = action
        }
        return outcome
      } catch {
        return Outcome(completions: close(session, error, in: &guarded), isClosed: true)
      }
    }
    for completion in outcome.completions { completion.run() }
    for notification in outcome.notifications {
      outcome.onNotification?(notification.channel, notification.payload)
    }
    if outcome.isClosed { announceIfClosed() }
  }

  /// What is left to do once the lock has been given back.
  private struct Outcome: Sendable {
    var completions: [Completion] = []
    var notifications: [(channel: String, payload: String)] = []
    var onNotification: (@Sendable (_ channel: String, _ payload: String) -> Void)?
    var isClosed = false
  }

  private func read<Value: Sendable>(_ read: (Session) -> Value) -> Value? {
    guarded.withLock { guarded in
      guard case .open(let session) = guarded.state else { return nil }
      return read(session)
    }
  }

  /// Has the reactor watch for what the session needs next.
  private func settle(_ session: Session, in guarded: inout Guarded) {
    var wanted: Poller.Interest = guarded.willLook ? [] : .read
    if session.wantsWrite { wanted.insert(.write) }
    if wanted != guarded.watched {
      guarded.watched = wanted
      reactor.change(session.socket, id: guarded.id, wanted)
    }
    if let deadline = session.current?.deadline, guarded.watchdog.map({ deadline < $0 }) ?? true {
      guarded.watchdog = deadline
      reactor.schedule(after: deadline - reactor.time.monotonic()) { [weak self] in self?.watchdog(deadline) }
    }
  }

  private func close(_ session: Session, _ broken: SessionBroken, in guarded: inout Guarded) -> [Completion] {
    reactor.unwatch(session.socket)
    reactor.unregister(guarded.id)
    guarded.state = .closed(broken.reason)
    return session.end(broken.reason, sent: broken.sent)
  }

  private func announceIfClosed() {
    let action = guarded.withLock { guarded -> (@Sendable (Connection) -> Void)? in
      guard case .closed = guarded.state else { return nil }
      defer { guarded.onClose = nil }
      return guarded.onClose
    }
    action?(self)
  }

  // MARK: Deadlines

  /// One timer per connection, set again only while something is under way when it fires; and a sooner one for a
  /// statement whose time ends before.
  private func watchdog(_ due: ContinuousClock.Instant) {
    guarded.withLock { if $0.watchdog == due { $0.watchdog = nil } }
    checkDeadline()
    update { _ throws(SessionBroken) in [] }
  }

  private func checkDeadline() {
    let now = reactor.time.monotonic()
    update { session throws(SessionBroken) in
      guard let deadline = session.current?.deadline, deadline <= now else { return [] }
      // On a busy machine the sender may have had no turn yet to look for an answer that has long been here.
      let completions = try session.receive()
      guard completions.isEmpty else { return completions }
      throw SessionBroken(reason: "the server did not answer in time", sent: true)
    }
  }
}

extension Connection {
  /// Waits for the answer whatever happens to the task; for ROLLBACK and for giving locks back.
  func runToTheEnd(_ batch: Batch) async throws -> [ResultSet] {
    try await Task { try await self.run(batch) }.value
  }
}
