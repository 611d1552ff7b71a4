import Crypto
import Foundation
import Kernel

/// A TID (atproto.com/specs/tid): 53 bits of Unix microseconds and 10 bits of a clock's number in 13 sortable digits.
/// The time is the publication's own, to the millisecond; the rest comes from a digest of its id.
enum RecordKey {
  private static let digits = Array("234567abcdefghijklmnopqrstuvwxyz")

  static func make(for publication: PublicationID, generation: Int) -> String {
    let bytes = withUnsafeBytes(of: publication.uuid.uuid) { Array($0) }
    let milliseconds = bytes[0..<6].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let digest = SHA256.hash(data: Data("\(publication)/\(generation)".utf8)).prefix(8)
    let chance = digest.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let microseconds = (milliseconds * 1000 + chance % 1000) & (1 << 53 - 1)
    return text(microseconds << 10 | (chance >> 20) & 0x3FF)
  }

  private static func text(_ value: UInt64) -> String {
    String((0..<13).map { digits[Int(value >> (5 * UInt64(12 - $0)) & 31)] })
  }
}
