package import Database
package import Kernel
package import Logging
import ServiceLifecycle
import Synchronization

/// Tells workers, bus and waiting requests that there is something new to read, in this process at
/// once and in others by NOTIFY. It carries no data and may be lost: everybody who listens also
/// looks once in a while.
///
/// NOTIFY takes a lock at commit that all databases of the server share, so it is never sent inside
/// a business transaction but afterwards, by itself, at most once per 10 ms.
package final class Doorbell: Service {
  package static let channel = "starling_doorbell"

  private struct State {
    var pending: Set<Topic> = []
    var listeners: [Int: (topics: Set<Topic>, action: @Sendable (Topic) -> Void)] = [:]
    var nextKey = 0
  }

  private let database: Database
  private let listener: Listener?
  private let gap: Duration
  private let time: TimeSource
  private let logger: Logger
  private let sender: String
  private let wake = Wake()
  private let state = Mutex(State())

  /// - Parameters:
  ///   - database: sends NOTIFY; best one of its own with a single connection, so that a busy pool
  ///     does not hold the bell up.
  ///   - listener: LISTENs on `Doorbell.channel`; without one only this process hears its own bell.
  package init(
    _ database: Database, listener: Listener?, gap: Duration = .milliseconds(10), time: TimeSource = .system,
    ids: IDSource = .system, logger: Logger
  ) {
    self.database = database
    self.listener = listener
    self.gap = gap
    self.time = time
    self.logger = logger
    sender = ids.ulid()
  }

  /// Makes the commits of these pools ring it.
  package func attach(to databases: Database...) {
    for database in databases { database.bell.attach { [weak self] in self?.ring($0) } }
  }

  /// Rings here now and elsewhere within the gap. Never blocks.
  package func ring(_ topics: Set<Topic>) {
    tell(topics)
    state.withLock { $0.pending.formUnion(topics) }
    wake.ring()
  }

  /// Calls `action` for every ring of these topics, from any process, until it is cancelled.
  /// The action must be quick.
  package func listen(_ topics: Set<Topic>, _ action: @escaping @Sendable (Topic) -> Void) -> DoorbellListening {
    let key = state.withLock { state in
      state.nextKey += 1
      state.listeners[state.nextKey] = (topics, action)
      return state.nextKey
    }
    return DoorbellListening { [weak self] in
      self?.state.withLock { _ = $0.listeners.removeValue(forKey: key) }
    }
  }

  /// Sends and receives until the task is cancelled or the service group shuts down.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        group.addTask { await self.sendRings() }
        group.addTask { await self.receiveRings() }
      }
    }
    await listener?.stop()
  }

  private func sendRings() async {
    while !Task.isCancelled {
      await wake.wait(atMost: .seconds(60), time)
      let topics = state.withLock { state in
        defer { state.pending = [] }
        return state.pending
      }
      guard !topics.isEmpty else { continue }
      await send(topics)
      try? await time.sleep(gap)
    }
  }

  private func send(_ topics: Set<Topic>) async {
    let payload = ([sender] + topics.map(\.name).sorted()).joined(separator: ",")
    do {
      try await database.execute(DoorbellStatements.notify, payload)
    } catch is CancellationError {
    } catch {
      logger.debug("the doorbell could not ring elsewhere", metadata: ["error": "\(error)"])
    }
  }

  private func receiveRings() async {
    guard let listener else { return }
    for await event in listener.events() {
      switch event {
      case .listening: tell(Set(Topic.all))
      case .notification(_, let payload): heard(payload.split(separator: ",").map(String.init))
      }
    }
  }

  /// One's own ring comes back and is left out: it was heard before it was sent.
  private func heard(_ words: [String]) {
    if let from = words.first, from != sender { tell(Set(words.dropFirst().map(Topic.init))) }
  }

  private func tell(_ topics: Set<Topic>) {
    let actions = state.withLock { state in
      state.listeners.values.flatMap { listener in
        listener.topics.intersection(topics).map { (topic: $0, action: listener.action) }
      }
    }
    for (topic, action) in actions { action(topic) }
  }
}

/// Ends one listening. Twice is fine.
package struct DoorbellListening: Sendable {
  private let end: @Sendable () -> Void
  init(_ end: @escaping @Sendable () -> Void) { self.end = end }
  package func cancel() { end() }
}

package enum DoorbellStatements: StatementList {
  package static let all = AnyStatement.list(notify)

  static let notify = Statement<String, Void>.system(
    "doorbell.notify", "SELECT pg_notify('starling_doorbell', $1)",
    bind: { payload, parameters in parameters.append(payload) })
}
