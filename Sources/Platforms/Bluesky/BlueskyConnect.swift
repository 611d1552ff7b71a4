import Foundation
import HTTPTypes
import Kernel
import Transport

extension BlueskyClient {
  package func connect(_ grant: ConnectionGrant) async throws(PublishFailure) -> ConnectedAccount {
    guard case .appPassword(let base, let identifier, let password) = grant else {
      throw PublishFailure(.misconfigured, effect: .none)
    }
    let login = BlueskyModels.Login(identifier: identifier, password: password.reveal())
    let request = OutboundRequest(
      .post, base + "/xrpc/com.atproto.server.createSession",
      headers: [.contentType: "application/json", .accept: "application/json"], body: try Self.encoded(login),
      purpose: "bluesky.com.atproto.server.createSession")
    let session: BlueskyModels.Session = try await call.value(of: request, BlueskyRefusals.read)
    guard session.active != false else {
      throw PublishFailure(.accountBlocked, effect: .none, code: session.status ?? "")
    }
    return connected(session, enteredAt: base)
  }

  package func check(_ session: PlatformSession) async throws(PublishFailure) -> ConnectedAccount {
    let info: BlueskyModels.SessionInfo = try await query(
      "com.atproto.server.getSession", [], base: session.account.baseURL, token: session.credential.accessToken)
    guard info.active != false else { throw PublishFailure(.accountBlocked, effect: .none, code: info.status ?? "") }
    return described(did: info.did, handle: info.handle, base: session.account.baseURL, session.credential)
  }

  /// The refresh token goes in the Authorization header and is spent by the call; the reply brings a new pair.
  package func refresh(_ session: PlatformSession) async throws(PublishFailure) -> Credential {
    guard let refreshToken = session.credential.refreshToken else { throw PublishFailure(.tokenDead, effect: .none) }
    let request = OutboundRequest(
      .post, session.account.baseURL + "/xrpc/com.atproto.server.refreshSession", headers: .bearer(refreshToken),
      purpose: "bluesky.com.atproto.server.refreshSession")
    do {
      let renewed: BlueskyModels.Session = try await call.value(of: request, BlueskyRefusals.read)
      return credential(renewed)
    } catch {
      guard error.kind == .tokenExpired || error.kind == .rejected else { throw error }
      throw PublishFailure(.tokenDead, effect: .none, status: error.status, code: error.code)
    }
  }

  /// The entry server names the account's own server in its document; only https ones are followed.
  private func connected(_ session: BlueskyModels.Session, enteredAt base: String) -> ConnectedAccount {
    let home = session.didDoc?.personalDataServer.flatMap(serverBaseURL)
    let usable = home.map { $0.hasPrefix("https://") || $0 == base } ?? false
    return described(
      did: session.did, handle: session.handle, base: usable ? home ?? base : base, credential(session))
  }

  private func described(did: String, handle: String, base: String, _ credential: Credential) -> ConnectedAccount {
    ConnectedAccount(
      account: ExternalAccount(
        id: did, handle: "@" + handle, displayName: handle, url: Self.site(of: base) + "/profile/" + did,
        baseURL: base),
      credential: credential, settlement: .clientID, limits: AccountLimits(), software: "bluesky")
  }

  private func credential(_ session: BlueskyModels.Session) -> Credential {
    let now = call.time.now()
    let times = Self.times(of: session.accessJwt)
    let life = times.map { max(0, $0) } ?? Self.accessLife
    return Credential(
      accessToken: session.accessJwt, refreshToken: session.refreshJwt, expiresAt: now.addingTimeInterval(life),
      refreshAfter: now.addingTimeInterval(life / 2))
  }

  /// Seconds that the token lives, by its own `iat` and `exp`.
  private static func times(of token: String) -> Double? {
    let parts = token.split(separator: ".")
    guard parts.count == 3 else { return nil }
    var text = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
    text += String(repeating: "=", count: (4 - text.count % 4) % 4)
    guard let data = Data(base64Encoded: text),
      let times = try? JSONDecoder().decode(BlueskyModels.TokenTimes.self, from: data), let iat = times.iat,
      let exp = times.exp
    else { return nil }
    return exp - iat
  }
}
