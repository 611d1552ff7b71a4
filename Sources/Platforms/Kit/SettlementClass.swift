/// How a platform lets us find out whether a create call had an effect. The names are those of the design.
package enum SettlementClass: String, Codable, Sendable, CaseIterable {
  /// The server keeps an idempotency key for a while (Mastodon).
  case key = "K"
  /// We choose the new post's identifier (Bluesky).
  case clientID = "I"
  /// A container or upload has a status of its own.
  case container = "C"
  /// Nothing but reading the timeline back.
  case none = "N"
}
