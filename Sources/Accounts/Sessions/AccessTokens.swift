import Crypto
package import Foundation
import JWTKit
package import Kernel
import Synchronization

/// The short proof that API clients send with each call: a JWT signed with HMAC-SHA256 (RFC 7519).
/// It says who and until when; what the caller may do is looked up, so a changed role counts at once.
package struct AccessTokens: Sendable {
  package static let lifetime: TimeInterval = 10 * 60
  private static let issuer = "starling"

  package struct Claims: Sendable, Equatable {
    package var org: OrgID
    package var session: SessionID
    package var expires: Date
  }

  private struct Payload: JWTPayload {
    var iss: IssuerClaim
    var sub: SubjectClaim
    var org: String
    var iat: IssuedAtClaim
    var exp: ExpirationClaim

    func verify(using algorithm: some JWTAlgorithm) throws {
      guard iss.value == AccessTokens.issuer else {
        throw JWTError.claimVerificationFailure(failedClaim: iss, reason: "")
      }
    }
  }

  private let collection: JWTKeyCollection
  private let time: TimeSource
  private let checked = CheckedTokens()

  package init(key: [UInt8], time: TimeSource) async {
    collection = JWTKeyCollection()
    self.time = time
    await collection.add(hmac: HMACKey(from: Data(key)), digestAlgorithm: .sha256)
  }

  package func issue(org: OrgID, session: SessionID) async throws -> (token: Redacted<String>, expires: Date) {
    let now = time.now()
    let expires = now.addingTimeInterval(Self.lifetime)
    let payload = Payload(
      iss: .init(value: Self.issuer), sub: .init(value: session.description), org: org.description,
      iat: .init(value: now), exp: .init(value: expires))
    return (Redacted(try await collection.sign(payload)), expires)
  }

  /// Throws `.unauthenticated`, with other words for a token that only ran out.
  package func check(_ token: Redacted<String>) async throws -> Claims {
    let claims = try await claims(token)
    guard time.now() < claims.expires else {
      throw Problem(.unauthenticated, "This access token has expired. Get a new one from /v1/auth/refresh.")
    }
    return claims
  }

  private func claims(_ token: Redacted<String>) async throws -> Claims {
    if let known = checked[token] { return known }
    guard let payload = try? await collection.verify(token.reveal(), as: Payload.self),
      let org = OrgID(payload.org), let session = SessionID(payload.sub.value)
    else { throw Problem(.unauthenticated, "This access token is not one of ours. Sign in again.") }
    let claims = Claims(org: org, session: session, expires: payload.exp.value)
    checked.keep(claims, of: token, now: time.now())
    return claims
  }
}

/// Tokens whose signature was right, until they expire: a client sends the same one with each call, and checking it
/// takes longer than most of what is asked for. Kept by their hashes, so that memory holds no tokens.
private final class CheckedTokens: Sendable {
  private static let capacity = 10_000
  private let kept = Mutex<[SHA256Digest: AccessTokens.Claims]>([:])

  subscript(token: Redacted<String>) -> AccessTokens.Claims? {
    let hash = Self.hash(token)
    return kept.withLock { $0[hash] }
  }

  func keep(_ claims: AccessTokens.Claims, of token: Redacted<String>, now: Date) {
    let hash = Self.hash(token)
    kept.withLock { kept in
      if kept.count >= Self.capacity { kept = kept.filter { $0.value.expires > now } }
      if kept.count >= Self.capacity { kept.removeAll() }
      kept[hash] = claims
    }
  }

  private static func hash(_ token: Redacted<String>) -> SHA256Digest { SHA256.hash(data: Array(token.reveal().utf8)) }
}
