import Foundation
package import Kernel
import Synchronization

/// Keeps what a session may do for a few seconds, so that a busy caller costs no look-up per call. Every
/// change made in this process forgets the entry at once; one made elsewhere counts after `lifetime`.
package final class SessionCache: Sendable {
  package static let lifetime: Duration = .seconds(5)
  private static let capacity = 20_000

  private struct Entry {
    var standing: CallerStanding
    var until: ContinuousClock.Instant
  }

  private let entries = Mutex<[CallerKey: Entry]>([:])
  private let time: TimeSource

  package init(time: TimeSource) { self.time = time }

  func standing(
    of key: CallerKey, load: @Sendable () async throws -> CallerStanding?
  ) async throws -> CallerStanding? {
    let now = time.monotonic()
    if let entry = entries.withLock({ $0[key] }), entry.until > now { return entry.standing }
    guard let standing = try await load() else {
      forget(key)
      return nil
    }
    entries.withLock { entries in
      if entries.count >= Self.capacity { entries = entries.filter { $0.value.until > now } }
      if entries.count >= Self.capacity { entries.removeAll() }
      entries[key] = Entry(standing: standing, until: now.advanced(by: Self.lifetime))
    }
    return standing
  }

  func forget(_ key: CallerKey) { entries.withLock { $0[key] = nil } }

  /// After a change to a person's access or password.
  func forget(user: UserID) {
    entries.withLock { entries in entries = entries.filter { $0.value.standing.user != user } }
  }

  func forget(org: OrgID) { entries.withLock { entries in entries = entries.filter { $0.key.org != org } } }
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
