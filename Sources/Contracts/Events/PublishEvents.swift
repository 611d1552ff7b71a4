package import Foundation
package import Kernel

package struct PublicationScheduled: EventPayload, Equatable {
  package static let subject = "publish.scheduled"
  package static let summary = "A post has a time, or another time, on an account."
  package static let example = PublicationScheduled(
    publication: .sample(6), post: .sample(3), connector: .sample(7), at: .sample, zone: "Europe/Berlin")

  package var publication: PublicationID
  package var post: PostID
  package var connector: ConnectorID
  package var at: Date
  /// IANA name.
  package var zone: String

  package init(publication: PublicationID, post: PostID, connector: ConnectorID, at: Date, zone: String) {
    self.publication = publication
    self.post = post
    self.connector = connector
    self.at = at
    self.zone = zone
  }
}

package struct PublicationChanged: EventPayload, Equatable {
  package static let subject = "publish.changed"
  package static let summary = "A publication's state in the ledger changed; `reason` says why in a stable word."
  package static let example = PublicationChanged(
    publication: .sample(6), post: .sample(3), from: "sent", to: "unknown", reason: "timeout", due: .sample)

  package var publication: PublicationID
  package var post: PostID
  package var from: String
  package var to: String
  package var reason: String?
  /// When it was to go out.
  package var due: Date?

  package init(
    publication: PublicationID, post: PostID, from: String, to: String, reason: String?, due: Date? = nil
  ) {
    self.due = due
    self.publication = publication
    self.post = post
    self.from = from
    self.to = to
    self.reason = reason
  }
}

package struct PublicationPublished: EventPayload, Equatable {
  package static let subject = "publish.published"
  package static let summary = "A post is out: the platform's own id and address are known."
  package static let example = PublicationPublished(
    publication: .sample(6), post: .sample(3), connector: .sample(7), platform: "mastodon",
    externalID: "112233445566", url: "https://mastodon.example/@acme/112233445566", attempts: 1)

  package var publication: PublicationID
  package var post: PostID
  package var connector: ConnectorID
  package var platform: String
  package var externalID: String
  package var url: String?
  package var attempts: Int

  enum CodingKeys: String, CodingKey {
    case publication, post, connector, platform, url, attempts
    case externalID = "external_id"
  }

  package init(
    publication: PublicationID, post: PostID, connector: ConnectorID, platform: String, externalID: String,
    url: String?, attempts: Int
  ) {
    self.publication = publication
    self.post = post
    self.connector = connector
    self.platform = platform
    self.externalID = externalID
    self.url = url
    self.attempts = attempts
  }
}

package struct PublicationNeedsHuman: EventPayload, Equatable {
  package static let subject = "publish.needs_human"
  package static let summary = "Whether a post went out cannot be proven; a person decides on the evidence page."
  package static let example = PublicationNeedsHuman(
    publication: .sample(6), post: .sample(3), reason: "no-read-back")

  package var publication: PublicationID
  package var post: PostID
  package var reason: String

  package init(publication: PublicationID, post: PostID, reason: String) {
    self.publication = publication
    self.post = post
    self.reason = reason
  }
}

package struct ConnectorChanged: EventPayload, Equatable {
  package static let subject = "publish.connector_changed"
  package static let summary =
    "A connected account changed state: connected, expiring, refresh-unknown, lost or removed."
  package static let example = ConnectorChanged(
    connector: .sample(7), platform: "bluesky", state: "lost", reason: "token-revoked")

  package var connector: ConnectorID
  package var platform: String
  package var state: String
  package var reason: String?

  package init(connector: ConnectorID, platform: String, state: String, reason: String?) {
    self.connector = connector
    self.platform = platform
    self.state = state
    self.reason = reason
  }
}

package struct PublishingPaused: EventPayload, Equatable {
  package static let subject = "publish.paused"
  package static let summary = "Nothing goes out for a connector, a brand or the organisation until someone resumes."
  package static let example = PublishingPaused(scope: "brand", paused: true, reason: "stopped-by-person")

  /// connector, brand or org.
  package var scope: String
  /// False when it was resumed.
  package var paused: Bool
  package var reason: String

  package init(scope: String, paused: Bool, reason: String) {
    self.scope = scope
    self.paused = paused
    self.reason = reason
  }
}
