package import Foundation
import JWTKit
package import Kernel

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
    guard let payload = try? await collection.verify(token.reveal(), as: Payload.self),
      let org = OrgID(payload.org), let session = SessionID(payload.sub.value)
    else { throw Problem(.unauthenticated, "This access token is not one of ours. Sign in again.") }
    guard time.now() < payload.exp.value else {
      throw Problem(.unauthenticated, "This access token has expired. Get a new one from /v1/auth/refresh.")
    }
    return Claims(org: org, session: session, expires: payload.exp.value)
  }
}
