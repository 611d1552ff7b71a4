import Kernel
import Web

/// Edits of what people share name the version they read.
enum Stale {
  /// Nil `expected` (`If-Match: *`) accepts every version.
  /// Throws `Problem(.stale)` that carries the current value, so that a person can compare both.
  static func check(_ expected: Int?, current: some VersionedModel, _ what: String) throws {
    guard let expected, expected != current.version else { return }
    let json = String(decoding: try JSONBytes.encode(current), as: UTF8.self)
    throw Problem(
      .stale,
      "Somebody else changed this \(what) since you read it: you have version \(expected), now it is version \(current.version). Compare both and save again.",
      current: json)
  }
}
