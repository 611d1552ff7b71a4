import Foundation
import HTTPTypes
import Kernel
import Transport

extension MastodonClient {
  /// What posting, reading back and metrics need; nothing more is asked for.
  package static let scopes = ["read:accounts", "read:statuses", "write:statuses"]

  package func connect(_ grant: ConnectionGrant) async throws(PublishFailure) -> ConnectedAccount {
    switch grant {
    case .accessToken(let base, let token):
      return try await describe(base: base, Credential(accessToken: token.reveal()))
    case .authorizationCode(let base, let app, let code, let verifier):
      return try await describe(base: base, try await redeem(base, app, code, verifier))
    case .appPassword:
      throw PublishFailure(.misconfigured, effect: .none)
    }
  }

  package func check(_ session: PlatformSession) async throws(PublishFailure) -> ConnectedAccount {
    try await describe(base: session.account.baseURL, session.credential)
  }

  /// Registers this program at a server, once per server.
  package func registerApp(at base: String, redirectURI: String) async throws(PublishFailure) -> RegisteredApp {
    let form = FormBody.encode([
      ("client_name", appName), ("redirect_uris", redirectURI), ("scopes", Self.scopes.joined(separator: " ")),
    ])
    let app: MastodonModels.App = try await call.value(
      of: formRequest(base + "/api/v1/apps", form, "mastodon.register"), MastodonRefusals.read)
    return RegisteredApp(clientID: app.client_id, clientSecret: app.client_secret, redirectURI: redirectURI)
  }

  /// Where a person goes to let us in. `challenge` is the S256 challenge of RFC 7636.
  package func authorizeURL(base: String, app: RegisteredApp, state: String, challenge: String) -> String {
    base + "/oauth/authorize?"
      + FormBody.query([
        ("response_type", "code"), ("client_id", app.clientID), ("redirect_uri", app.redirectURI),
        ("scope", Self.scopes.joined(separator: " ")), ("state", state), ("code_challenge", challenge),
        ("code_challenge_method", "S256"),
      ])
  }

  private func redeem(
    _ base: String, _ app: RegisteredApp, _ code: Redacted<String>, _ verifier: Redacted<String>
  ) async throws(PublishFailure) -> Credential {
    let form = FormBody.encode([
      ("grant_type", "authorization_code"), ("code", code.reveal()), ("client_id", app.clientID),
      ("client_secret", app.clientSecret), ("redirect_uri", app.redirectURI), ("code_verifier", verifier.reveal()),
    ])
    let token: MastodonModels.Token = try await call.value(
      of: formRequest(base + "/oauth/token", form, "mastodon.token"), MastodonRefusals.read)
    return Credential(accessToken: token.access_token, clientID: app.clientID, clientSecret: app.clientSecret)
  }

  private func formRequest(_ url: String, _ form: [UInt8], _ purpose: String) -> OutboundRequest {
    OutboundRequest(
      .post, url, headers: [.contentType: FormBody.contentType, .accept: "application/json"], body: form,
      purpose: purpose)
  }

  private func describe(base: String, _ credential: Credential) async throws(PublishFailure) -> ConnectedAccount {
    let token = credential.accessToken
    let me: MastodonModels.Account = try await get(
      "/api/v1/accounts/verify_credentials", token, base: base, purpose: "profile")
    guard me.suspended != true else { throw PublishFailure(.accountBlocked, effect: .none) }
    let instance: MastodonModels.Instance = try await get("/api/v2/instance", token, base: base, purpose: "instance")
    let software = try await software(base)
    let handle = "@\(me.username)@\(instance.domain)"
    return ConnectedAccount(
      account: ExternalAccount(
        id: me.id, handle: handle, displayName: me.display_name.isEmpty ? me.username : me.display_name, url: me.url,
        baseURL: base, application: try await application(base, token)),
      credential: credential, settlement: software.name == "mastodon" ? .key : .none,
      limits: limits(instance.configuration.statuses), software: "\(software.name) \(software.version)")
  }

  /// The server's own page posts under this name: an access that bears it too is told from a person by nothing.
  private static let webApplication = "Web"

  /// The name of the application that the token belongs to. Nil where the server does not tell: older ones and other
  /// software ask for more rights than posting needs.
  private func application(_ base: String, _ token: String) async throws(PublishFailure) -> String? {
    do {
      let app: MastodonModels.TokenApplication = try await get(
        "/api/v1/apps/verify_credentials", token, base: base, purpose: "application")
      return app.name == Self.webApplication ? nil : app.name
    } catch {
      guard [.scopeMissing, .notFound, .rejected, .unreadable].contains(error.kind) else { throw error }
      return nil
    }
  }

  private func limits(_ statuses: MastodonModels.Instance.Statuses) -> AccountLimits {
    AccountLimits(
      maxCharacters: statuses.max_characters, charactersPerLink: statuses.characters_reserved_per_url,
      maxMedia: statuses.max_media_attachments)
  }

  /// Only Mastodon itself is known to keep idempotency keys; what else answers to its API is read back only.
  private func software(_ base: String) async throws(PublishFailure) -> MastodonModels.NodeInfo.Software {
    let links: MastodonModels.NodeInfoLinks = try await call.value(
      of: OutboundRequest(.get, base + "/.well-known/nodeinfo", purpose: "mastodon.nodeinfo"), MastodonRefusals.read)
    let wanted = links.links.filter { $0.rel.hasPrefix("http://nodeinfo.diaspora.software/ns/schema/2.") }.last
    guard let path = wanted.flatMap({ Self.path(of: $0.href) }) else {
      throw PublishFailure(.misconfigured, effect: .none)
    }
    let info: MastodonModels.NodeInfo = try await call.value(
      of: OutboundRequest(.get, base + path, purpose: "mastodon.nodeinfo"), MastodonRefusals.read)
    return info.software
  }

  /// A server names its own public address here; we keep to the one that was connected.
  private static func path(of url: String) -> String? {
    URLComponents(string: url).map(\.percentEncodedPath).flatMap { $0.isEmpty ? nil : $0 }
  }
}
