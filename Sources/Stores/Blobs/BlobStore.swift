/// Where a blob lies: segments of lower-case letters, digits, `_`, `-` and `.`, none starting with a dot.
/// The first segment is the org's id.
package struct BlobPath: Sendable, Hashable {
  package let value: String

  /// Nil for anything else, so no path can leave the store.
  package init?(_ value: String) {
    let segments = value.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard value.utf8.count <= 400, segments.allSatisfy(Self.isSegment) else { return nil }
    self.value = value
  }

  private static func isSegment(_ segment: Substring.UTF8View.SubSequence) -> Bool {
    guard let first = segment.first, first != UInt8(ascii: "."), segment.count <= 120 else { return false }
    return segment.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (0x30...0x39).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
  }
}

/// Media and reports. A blob is written whole or not at all and never changes; another content has another path.
package protocol BlobStore: Sendable {
  /// Throws `Problem(.conflict)` when the path holds other bytes; the same bytes again are fine.
  func put(_ bytes: [UInt8], at path: BlobPath) async throws
  /// Throws `Problem(.notFound)`.
  func get(_ path: BlobPath) async throws -> [UInt8]
  /// Nothing happens when there is none.
  func delete(_ path: BlobPath) async throws
  /// Every blob whose path goes on below this one: all of an org, by its id. Nothing happens when there is none.
  func deleteAll(in folder: BlobPath) async throws
}
