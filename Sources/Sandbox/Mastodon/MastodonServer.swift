import Foundation
import Kernel
import Synchronization

/// An application registered with the instance; the secret is kept as a hash.
struct MastodonApp: Sendable, Codable, Equatable {
  var id: String
  var clientID: String
  var secretHash: String
  var name: String
  var website: String?
  var redirectURIs: [String]
  var scopes: [String]
}

/// A Mastodon 4.6 instance. Facts: docs.joinmastodon.org (methods and entities of 2026-07), replies
/// recorded from 4.6.4, and the server's source for the order of checks in `PostStatusService`.
final class MastodonServer: PlatformServer {
  struct State {
    var apps: [String: MastodonApp] = [:]
    var grants: [String: Grant] = [:]
    var keys: [String: StoredKey] = [:]
    var media: [String: Media] = [:]
    var windows = RateWindows()
    var lastID = 0
  }

  /// An authorization code on its way to becoming a token (10 minutes, one use).
  struct Grant {
    var clientID: String
    var account: SandboxAccount
    var scopes: [String]
    var redirectURI: String
    var challenge: String?
    var issuedAt: Date
  }

  /// An idempotency key, usable from `from` on: the server stores it after creating the status.
  struct StoredKey {
    var uri: String
    var from: Date
  }

  static let version = "4.6.4"
  static let readAndWrite = ["read", "write", "profile"]

  let platform = SandboxPlatform.mastodon
  let world: World
  let credentials: CredentialBook
  let limits: MastodonLimits
  let journal: Journal?
  let state = Mutex(State())
  private let address: @Sendable () -> String

  /// `address` is the instance's origin, `http://127.0.0.1:4000`; asked for late, as the port is known late.
  init(
    world: World, credentials: CredentialBook, limits: MastodonLimits, journal: Journal?,
    address: @escaping @Sendable () -> String
  ) {
    self.world = world
    self.credentials = credentials
    self.limits = limits
    self.journal = journal
    self.address = address
  }

  /// `http://127.0.0.1:4000`
  var base: String { address() }
  /// `127.0.0.1:4000`
  var domain: String { String(base.drop { $0 != "/" }.dropFirst(2)) }

  var routes: [Route] {
    oauthRoutes + instanceRoutes + accountRoutes + statusRoutes + mediaRoutes + pageRoutes
  }

  func account(of request: Request) -> SandboxAccount? {
    guard let token = request.authorization("Bearer"), let found = credentials.find(token, .mastodon) else {
      return nil
    }
    return world.account(.mastodon, found.credential.account)
  }

  /// Every token of the account is revoked: Mastodon's tokens do not expire by themselves.
  func expireTokens(of account: SandboxAccount) { credentials.revokeAll(of: account) }

  func restore(_ entries: [JournalEntry]) {
    state.withLock { state in
      for entry in entries {
        switch entry {
        case .app(let app): state.apps[app.clientID] = app
        case .idempotencyKey(let account, let key, let uri, let from):
          state.keys[account + "\0" + key] = StoredKey(uri: uri, from: from)
        case .post(let post) where post.platform == .mastodon:
          state.lastID = max(state.lastID, Int(post.id) ?? 0)
        default: break
        }
      }
    }
  }

  /// A snowflake: milliseconds since 1970, then 16 bits; larger than every one before.
  func newID() -> String {
    let time = Int(world.now.timeIntervalSince1970 * 1000) << 16
    let tail = world.random.bytes(2).reduce(0) { $0 << 8 | Int($1) }
    return state.withLock { state in
      state.lastID = max(state.lastID + 1, time | tail)
      return String(state.lastID)
    }
  }

  /// An opaque token of 43 characters, as Doorkeeper makes them.
  func newSecret() -> String {
    Data(world.random.bytes(32)).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
