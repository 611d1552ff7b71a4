import Database
import Foundation
import Kernel
import Platforms
import Publishing
import Sandbox
import TestKit

/// A brand in rehearsal with accounts in the sandbox and posts that are ready, made through the database where other
/// modules would make them and through the real acts where publishing does.
struct ProofScene: Sendable {
  let tenant: TenantContext
  let brand: BrandID
  let publishing: Publishing
  let sandbox: Sandbox

  init(tenant: TenantContext, brand: BrandID, publishing: Publishing, sandbox: Sandbox) {
    self.tenant = tenant
    self.brand = brand
    self.publishing = publishing
    self.sandbox = sandbox
  }

  static func make(
    _ database: TestDatabase, _ parts: PublishingParts, _ sandbox: Sandbox, mode: String = "rehearsal"
  ) async throws -> ProofScene {
    let tenant = try await database.makeTenant()
    let brand = try await database.makeBrand(tenant, mode: mode)
    return ProofScene(tenant: tenant, brand: brand, publishing: Publishing(parts, database.app), sandbox: sandbox)
  }

  func connect(_ platform: SandboxPlatform, _ number: Int = 0) async throws -> Connector {
    let name = platform == .mastodon ? "acme_\(number)" : "acme\(number).sandbox.example"
    let account = sandbox.account(platform, name, displayName: "Acme \(number)")
    let secret = Redacted(sandbox.newCredential(account))
    let addresses = sandbox.addresses
    let grant: ConnectionGrant =
      platform == .mastodon
      ? .accessToken(baseURL: addresses.mastodon, token: secret)
      : .appPassword(baseURL: addresses.bluesky, identifier: name, password: secret)
    return try await publishing.connect(
      ConnectWish(brand: brand, platform: platform.rawValue, grant: grant), as: tenant)
  }

  func posts(
    _ platform: SandboxPlatform, _ texts: [String], _ database: TestDatabase, state: String = "ready"
  ) async throws -> [PostID] {
    try await database.makePosts(tenant, brand, platform: platform.rawValue, texts, state: state)
  }

  func schedule(_ post: PostID, _ connector: ConnectorID) async throws -> Publication {
    try await publishing.schedule(
      ScheduleWish(post: post, connector: connector, when: .now, lateSeconds: 7200), as: tenant)
  }
}
