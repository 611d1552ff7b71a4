import Crypto
import CryptoExtras
import Foundation
import Kernel

/// A stored password: `scrypt$15$8$3$<salt>$<hash>`, salt and hash in base64. The parameters stand in
/// the text so that they can be raised and old hashes still be checked.
package struct PasswordHash: Sendable, Equatable {
  package struct Cost: Sendable, Equatable {
    /// N = 2^logN.
    package var logN: Int
    package var r: Int
    package var p: Int

    /// 32 MiB and about a tenth of a second: the OWASP cheat sheet's scrypt line for p = 3.
    package static let standard = Cost(logN: 15, r: 8, p: 3)
  }

  let cost: Cost
  let salt: [UInt8]
  let hash: [UInt8]

  package var text: String {
    "scrypt$\(cost.logN)$\(cost.r)$\(cost.p)$\(Data(salt).base64EncodedString())$\(Data(hash).base64EncodedString())"
  }

  package init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "scrypt", let logN = Int(parts[1]), let r = Int(parts[2]),
      let p = Int(parts[3]),
      (10...20).contains(logN), (1...32).contains(r), (1...16).contains(p),
      let salt = Data(base64Encoded: String(parts[4])), let hash = Data(base64Encoded: String(parts[5])),
      hash.count == 32
    else { return nil }
    self.cost = Cost(logN: logN, r: r, p: p)
    self.salt = Array(salt)
    self.hash = Array(hash)
  }

  /// Blocks for about a tenth of a second and takes 32 MiB: call through `PasswordHasher`.
  init(_ password: String, cost: Cost, salt: [UInt8]) throws {
    self.cost = cost
    self.salt = salt
    self.hash = try Self.derive(password, cost: cost, salt: salt)
  }

  func matches(_ password: String) throws -> Bool {
    let candidate = try Self.derive(password, cost: cost, salt: salt)
    return zip(candidate, hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func derive(_ password: String, cost: Cost, salt: [UInt8]) throws -> [UInt8] {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt, outputByteCount: 32,
      rounds: 1 << cost.logN, blockSize: cost.r, parallelism: cost.p, maxMemory: 256 << 20)
    return key.withUnsafeBytes { Array($0) }
  }
}
