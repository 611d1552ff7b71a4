package import Foundation

/// The platforms that the sandbox stands in for.
package enum SandboxPlatform: String, Sendable, Hashable, Codable, CaseIterable { case mastodon, bluesky }

/// An account on one of the platforms.
package struct SandboxAccount: Sendable, Hashable, Codable {
  package var platform: SandboxPlatform
  /// Mastodon: a number as text. Bluesky: a DID.
  package var id: String
  /// Mastodon: the user name. Bluesky: the handle.
  package var name: String
  package var displayName: String
  package var createdAt: Date
}

/// Who made a post.
package enum PostOrigin: String, Sendable, Codable {
  /// An application, through the API.
  case client
  /// A person, with the platform's own app (`PeopleNoise`).
  case person
  /// The platform itself, by the `duplicate` fault.
  case platform
}

/// One record that the platform holds: the truth that proofs compare with.
package struct SandboxPost: Sendable, Equatable, Codable {
  package var platform: SandboxPlatform
  package var account: String
  /// Mastodon: `status`. Bluesky: the record's collection.
  package var collection: String
  /// Mastodon: the status id. Bluesky: the record key.
  package var id: String
  /// Mastodon: the ActivityPub address. Bluesky: the at-uri.
  package var uri: String
  /// Bluesky: the content identifier.
  package var cid: String?
  /// As the client sent it.
  package var text: String
  package var createdAt: Date
  package var visibleAt: Date
  package var origin: PostOrigin
  /// Mastodon: the Idempotency-Key. Bluesky: the record key when the client chose it.
  package var clientKey: String?
  package var replyTo: String?
  package var editedAt: Date?
  package var deletedAt: Date?
  /// The rest of what was sent, in the platform's own words.
  package var document: JSON

  package func isVisible(at now: Date) -> Bool { deletedAt == nil && visibleAt <= now }
}
