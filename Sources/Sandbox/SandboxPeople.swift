import Foundation
import Kernel

/// Accounts, credentials and posts of the sandbox, for the program that runs it and for tests.
extension Sandbox {
  /// The account of that name, made if there is none. Names: Mastodon letters, digits and underscores;
  /// Bluesky a handle (`acme.sandbox.example`).
  package func account(_ platform: SandboxPlatform, _ name: String, displayName: String) -> SandboxAccount {
    if let known = world.account(platform, name) { return known }
    let account = SandboxAccount(
      platform: platform, id: platform == .mastodon ? mastodon.newID() : newDID(name), name: name,
      displayName: displayName, createdAt: world.now)
    world.add(account)
    return account
  }

  private func newDID(_ name: String) -> String { "did:plc:" + LowerBase32.encode(world.random.bytes(15)) }

  /// A new secret that opens the account: a Mastodon access token (scopes `read write profile`) or a
  /// Bluesky app password. It is kept as a hash only, so this is the one time it can be read.
  package func newCredential(_ account: SandboxAccount, scopes: [String]? = nil, app: String = "Starling") -> String {
    let secret = account.platform == .mastodon ? mastodon.newSecret() : newAppPassword()
    credentials.add(secret, for: account, scopes: scopes ?? MastodonServer.readAndWrite, app: app)
    return secret
  }

  private func newAppPassword() -> String {
    let letters = Array(LowerBase32.encode(world.random.bytes(10)))
    return stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
  }

  package func revokeCredentials(of account: SandboxAccount) { credentials.revokeAll(of: account) }

  /// Ends the access tokens of an account now: Mastodon's are revoked, Bluesky's expire and can be refreshed.
  package func expireTokens(of account: SandboxAccount) {
    switch account.platform {
    case .mastodon: mastodon.expireTokens(of: account)
    case .bluesky: bluesky.expireTokens(of: account)
    }
  }

  /// Deactivates an account of Bluesky, or brings it back. Not kept over a restart.
  package func setActive(_ account: SandboxAccount, _ isActive: Bool) { bluesky.setActive(account, isActive) }

  package var accounts: [SandboxAccount] { world.accounts }

  /// Every record ever created, in order, deleted ones too: the truth for proofs.
  package func posts(_ platform: SandboxPlatform? = nil) -> [SandboxPost] { world.posts(platform) }

  /// The text as a reader gets it back: HTML on Mastodon, as sent on Bluesky.
  package func rendered(_ post: SandboxPost) -> String {
    post.platform == .mastodon ? mastodon.content(post) : post.text
  }

  package func engagement(of post: SandboxPost) -> Engagement.Counts { world.engagement.counts(post, at: world.now) }
}
