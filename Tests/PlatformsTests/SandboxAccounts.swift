import Foundation
import Kernel
import Platforms
import Sandbox
import Transport

/// A running sandbox with a client for each platform and one connected account on each.
struct Rehearsal {
  let sandbox: Sandbox
  let addresses: SandboxAddresses
  let transport: TransportClient
  let mastodon: MastodonClient
  let bluesky: BlueskyClient

  static func run<T>(_ body: (Rehearsal) async throws -> T) async throws -> T {
    let sandbox = try Sandbox(SandboxOptions())
    let addresses = try await sandbox.start()
    let endpoints = OperatorEndpoints()
    for address in [addresses.mastodon, addresses.bluesky, addresses.control] { endpoints.allow(url: address) }
    let transport = try TransportClient(operatorEndpoints: endpoints)
    let rehearsal = Rehearsal(
      sandbox: sandbox, addresses: addresses, transport: transport,
      mastodon: MastodonClient(transport: transport, time: .system),
      bluesky: BlueskyClient(transport: transport, time: .system))
    do {
      let result = try await body(rehearsal)
      await sandbox.stop()
      return result
    } catch {
      await sandbox.stop()
      throw error
    }
  }

  func client(_ platform: SandboxPlatform) -> any PlatformClient { platform == .mastodon ? mastodon : bluesky }

  func grant(_ platform: SandboxPlatform, _ secret: String) -> ConnectionGrant {
    switch platform {
    case .mastodon: .accessToken(baseURL: addresses.mastodon, token: Redacted(secret))
    case .bluesky:
      .appPassword(baseURL: addresses.bluesky, identifier: "acme.sandbox.example", password: Redacted(secret))
    }
  }

  func account(_ platform: SandboxPlatform) -> SandboxAccount {
    sandbox.account(platform, platform == .mastodon ? "acme" : "acme.sandbox.example", displayName: "Acme Coffee")
  }

  func connected(_ platform: SandboxPlatform) async throws -> ConnectedAccount {
    let secret = sandbox.newCredential(account(platform))
    return try await client(platform).connect(grant(platform, secret))
  }

  func session(_ platform: SandboxPlatform) async throws -> PlatformSession {
    let connected = try await connected(platform)
    return PlatformSession(account: connected.account, credential: connected.credential)
  }
}

let post = PublicationID(UUID(uuid: (1, 146, 0, 0, 0, 0, 112, 1, 128, 0, 0, 0, 0, 0, 0, 1)))

func createCall(
  _ text: String, _ client: any PlatformClient, _ session: PlatformSession, generation: Int = 1
) async throws -> CreateCall {
  CreateCall(
    segment: try await client.prepare(text, language: "en", session),
    clientToken: client.clientToken(for: post, generation: generation), createdAt: Date(timeIntervalSinceNow: 0),
    timeouts: .init(connect: .seconds(2), firstByte: .milliseconds(400), total: .seconds(2)))
}

func failure(_ body: () async throws -> some Sendable) async -> PublishFailure? {
  do {
    _ = try await body()
    return nil
  } catch { return error as? PublishFailure }
}
