package import Kernel
package import Logging
import Synchronization

package enum ListenerEvent: Sendable, Equatable {
  /// LISTEN is in force (again): what was sent before may have been missed.
  case listening
  case notification(channel: String, payload: String)
}

/// LISTEN on a connection of its own, connected again whenever it breaks. Notifications are hints: they
/// are lost while it is away, and the oldest are dropped for a reader that does not keep up. It runs until
/// `stop()`.
package final class Listener: Sendable {
  private struct State {
    var readers: [Int: AsyncStream<ListenerEvent>.Continuation] = [:]
    var nextReader = 0
    var loop: Task<Void, Never>?
    var connection: Connection?
    var isListening = false
    var isStopped = false
  }

  private let channels: [String]
  private let opener: ConnectionOpener
  private let time: TimeSource
  private let random: RandomSource
  private let logger: Logger
  private let state = Mutex(State())

  package init(
    url: Redacted<String>, channels: [String], reactor: Reactor, time: TimeSource = .system,
    random: RandomSource = .system, logger: Logger
  ) {
    let settings = DatabaseSettings(url: url, role: .worker, applicationName: "starling listen")
    opener = ConnectionOpener(settings, reactor: reactor, time: time)
    self.channels = channels
    self.time = time
    self.random = random
    self.logger = logger
  }

  /// Each caller gets every event from now on; the first call connects. Ends with `stop()`.
  package func events() -> AsyncStream<ListenerEvent> {
    let (stream, continuation) = AsyncStream.makeStream(of: ListenerEvent.self, bufferingPolicy: .bufferingNewest(1024))
    let reader = state.withLock { state -> Int? in
      guard !state.isStopped else { return nil }
      state.nextReader += 1
      state.readers[state.nextReader] = continuation
      if state.isListening { continuation.yield(.listening) }
      if state.loop == nil { state.loop = Task.detached { await self.run() } }
      return state.nextReader
    }
    guard let reader else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.readers.removeValue(forKey: reader) }
    }
    return stream
  }

  /// Ends all streams and the connection. Twice is fine, and so is before the first reader.
  package func stop() async {
    let (loop, connection, readers) = state.withLock { state in
      state.isStopped = true
      defer { (state.readers, state.connection) = ([:], nil) }
      return (state.loop, state.connection, Array(state.readers.values))
    }
    loop?.cancel()
    connection?.close()
    for reader in readers { reader.finish() }
    await loop?.value
  }

  // MARK: The loop

  private func run() async {
    var failures = 0
    while !state.withLock({ $0.isStopped }) {
      do {
        let connection = try await listen()
        failures = 0
        await closed(connection)
        publish(isListening: false)
      } catch {
        failures += 1
        if failures == 1 { logger.warning("cannot listen for notifications", metadata: ["reason": "\(error)"]) }
      }
      do { try await time.sleep(Backoff.pause(afterFailures: failures, random)) } catch { return }
    }
  }

  private func listen() async throws -> Connection {
    let connection = try await opener.open()
    connection.onNotification { [weak self] channel, payload in
      self?.yield(.notification(channel: channel, payload: payload))
    }
    let isStopped = state.withLock { state in
      state.connection = connection
      return state.isStopped
    }
    if isStopped { connection.close() }
    let commands = channels.map { channel in
      Command(sql: "LISTEN \"\(channel.replacing("\"", with: "\"\""))\"", prepared: false)
    }
    _ = try await connection.run(Batch(commands, limit: .seconds(10)))
    publish(isListening: true)
    return connection
  }

  private func closed(_ connection: Connection) async {
    await withCheckedContinuation { continuation in
      connection.onClose { _ in continuation.resume() }
    }
  }

  private func publish(isListening: Bool) {
    state.withLock { $0.isListening = isListening }
    if isListening { yield(.listening) }
  }

  private func yield(_ event: ListenerEvent) {
    for reader in state.withLock({ Array($0.readers.values) }) { reader.yield(event) }
  }
}
