import Crypto
import Foundation
import Kernel
import Synchronization

/// Mastodon access tokens and Bluesky app passwords, by hash.
final class CredentialBook: Sendable {
  private struct State {
    var known: [String: StoredCredential] = [:]
    var revoked: Set<String> = []
  }

  private let state = Mutex(State())
  private let world: World
  private let journal: Journal?

  init(world: World, journal: Journal?) {
    self.world = world
    self.journal = journal
  }

  /// Stores a secret for an account. Storing the same again changes nothing.
  func add(_ secret: String, for account: SandboxAccount, scopes: [String], app: String? = nil) {
    let credential = StoredCredential(
      platform: account.platform, account: account.id, hash: Self.hash(secret), scopes: scopes, app: app,
      createdAt: world.now)
    let new = state.withLock { $0.known.updateValue(credential, forKey: credential.hash) == nil }
    if new { journal?.append(.credential(credential)) }
  }

  /// The credential, also when it was revoked.
  func find(_ secret: String, _ platform: SandboxPlatform) -> (credential: StoredCredential, revoked: Bool)? {
    let hash = Self.hash(secret)
    return state.withLock { state in
      guard let found = state.known[hash], found.platform == platform else { return nil }
      return (found, state.revoked.contains(hash))
    }
  }

  func revoke(_ secret: String) { revoke(hashes: [Self.hash(secret)]) }

  func revokeAll(of account: SandboxAccount) {
    revoke(
      hashes: state.withLock { state in
        state.known.values.filter { $0.account == account.id && !state.revoked.contains($0.hash) }.map(\.hash)
      })
  }

  private func revoke(hashes: [String]) {
    state.withLock { $0.revoked.formUnion(hashes) }
    for hash in hashes { journal?.append(.revoked(hash: hash)) }
  }

  func restore(_ entries: [JournalEntry]) {
    state.withLock { state in
      for entry in entries {
        switch entry {
        case .credential(let credential): state.known[credential.hash] = credential
        case .revoked(let hash): state.revoked.insert(hash)
        default: break
        }
      }
    }
  }

  static func hash(_ secret: String) -> String { hex(SHA256.hash(data: Data(secret.utf8))) }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
