import Crypto
import Database
import Foundation
import HTTPTypes
import Kernel
import Synchronization

/// One call's `Idempotency-Key`: finds an earlier reply, and keeps this one in the transaction of its effect.
final class IdempotentCall: Sendable {
  let place: IdempotencyPlace
  private let bodyHash: [UInt8]
  let hidesSecret: Bool
  private let kept = Mutex<StoredReply?>(nil)

  init(place: IdempotencyPlace, body: [UInt8], hidesSecret: Bool) {
    self.place = place
    self.hidesSecret = hidesSecret
    bodyHash = Array(SHA256.hash(data: Data(body)))
  }

  /// The reply that was kept inside the effect's transaction, once there is one.
  var reply: StoredReply? { kept.withLock { $0 } }

  /// The reply of an earlier call with this key; throws `.idempotencyMismatch` for another body.
  func earlier(_ database: Database, _ tenant: TenantContext) async throws -> StoredReply? {
    try check(try await database.first(IdempotencyStatements.find, place, as: tenant))
  }

  /// Takes the key for this transaction. Throws `.inProgress` while another call holds it.
  func begin(_ transaction: Transaction) async throws -> StoredReply? {
    guard try await transaction.first(IdempotencyStatements.lock, place) == true else {
      throw Problem(
        .inProgress, "A request with this Idempotency-Key is still running. Ask again in a moment.",
        retryAfter: .seconds(1))
    }
    return try check(try await transaction.first(IdempotencyStatements.find, place))
  }

  func keep(status: Int, headers: [String: String], body: [UInt8]?, in transaction: Transaction) async throws {
    let reply = StoredReply(
      bodyHash: bodyHash, status: status, headers: headers, body: hidesSecret ? nil : body, hidesSecret: hidesSecret)
    try await transaction.execute(IdempotencyStatements.store, (place, reply))
    kept.withLock { $0 = reply }
  }

  private func check(_ reply: StoredReply?) throws -> StoredReply? {
    guard let reply else { return nil }
    guard reply.bodyHash == bodyHash else {
      throw Problem(.idempotencyMismatch, "This Idempotency-Key came before with another body. Use a new key.")
    }
    if reply.hidesSecret {
      throw Problem(.conflict, "This call was made before. Its reply showed a secret once and is not kept.")
    }
    return reply
  }
}

/// Leaves the handler when the reply of an earlier call was found under the lock.
struct ReplayEarlier: Error {
  var reply: StoredReply
}
