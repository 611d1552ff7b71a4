package import Foundation
package import Kernel
import Platforms
package import Web

/// An account as the API shows it. Never carries a secret.
package struct ConnectorReply: VersionedModel {
  package var id: ConnectorID
  package var brandID: BrandID
  package var platform: String
  package var handle: String
  package var name: String
  package var url: String
  package var server: String
  package var software: String
  /// K, I, C or N: how an unknown outcome is settled.
  package var settlement: String
  package var isRehearsal: Bool
  package var isEnabled: Bool
  package var state: Connector.State
  package var reason: String
  package var nextStep: String
  package var maxCharacters: Int?
  package var tokenExpires: Date?
  package var checked: Date
  package var connected: Date
  package var version: Int

  package init(_ connector: Connector) {
    id = connector.id
    brandID = connector.brand
    platform = connector.platform
    handle = connector.account.handle
    name = connector.account.displayName
    url = connector.account.url
    server = connector.account.baseURL
    software = connector.software
    settlement = connector.settlement.rawValue
    isRehearsal = connector.rehearsal
    isEnabled = connector.disabledAt == nil
    state = connector.state
    reason = connector.stateReason
    nextStep = connector.nextStep
    maxCharacters = connector.limits.maxCharacters
    tokenExpires = connector.tokenExpiresAt
    checked = connector.checkedAt
    connected = connector.connectedAt
    version = connector.version
  }

  package static var schema: Schema {
    .object(
      "Connector",
      .required("id", .id(ConnectorID.self)), .required("brand_id", .id(BrandID.self)),
      .required("platform", .slug(1...32)), .required("handle", .verbatim(0...400)),
      .required("name", .verbatim(0...1_000)), .required("url", .verbatim(0...2_000)),
      .required("server", .verbatim(0...400)), .required("software", .verbatim(0...200)),
      .required(
        "settlement", .choice(["K", "I", "C", "N"]),
        "How an unknown outcome is settled: idempotency key, own id, container status, or reading only."),
      .required("is_rehearsal", .boolean, "An account of this installation's sandbox."),
      .required("is_enabled", .boolean), .required("state", .choice(of: Connector.State.self)),
      .required("reason", .verbatim(0...200)),
      .required("next_step", .verbatim(0...400), "What to do; empty when all is well."),
      .optional("max_characters", .integer(0...1_000_000)), .optional("token_expires", .instant),
      .required("checked", .instant), .required("connected", .instant),
      .required("version", .integer(1...2_000_000_000)))
  }
}

package struct ConnectBody: APIModel {
  package var brandID: BrandID
  package var platform: String
  package var server: String?
  package var identifier: String?
  package var secret: String

  package static var schema: Schema {
    .object(
      "ConnectAccount",
      .required("brand_id", .id(BrandID.self)),
      .required("platform", .choice(["mastodon", "bluesky"])),
      .optional(
        "server", .line(3...200), "The account's server, such as mastodon.example; for Bluesky bsky.social if left out."
      ),
      .optional("identifier", .line(1...200), "Bluesky: handle, DID or mail address."),
      .required(
        "secret", .verbatim(1...2_000),
        "Mastodon: an access token from Preferences, Development, of an application with a name of its own. Bluesky: an app password. Sealed at once and never shown."
      ))
  }
}

package struct StopReply: APIModel {
  package var scope: String
  package var onTheirWay: [PublicationReply]

  package static var schema: Schema {
    .object(
      "StoppedPublishing", .required("scope", .choice(["org", "brand", "connector"])),
      .required(
        "on_their_way", .list(.model(PublicationReply.self), 0...200), "What had left before the stop was confirmed."))
  }
}

package struct StopNotice: APIModel {
  package var scope: String
  package var brandID: BrandID?
  package var connectorID: ConnectorID?
  package var reason: String
  package var since: Date
  package var by: String

  init(_ stop: PublishingStop) {
    scope = stop.scope.name
    brandID = stop.scope.brand
    connectorID = stop.scope.connector
    reason = stop.reason
    since = stop.stoppedAt
    by = stop.stoppedBy
  }

  package static var schema: Schema {
    .object(
      "PublishingStop", .required("scope", .choice(["org", "brand", "connector"])),
      .optional("brand_id", .id(BrandID.self)), .optional("connector_id", .id(ConnectorID.self)),
      .required("reason", .choice(["person", "restored"])), .required("since", .instant),
      .required("by", .verbatim(0...200)))
  }
}

package struct StopState: APIModel {
  package var stops: [StopNotice]
  package var due: [PublicationReply]

  init(_ preview: ResumePreview) {
    stops = preview.stops.map(StopNotice.init)
    due = preview.due.map(PublicationReply.init)
  }

  package static var schema: Schema {
    .object(
      "StopState",
      .required("stops", .list(.model(StopNotice.self), 0...1_000), "Every stop that holds something here."),
      .required(
        "due", .list(.model(PublicationReply.self), 0...200),
        "What resuming here would send at once; after a restore, what is looked up on the accounts first."))
  }
}
