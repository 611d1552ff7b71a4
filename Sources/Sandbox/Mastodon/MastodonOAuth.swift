import Crypto
import Foundation
import Synchronization

extension MastodonServer {
  var oauthRoutes: [Route] {
    [
      Route("POST", "/api/v1/apps", "apps.create") { try self.register($0) },
      Route("GET", "/api/v1/apps/verify_credentials", "apps.verify_credentials") { try self.verifyApp($0) },
      Route("GET", "/oauth/authorize", "oauth.authorize") { try self.ask($0) },
      Route("POST", "/oauth/authorize", "oauth.grant") { try self.grant($0) },
      Route("POST", "/oauth/token", "oauth.token") { try self.token($0) },
      Route("POST", "/oauth/revoke", "oauth.revoke") { try self.revoke($0) },
      Route("GET", "/.well-known/oauth-authorization-server", "oauth.discovery") { _ in self.reply(200, self.discovery)
      },
    ]
  }

  private static let outOfBand = "urn:ietf:wg:oauth:2.0:oob"
  private static let scopes = [
    "read", "profile", "write", "write:accounts", "write:media", "write:statuses", "read:accounts", "read:statuses",
    "follow", "push",
  ]

  private var discovery: JSON {
    let at = { (path: String) in JSON.string(self.base + path) }
    return [
      "issuer": at("/"), "authorization_endpoint": at("/oauth/authorize"), "token_endpoint": at("/oauth/token"),
      "revocation_endpoint": at("/oauth/revoke"), "scopes_supported": .array(Self.scopes.map(JSON.string)),
      "response_types_supported": ["code"], "response_modes_supported": ["query", "fragment", "form_post"],
      "grant_types_supported": ["authorization_code", "client_credentials"],
      "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
      "code_challenge_methods_supported": ["S256"], "service_documentation": "https://docs.joinmastodon.org/",
      "app_registration_endpoint": at("/api/v1/apps"),
    ]
  }

  // MARK: applications

  private func register(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let parameters = try parameters(call.request)
    let uris = parameters.list("redirect_uris").flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    guard let name = parameters.text("client_name"), !name.isEmpty else {
      throw invalid("Application name can't be blank")
    }
    guard !uris.isEmpty else { throw invalid("Redirect URI can't be blank") }
    let scopes = (parameters.text("scopes") ?? "read").split(separator: " ").map(String.init)
    guard scopes.allSatisfy(Self.isKnown) else { throw invalid("Scopes doesn't match configured on the server.") }
    let secret = newSecret()
    let app = MastodonApp(
      id: newID(), clientID: newSecret(), secretHash: CredentialBook.hash(secret), name: name,
      website: parameters.text("website"), redirectURIs: uris, scopes: scopes)
    state.withLock { $0.apps[app.clientID] = app }
    journal?.append(.app(app))
    var value = entity(app)
    value["client_id"] = .string(app.clientID)
    value["client_secret"] = .string(secret)
    value["client_secret_expires_at"] = 0
    return reply(200, value, standing)
  }

  private static func isKnown(_ scope: String) -> Bool {
    scopes.contains(scope) || ["read", "write"].contains(String(scope.prefix { $0 != ":" }))
  }

  private func entity(_ app: MastodonApp) -> JSON {
    [
      "id": .string(app.id), "name": .string(app.name), "website": .text(app.website),
      "scopes": .array(app.scopes.map(JSON.string)), "redirect_uris": .array(app.redirectURIs.map(JSON.string)),
      "vapid_key": "BAhxXyHfAoMqrZECjRI56F5QrE4ynVlkZFMdKSpTIsWRNoWUVgut-Bnz2xsMSwiN4AF0b4I7ixF24OwiicOJivw=",
      "redirect_uri": .string(app.redirectURIs.joined(separator: "\n")),
    ]
  }

  private func verifyApp(_ call: Call) throws -> Reply {
    let session = try session(call, [])
    guard let app = state.withLock({ state in state.apps.values.first { $0.name == session.app } }) else {
      return reply(200, ["id": "0", "name": .text(session.app), "website": nil], session.standing)
    }
    return reply(200, entity(app), session.standing)
  }

  // MARK: authorization by a person

  private struct Request_ {
    var app: MastodonApp
    var redirectURI: String
    var scopes: [String]
    var challenge: String?
  }

  /// Checks client, redirect address, scope and PKCE; a fault here is shown to the person, never sent on.
  private func authorization(_ parameters: MastodonParameters) throws -> Request_ {
    guard let id = parameters.text("client_id"), let app = state.withLock({ $0.apps[id] }) else {
      throw page(401, "Client authentication failed due to unknown client.")
    }
    guard parameters.text("response_type") == "code" else { throw page(400, "Missing or unsupported response type.") }
    guard let redirect = parameters.text("redirect_uri"), app.redirectURIs.contains(redirect) else {
      throw page(400, "The redirect URI included is not valid.")
    }
    let scopes = (parameters.text("scope") ?? "read").split(separator: " ").map(String.init)
    guard scopes.allSatisfy({ scope in app.scopes.contains { scope == $0 || scope.hasPrefix($0 + ":") } }) else {
      throw page(400, "The requested scope is invalid, unknown, or malformed.")
    }
    let challenge = parameters.text("code_challenge")
    guard challenge == nil || parameters.text("code_challenge_method") == "S256" else {
      throw page(400, "The code_challenge_method must be S256.")
    }
    return Request_(app: app, redirectURI: redirect, scopes: scopes, challenge: challenge)
  }

  private func page(_ status: Int, _ words: String) -> Refusal {
    Refusal(reply: .html(status, SandboxPage.render(title: "An error has occurred", "<p>\(Markup.escape(words))</p>")))
  }

  /// A form that asks as whom to authorize; a rehearsal needs no password.
  private func ask(_ call: Call) throws -> Reply {
    let parameters = try parameters(call.request)
    let asked = try authorization(parameters)
    let hidden = call.request.query.map {
      #"<input type="hidden" name="\#(Markup.escape($0.name))" value="\#(Markup.escape($0.value))">"#
    }.joined()
    let accounts = world.accounts.filter { $0.platform == .mastodon }.map {
      #"<button name="account" value="\#(Markup.escape($0.id))">Authorize as @\#(Markup.escape($0.name))</button>"#
    }.joined()
    return .html(
      200,
      SandboxPage.render(
        title: "Authorization required",
        "<p><b>\(Markup.escape(asked.app.name))</b> asks for: \(Markup.escape(asked.scopes.joined(separator: ", ")))</p>"
          + #"<form method="post" action="/oauth/authorize">\#(hidden)\#(accounts)"#
          + #"<button name="deny" value="1">Deny</button></form>"#))
  }

  private func grant(_ call: Call) throws -> Reply {
    let parameters = try parameters(call.request)
    let asked = try authorization(parameters)
    if parameters.text("deny") != nil {
      return redirect(
        asked, parameters,
        "error=access_denied&error_description="
          + Form.encode("The resource owner or authorization server denied the request."))
    }
    guard let account = parameters.text("account").flatMap({ world.account(.mastodon, $0) }) else {
      throw page(422, "Choose an account.")
    }
    let code = newSecret()
    let grant = Grant(
      clientID: asked.app.clientID, account: account, scopes: asked.scopes, redirectURI: asked.redirectURI,
      challenge: asked.challenge, issuedAt: world.now)
    state.withLock { $0.grants[code] = grant }
    if asked.redirectURI == Self.outOfBand {
      return .html(200, SandboxPage.render(title: "Authorization code", "<p><code>\(code)</code></p>"))
    }
    return redirect(asked, parameters, "code=" + code)
  }

  private func redirect(_ asked: Request_, _ parameters: MastodonParameters, _ result: String) -> Reply {
    let state = parameters.text("state").map { "&state=" + Form.encode($0) } ?? ""
    let separator = asked.redirectURI.contains("?") ? "&" : "?"
    return Reply(302, headers: [("Location", asked.redirectURI + separator + result + state)])
  }

  // MARK: tokens

  private func oauthError(_ status: Int, _ error: String, _ words: String) -> Refusal {
    Refusal(reply: reply(status, ["error": .string(error), "error_description": .string(words)]))
  }

  private func client(_ call: Call, _ parameters: MastodonParameters) throws -> MastodonApp {
    var id = parameters.text("client_id")
    var secret = parameters.text("client_secret")
    if let basic = call.request.authorization("Basic").flatMap({ Data(base64Encoded: $0) }) {
      let pair = String(decoding: basic, as: UTF8.self).split(separator: ":", maxSplits: 1).map { Form.decode($0) }
      (id, secret) = (pair.first, pair.last)
    }
    guard let id, let secret, let app = state.withLock({ $0.apps[id] }), app.secretHash == CredentialBook.hash(secret)
    else {
      throw oauthError(
        401, "invalid_client",
        "Client authentication failed due to unknown client, no client authentication included, or unsupported "
          + "authentication method.")
    }
    return app
  }

  private func token(_ call: Call) throws -> Reply {
    let parameters = try parameters(call.request)
    let app = try client(call, parameters)
    switch parameters.text("grant_type") {
    case "authorization_code": return try exchange(parameters, app)
    case "client_credentials":
      return tokenReply(newSecret(), (parameters.text("scope") ?? "read").split(separator: " ").map(String.init))
    case nil: throw oauthError(400, "invalid_request", "Missing required parameter: grant_type.")
    default:
      throw oauthError(
        400, "unsupported_grant_type", "The authorization grant type is not supported by the authorization server.")
    }
  }

  private func exchange(_ parameters: MastodonParameters, _ app: MastodonApp) throws -> Reply {
    let code = parameters.text("code") ?? ""
    let grant = state.withLock { $0.grants.removeValue(forKey: code) }
    guard let grant, grant.clientID == app.clientID, grant.redirectURI == parameters.text("redirect_uri"),
      world.now.timeIntervalSince(grant.issuedAt) < 600, proves(parameters.text("code_verifier"), grant.challenge)
    else {
      throw oauthError(
        400, "invalid_grant",
        "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in "
          + "the authorization request, or was issued to another client.")
    }
    let token = newSecret()
    credentials.add(token, for: grant.account, scopes: grant.scopes, app: app.name)
    return tokenReply(token, grant.scopes)
  }

  /// RFC 7636 section 4.6.
  private func proves(_ verifier: String?, _ challenge: String?) -> Bool {
    guard let challenge else { return true }
    guard let verifier else { return false }
    let digest = Data(SHA256.hash(data: Data(verifier.utf8))).base64EncodedString()
    return digest.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "") == challenge
  }

  private func tokenReply(_ token: String, _ scopes: [String]) -> Reply {
    .json(
      200,
      [
        "access_token": .string(token), "token_type": "Bearer", "scope": .string(scopes.joined(separator: " ")),
        "created_at": .int(Int(world.now.timeIntervalSince1970)),
      ], headers: [("Cache-Control", "no-store")])
  }

  private func revoke(_ call: Call) throws -> Reply {
    let parameters = try parameters(call.request)
    _ = try client(call, parameters)
    credentials.revoke(parameters.text("token") ?? "")
    return reply(200, [:])
  }
}
