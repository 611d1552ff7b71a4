import Foundation
import Synchronization

/// The caller of a route that needs a token.
struct MastodonSession {
  var account: SandboxAccount
  var scopes: [String]
  var app: String?
  var standing: RateWindows.Standing?
}

extension MastodonServer {
  /// Checks the token and one of the scopes, and counts the request. `own` is the route's own, tighter
  /// limit, whose standing the headers then tell.
  func session(_ call: Call, _ scopes: [String], own: (name: String, limit: RateLimit)? = nil) throws -> MastodonSession
  {
    let token = call.request.authorization("Bearer") ?? call.request.query("access_token") ?? ""
    let found = credentials.find(token, .mastodon)
    let account = found.flatMap { world.account(.mastodon, $0.credential.account) }
    let standing = try count(call, account, own)
    guard let found, let account else { throw invalidToken("The access token is invalid") }
    guard !found.revoked else { throw invalidToken("The access token was revoked") }
    guard scopes.isEmpty || scopes.contains(where: { found.credential.covers($0) }) else {
      throw refuse(403, "This action is outside the authorized scopes")
    }
    return MastodonSession(
      account: account, scopes: found.credential.scopes, app: found.credential.app, standing: standing)
  }

  /// Counts a request that needs no token.
  @discardableResult
  func count(
    _ call: Call, _ account: SandboxAccount? = nil, _ own: (name: String, limit: RateLimit)? = nil
  ) throws -> RateWindows.Standing? {
    let now = world.now
    let standing = state.withLock { state -> RateWindows.Standing? in
      let general =
        account.map { state.windows.count("account " + $0.id, [limits.perAccount], at: now) }
        ?? state.windows.count("address " + call.request.peer, [limits.perAddress], at: now)
      guard let own, let account, general?.exceeded != true else { return general }
      return state.windows.count(own.name + " " + account.id, [own.limit], at: now)
    }
    if let standing, standing.exceeded { throw Refusal(reply: tooMany(standing)) }
    return standing
  }

  private func invalidToken(_ words: String) -> Refusal {
    Refusal(
      reply: error(401, words).adding([
        ("WWW-Authenticate", #"Bearer realm="Doorkeeper", error="invalid_token", error_description="\#(words)""#)
      ]))
  }
}

extension StoredCredential {
  /// `write` covers `write:statuses`.
  func covers(_ scope: String) -> Bool {
    scopes.contains(scope) || scopes.contains(String(scope.prefix { $0 != ":" }))
  }
}
