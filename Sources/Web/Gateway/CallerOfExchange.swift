import HTTPTypes
import Kernel

extension Exchange {
  /// The caller: bearer credentials if there are any, else the session cookie, else nobody.
  func caller() async throws -> Principal? {
    if let header = info.headers.single(.authorization) {
      guard let token = bearer(header) else {
        throw unauthenticated("The Authorization header must be: Bearer, a blank and the token.")
      }
      return try await authenticate(.bearer(Redacted(token)))
    }
    guard let cookie = sessionCookie else { return nil }
    return try await authenticate(.session(Redacted(cookie)))
  }

  /// Where nobody needs to be signed in, a session that ended does not stand in the way of a new one.
  func caller(for access: Access) async throws -> Principal? {
    do {
      return try await caller()
    } catch let problem as Problem where problem.kind == .unauthenticated && access == .anyone {
      return nil
    }
  }

  var sessionCookie: String? { PageCookie.session.value(info.headers, isSecure: info.scheme == "https") }

  private func bearer(_ header: String) -> String? {
    let blank = header.utf8.firstIndex(of: UInt8(ascii: " ")) ?? header.endIndex
    guard header[..<blank].utf8.elementsEqual("bearer".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
    let token = Substring(header[blank...].utf8.drop { $0 == UInt8(ascii: " ") }).trimmed
    return token.isEmpty || token.utf8.count > 8_192 ? nil : token
  }

  private func authenticate(_ credentials: Credentials) async throws -> Principal {
    do {
      let caller = try await gateway.parts.authenticator.authenticate(credentials, requestID: info.id)
      logContext.org = caller.org
      return caller
    } catch let problem as Problem where problem.kind == .unauthenticated {
      throw unauthenticated(problem.detail)
    }
  }

  func unauthenticated(_ detail: String) -> Problem {
    add(.wwwAuthenticate, "Bearer realm=\"starling\"")
    return Problem(.unauthenticated, detail)
  }

  /// The brands in which the caller may do this. Throws `.unauthenticated` or `.forbidden`.
  func authorise(_ caller: Principal?, _ access: Access) throws -> BrandScope {
    switch access {
    case .anyone: return caller.map(wholeScope) ?? .only([])
    case .signedIn:
      guard let caller else { throw unauthenticated("Sign in first.") }
      if case .apiKey = caller.proof, !info.method.isSafe {
        throw Problem(.forbidden, "An access key changes nothing about its owner's account. Sign in as a person.")
      }
      return wholeScope(caller)
    case .permission(let permission):
      guard let caller else { throw unauthenticated("Sign in first.") }
      guard let scope = gateway.parts.policy.scope(of: caller, for: permission) else {
        throw Problem(.forbidden, "Your role or key does not include \(permission).")
      }
      return scope
    }
  }

  private func wholeScope(_ caller: Principal) -> BrandScope {
    if caller.grants.contains(where: { $0.brands == .all }) { return .all }
    return .only(
      caller.grants.reduce(into: []) { brands, grant in
        if case .only(let some) = grant.brands { brands.formUnion(some) }
      })
  }

  /// Counts the request and adds the `RateLimit` headers; throws `.rateLimited`.
  func limit(_ caller: Principal?, _ channel: RateChannel, _ path: [String: String]) async throws {
    let outcome = await gateway.limiter.count(caller, channel: channel, path: path, address: info.clientAddress)
    add(.rateLimitPolicy, outcome.policy)
    if !outcome.state.isEmpty { add(.rateLimit, outcome.state) }
    if let refusal = outcome.refusal { throw refusal }
  }

  /// A cookie proves nothing about who wrote the request, so unsafe calls with one need the CSRF token too.
  func checkCSRF(_ caller: Principal?, token: String?) throws {
    guard !info.method.isSafe, !info.headers.contains(.authorization) else { return }
    if caller == nil, token == nil, isAPI { return }
    let secret = sessionCookie ?? PageCookie.csrf.value(info.headers, isSecure: info.scheme == "https")
    try gateway.csrf.check(token, secret: secret, headers: info.headers, origin: origin)
  }
}

extension HTTPRequest.Method {
  var isSafe: Bool { self == .get || self == .head || self == .options }
}
