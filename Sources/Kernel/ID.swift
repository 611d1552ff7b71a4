package import Foundation

/// Names the kind of thing an identifier belongs to. `prefix` is what people see before the
/// underscore, so it never changes once a release has shown it.
package protocol EntityKind: Sendable {
  static var prefix: String { get }
}

/// A typed, time-ordered identifier: a UUIDv7 in the database, `brand_01j…` everywhere else.
///
/// The text form is the kind's prefix, an underscore and the 128 bits as 26 lower-case
/// Crockford base32 digits (the TypeID encoding: the first digit carries three bits).
package struct ID<Kind: EntityKind>: Hashable, Sendable, Comparable {
  package let uuid: UUID

  package init(_ uuid: UUID) { self.uuid = uuid }

  package static func < (lhs: Self, rhs: Self) -> Bool {
    withUnsafeBytes(of: lhs.uuid.uuid) { left in
      withUnsafeBytes(of: rhs.uuid.uuid) { right in left.lexicographicallyPrecedes(right) }
    }
  }
}

extension ID: LosslessStringConvertible {
  package var description: String {
    let prefix = Kind.prefix
    return String(unsafeUninitializedCapacity: prefix.utf8.count + 27) { text in
      let end = text.initialize(from: prefix.utf8).index
      text[end] = UInt8(ascii: "_")
      if let start = text.baseAddress { Base32.write(uuid, to: start + end + 1) }
      return end + 27
    }
  }

  /// Nil for another kind's prefix, a wrong length, a digit outside the alphabet or a value
  /// above 128 bits.
  package init?(_ description: String) {
    let expected = Kind.prefix + "_"
    guard description.hasPrefix(expected),
      let uuid = Base32.decodeUUID(description.dropFirst(expected.count))
    else { return nil }
    self.uuid = uuid
  }
}

extension ID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not an id that starts with \(Kind.prefix)_")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
