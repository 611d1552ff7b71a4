import Foundation
package import Kernel
import Synchronization

/// Keeps what a session may do for a few seconds, so that a busy caller costs no look-up per call. Every change
/// empties it, in the process that made it at the commit and in the others when the doorbell rings; `lifetime` is how
/// long a change counts late where that ring is lost.
package final class SessionCache: Sendable {
  package static let lifetime: Duration = .seconds(5)
  private static let capacity = 20_000

  private struct Entry {
    var standing: CallerStanding
    var until: ContinuousClock.Instant
  }

  private struct State {
    var entries: [CallerKey: Entry] = [:]
    /// Rises with every change: what was read before one is not kept after it.
    var changes = 0
    var watchers: [Int: AsyncStream<Void>.Continuation] = [:]
    var nextWatcher = 0
  }

  private let state = Mutex(State())
  private let time: TimeSource

  package init(time: TimeSource) { self.time = time }

  func standing(
    of key: CallerKey, load: @Sendable () async throws -> CallerStanding?
  ) async throws -> CallerStanding? {
    let now = time.monotonic()
    let (entry, changes) = state.withLock { ($0.entries[key], $0.changes) }
    if let entry, entry.until > now { return entry.standing }
    guard let standing = try await load() else {
      forget(key)
      return nil
    }
    keep(Entry(standing: standing, until: now.advanced(by: Self.lifetime)), of: key, asOf: changes, now)
    return standing
  }

  private func keep(_ entry: Entry, of key: CallerKey, asOf changes: Int, _ now: ContinuousClock.Instant) {
    state.withLock { state in
      guard state.changes == changes else { return }
      if state.entries.count >= Self.capacity { state.entries = state.entries.filter { $0.value.until > now } }
      if state.entries.count >= Self.capacity { state.entries.removeAll() }
      state.entries[key] = entry
    }
  }

  func forget(_ key: CallerKey) {
    state.withLock { state in
      state.entries[key] = nil
      state.changes += 1
    }
  }

  /// After a change to what anybody may do. Tells those who watch.
  func forgetAll() {
    let watchers = state.withLock { state in
      state.entries = [:]
      state.changes += 1
      return Array(state.watchers.values)
    }
    for watcher in watchers { watcher.yield() }
  }

  /// An element after each `forgetAll`; several in a row may be one.
  func watch() -> AsyncStream<Void> {
    let (changes, watcher) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.nextWatcher += 1
      state.watchers[state.nextWatcher] = watcher
      return state.nextWatcher
    }
    watcher.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.watchers.removeValue(forKey: number) }
    }
    return changes
  }
}

struct CallerKey: Hashable, Sendable {
  enum Proof: Hashable, Sendable {
    case session(SessionID)
    case apiKey(APIKeyID)
  }

  var org: OrgID
  var proof: Proof
}

/// What a session or key may do now.
struct CallerStanding: Sendable, Equatable {
  var user: UserID
  var access: MemberAccess
  var scopes: [String]?
  var version: Int
  var expires: Date
}
