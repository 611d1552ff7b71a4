import Foundation
import Kernel
import Synchronization

/// A Bluesky PDS and the public app view on one origin. Facts: the lexicons, and the PDS's source for
/// token lifetimes, rotation, rate limits and error names.
final class BlueskyServer: PlatformServer {
  struct State {
    var refreshTokens: [String: RefreshToken] = [:]
    /// Access tokens of an earlier generation are over (`expireTokens`).
    var generations: [String: Int] = [:]
    /// Accounts that are deactivated for now.
    var inactive: Set<String> = []
    var blobs: [String: Blob] = [:]
    var revisions: [String: String] = [:]
    var windows = RateWindows()
    var lastTID: UInt64 = 0
  }

  struct Blob {
    var account: String
    var mimeType: String
    var bytes: [UInt8]
  }

  let platform = SandboxPlatform.bluesky
  let world: World
  let credentials: CredentialBook
  let limits: BlueskyLimits
  let journal: Journal?
  let key: [UInt8]
  let state = Mutex(State())
  private let address: @Sendable () -> String

  init(
    world: World, credentials: CredentialBook, limits: BlueskyLimits, journal: Journal?, key: [UInt8],
    address: @escaping @Sendable () -> String
  ) {
    self.world = world
    self.credentials = credentials
    self.limits = limits
    self.journal = journal
    self.key = key
    self.address = address
  }

  var base: String { address() }
  var serviceDID: String { "did:web:" + Form.encode(String(base.drop { $0 != "/" }.dropFirst(2))) }
  var tokens: BlueskyTokens { BlueskyTokens(key: key, audience: serviceDID) }

  var routes: [Route] { sessionRoutes + repoRoutes + viewRoutes + identityRoutes + pageRoutes }

  func account(of request: Request) -> SandboxAccount? {
    if let token = request.authorization("Bearer"), let claims = tokens.read(token) {
      return world.account(.bluesky, claims.subject)
    }
    guard request.path.hasSuffix("/com.atproto.server.createSession"), let body = try? JSON(parsing: request.body)
    else { return nil }
    return body["identifier"]?.string.flatMap { world.account(.bluesky, $0) }
  }

  /// Access tokens given out until now answer `ExpiredToken`; the refresh token still works.
  func expireTokens(of account: SandboxAccount) {
    state.withLock { $0.generations[account.id, default: 0] += 1 }
  }

  func setActive(_ account: SandboxAccount, _ isActive: Bool) {
    state.withLock { state in
      if isActive { state.inactive.remove(account.id) } else { state.inactive.insert(account.id) }
    }
  }

  func isActive(_ account: SandboxAccount) -> Bool { state.withLock { !$0.inactive.contains(account.id) } }

  func restore(_ entries: [JournalEntry]) {
    state.withLock { state in
      for case .refreshToken(let token) in entries { state.refreshTokens[token.id] = token }
    }
  }

  /// A TID: 53 bits of microseconds since 1970, 10 bits of clock id, in 13 sortable base32 digits.
  func newTID() -> String {
    let micros = UInt64(max(0, world.now.timeIntervalSince1970 * 1_000_000))
    let value = state.withLock { state in
      state.lastTID = max(state.lastTID + 1, micros)
      return state.lastTID
    }
    return Self.tid(value << 10 | 7)
  }

  static func tid(_ value: UInt64) -> String {
    let alphabet = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)
    let digits = (0..<13).reversed().map { alphabet[Int(value >> (5 * UInt64($0)) & 31)] }
    return String(decoding: digits, as: UTF8.self)
  }
}
