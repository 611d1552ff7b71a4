import Foundation
import Kernel
import Synchronization
import TestKit
import Transport

/// Events of one caller, each with the time at which it was here.
final class Feed: Sendable {
  struct Seen: Sendable {
    /// A brief for `gen.variant_ready`, a post and a number for `gen.preview`.
    var resource: String
    var at: ContinuousClock.Instant
  }

  private struct Envelope: Decodable { var resource: String }

  let seen = Recorder<Seen>()
  private let started = Gate()
  private let parser = Mutex(ServerSentEvents())
  private let task = Mutex<Task<Void, any Error>?>(nil)

  func follow(_ body: @escaping @Sendable () async throws -> Void) {
    task.withLock { $0 = Task { try await body() } }
  }

  func close() { task.withLock { $0?.cancel() } }

  /// Returns once the server has begun to answer.
  func open() async { await started.pass() }

  func take(_ bytes: some Sequence<UInt8>) {
    let now = TimeSource.system.monotonic()
    started.open()
    for event in parser.withLock({ $0.receive(bytes) }) {
      guard let envelope = try? JSONDecoder().decode(Envelope.self, from: Data(event.data.utf8)) else { continue }
      seen.record(Seen(resource: envelope.resource, at: now))
    }
  }
}
