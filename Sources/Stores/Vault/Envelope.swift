import Crypto
import Foundation
import Kernel

/// AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits, and what it is bound to.
enum Envelope {
  static let version: UInt8 = 1
  private static let head = 1 + 16

  /// The id of the org's key that sealed it; nil for bytes that are no sealed secret.
  static func keyID(of secret: SealedSecret) -> UUID? {
    guard secret.bytes.count >= head + 12 + 16, secret.bytes.first == version else { return nil }
    return secret.bytes[1..<head].withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }

  static func seal(_ secret: [UInt8], with key: SymmetricKey, id: UUID, at place: SecretPlace) throws -> SealedSecret {
    let box = try AES.GCM.seal(secret, using: key, authenticating: binding(of: place, key: id))
    return SealedSecret(bytes: [version] + bytes(of: id) + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag))
  }

  static func open(_ secret: SealedSecret, with key: SymmetricKey, id: UUID, at place: SecretPlace) throws -> [UInt8] {
    let box = try AES.GCM.SealedBox(combined: secret.bytes.dropFirst(head))
    return Array(try AES.GCM.open(box, using: key, authenticating: binding(of: place, key: id)))
  }

  /// An org's data key under the vault's key.
  static func wrap(_ key: SymmetricKey, with vaultKey: VaultKey, org: OrgID, id: UUID) throws -> [UInt8] {
    let secret = key.withUnsafeBytes { Array($0) }
    let box = try AES.GCM.seal(secret, using: vaultKey.key, authenticating: binding(of: org, id, vaultKey))
    return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
  }

  static func unwrap(_ wrapped: [UInt8], with vaultKey: VaultKey, org: OrgID, id: UUID) throws -> SymmetricKey {
    let box = try AES.GCM.SealedBox(combined: wrapped)
    return SymmetricKey(
      data: try AES.GCM.open(box, using: vaultKey.key, authenticating: binding(of: org, id, vaultKey)))
  }

  private static func binding(of place: SecretPlace, key: UUID) -> [UInt8] {
    joined(["secret", place.org.description, key.uuidString, place.table, place.column, place.row])
  }

  private static func binding(of org: OrgID, _ id: UUID, _ vaultKey: VaultKey) -> [UInt8] {
    joined(["org key", org.description, id.uuidString, vaultKey.id])
  }

  /// Each part with its length before it, so that no two lists look alike.
  private static func joined(_ parts: [String]) -> [UInt8] {
    parts.flatMap { part in
      let count = UInt32(clamping: part.utf8.count)
      return (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } + Array(part.utf8)
    }
  }

  private static func bytes(of id: UUID) -> [UInt8] { withUnsafeBytes(of: id.uuid) { Array($0) } }
}
