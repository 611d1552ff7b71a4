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

  private let seen = Recorder<Seen>()
  /// Nil once the server has begun to answer; an error when it stopped.
  private let turns = Recorder<(any Error)?>()
  private let parser = Mutex(ServerSentEvents())
  private let task = Mutex<Task<Void, Never>?>(nil)

  func follow(_ body: @escaping @Sendable () async throws -> Void) {
    task.withLock { task in
      task = Task { [turns, seen] in
        do { try await body() } catch { turns.record(error) }
        turns.record(Problem(.internal, "the events ended"))
        // Whoever waits looks again.
        seen.record(Seen(resource: "", at: TimeSource.system.monotonic()))
      }
    }
  }

  var count: Int { seen.values.count }

  func close() { task.withLock { $0?.cancel() } }

  /// Returns once the server has begun to answer.
  func open() async throws {
    await turns.wait(for: 1)
    try check()
  }

  /// The events of this resource, or all, once there are so many. Throws when the server ended them before.
  func wait(for count: Int, of resource: String? = nil) async throws -> [Seen] {
    let all = await seen.wait { [turns] all in
      all.count { resource == nil || $0.resource == resource } >= count || turns.values.count > 1
    }
    try check()
    return all.filter { resource == nil || $0.resource == resource }
  }

  private func check() throws {
    for case let error? in turns.values { throw error }
  }

  func take(_ bytes: some Sequence<UInt8>) {
    let now = TimeSource.system.monotonic()
    if turns.values.isEmpty { turns.record(nil) }
    for event in parser.withLock({ $0.receive(bytes) }) {
      guard let envelope = try? JSONDecoder().decode(Envelope.self, from: Data(event.data.utf8)) else { continue }
      seen.record(Seen(resource: envelope.resource, at: now))
    }
  }
}
