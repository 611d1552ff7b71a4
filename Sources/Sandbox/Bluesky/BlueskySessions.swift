import Foundation
import Kernel
import OrderedCollections
import Synchronization

extension BlueskyServer {
  var sessionRoutes: [Route] {
    [
      Route("POST", "/xrpc/com.atproto.server.createSession", "com.atproto.server.createSession") {
        try self.createSession($0)
      },
      Route("POST", "/xrpc/com.atproto.server.refreshSession", "com.atproto.server.refreshSession") {
        try self.refreshSession($0)
      },
      Route("POST", "/xrpc/com.atproto.server.deleteSession", "com.atproto.server.deleteSession") {
        try self.deleteSession($0)
      },
      Route("GET", "/xrpc/com.atproto.server.getSession", "com.atproto.server.getSession") { try self.getSession($0) },
      Route("GET", "/xrpc/com.atproto.server.describeServer", "com.atproto.server.describeServer") {
        self.reply(200, self.serverDescription, try self.count($0))
      },
    ]
  }

  /// The account of a valid access token. A deactivated one may look at itself and do nothing else.
  func authenticate(_ call: Call, evenInactive: Bool = false) throws -> SandboxAccount {
    let claims = try claims(call, scope: "com.atproto.appPass")
    guard let account = world.account(.bluesky, claims.subject) else {
      throw refuse(400, "InvalidToken", "Could not find account: \(claims.subject)")
    }
    guard claims.generation >= generation(account), claims.expiresAt > world.now else {
      throw refuse(400, "ExpiredToken", "Token has expired")
    }
    guard evenInactive || isActive(account) else { throw refuse(401, "AccountDeactivated", "Account is deactivated") }
    return account
  }

  private func claims(_ call: Call, scope: String) throws -> BlueskyTokens.Claims {
    guard let header = call.request.header("authorization") else {
      throw refuse(401, "AuthMissing", "Authentication Required")
    }
    guard let token = call.request.authorization("Bearer") else {
      throw refuse(400, "InvalidToken", "Unexpected authorization type: \(header.prefix { $0 != " " })")
    }
    guard let claims = tokens.read(token) else { throw refuse(400, "InvalidToken", "Token could not be verified") }
    guard claims.scope == scope else { throw refuse(400, "InvalidToken", "Bad token scope") }
    return claims
  }

  private func createSession(_ call: Call) throws -> Reply {
    try count(call)
    let body = try input(call)
    let identifier = try required("identifier", in: body)
    let password = try required("password", in: body)
    let standing = try checked("sessions " + identifier.lowercased(), limits.sessions, 1)
    guard let account = world.account(.bluesky, identifier), let found = credentials.find(password, .bluesky),
      found.credential.account == account.id, !found.revoked
    else { throw refuse(401, "AuthenticationRequired", "Invalid identifier or password") }
    return reply(200, session(account, newRefreshToken(account)), standing)
  }

  /// Rotation as in the PDS: the old token lives two hours more and leads to the same new one.
  private func refreshSession(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let claims = try claims(call, scope: "com.atproto.refresh")
    let now = world.now
    guard claims.expiresAt > now else { throw refuse(400, "ExpiredToken", "Token has expired") }
    guard let account = world.account(.bluesky, claims.subject) else {
      throw invalid("Could not find user info for account: \(claims.subject)")
    }
    guard let next = rotate(claims.id ?? "", now) else { throw refuse(400, "ExpiredToken", "Token has been revoked") }
    return reply(200, session(account, next), standing)
  }

  private func rotate(_ id: String, _ now: Date) -> RefreshToken? {
    let fresh = newTokenID()
    let rotated = state.withLock { state -> (old: RefreshToken, new: RefreshToken)? in
      guard var old = state.refreshTokens[id], old.expiresAt > now else { return nil }
      old.expiresAt = min(old.expiresAt, now.addingTimeInterval(BlueskyTokens.graceSeconds))
      let nextID = old.nextID ?? fresh
      old.nextID = nextID
      let new =
        state.refreshTokens[nextID]
        ?? RefreshToken(
          id: nextID, account: old.account, expiresAt: now.addingTimeInterval(BlueskyTokens.refreshSeconds))
      state.refreshTokens[id] = old
      state.refreshTokens[nextID] = new
      return (old, new)
    }
    guard let rotated else { return nil }
    journal?.append(.refreshToken(rotated.old))
    journal?.append(.refreshToken(rotated.new))
    return rotated.new
  }

  private func deleteSession(_ call: Call) throws -> Reply {
    try count(call)
    let claims = try claims(call, scope: "com.atproto.refresh")
    let now = world.now
    let ended = state.withLock { state -> RefreshToken? in
      guard var token = state.refreshTokens[claims.id ?? ""] else { return nil }
      token.expiresAt = now
      state.refreshTokens[token.id] = token
      return token
    }
    if let ended { journal?.append(.refreshToken(ended)) }
    return Reply(200)
  }

  private func getSession(_ call: Call) throws -> Reply {
    let standing = try count(call)
    return reply(200, identity(try authenticate(call, evenInactive: true)), standing)
  }

  private func newRefreshToken(_ account: SandboxAccount) -> RefreshToken {
    let token = RefreshToken(
      id: newTokenID(), account: account.id, expiresAt: world.now.addingTimeInterval(BlueskyTokens.refreshSeconds))
    state.withLock { $0.refreshTokens[token.id] = token }
    journal?.append(.refreshToken(token))
    return token
  }

  private func generation(_ account: SandboxAccount) -> Int {
    state.withLock { $0.generations[account.id, default: 0] }
  }

  private func newTokenID() -> String { Data(world.random.bytes(32)).base64EncodedString() }

  private func session(_ account: SandboxAccount, _ refresh: RefreshToken) -> JSON {
    let now = world.now
    var value: JSON = [
      "accessJwt": .string(tokens.access(account, generation: generation(account), now: now)),
      "refreshJwt": .string(tokens.refresh(refresh, now: now)),
    ]
    for (key, member) in identity(account).object ?? [:] { value[key] = member }
    return value
  }

  private func identity(_ account: SandboxAccount) -> JSON {
    let isActive = isActive(account)
    var value: JSON = [
      "handle": .string(account.name), "did": .string(account.id), "didDoc": didDocument(account),
      "email": .string(account.name.replacing(".", with: "-") + "@sandbox.invalid"), "emailConfirmed": true,
      "emailAuthFactor": false, "active": .bool(isActive),
    ]
    if !isActive { value["status"] = "deactivated" }
    return value
  }

  func didDocument(_ account: SandboxAccount) -> JSON {
    [
      "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
      "id": .string(account.id), "alsoKnownAs": [.string("at://" + account.name)], "verificationMethod": [],
      "service": [
        ["id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": .string(base)]
      ],
    ]
  }

  private var serverDescription: JSON {
    [
      "did": .string(serviceDID), "availableUserDomains": [".sandbox.example"], "inviteCodeRequired": true,
      "phoneVerificationRequired": false, "links": [:], "contact": [:],
    ]
  }
}
