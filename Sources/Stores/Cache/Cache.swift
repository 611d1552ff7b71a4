/// Values that may be lost at any time and are then found again elsewhere. Never the only copy.
package protocol Cache: Sendable {
  /// Nil when absent, expired or pushed out.
  func value(_ key: String) async throws -> [UInt8]?
  func set(_ key: String, _ value: [UInt8], for lifetime: Duration) async throws
  func remove(_ key: String) async throws
}
