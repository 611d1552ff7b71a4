package import Foundation
package import Kernel
import Platforms
package import Web

package struct PublicationReply: VersionedModel {
  package var id: PublicationID
  package var postID: PostID
  package var brandID: BrandID
  package var connectorID: ConnectorID
  package var platform: String
  package var occurrence: Int
  package var state: PublicationState
  package var reason: String
  package var explanation: String
  package var nextStep: String
  package var scheduled: Date
  package var wallTime: String
  package var zone: String
  package var zoneReading: String
  package var attempts: Int
  package var externalID: String?
  package var url: String?
  package var sent: Date?
  package var published: Date?
  package var version: Int

  package init(_ publication: Publication) {
    id = publication.id
    postID = publication.post
    brandID = publication.brand
    connectorID = publication.connector
    platform = publication.platform
    occurrence = publication.occurrence
    state = publication.state
    reason = publication.reason
    explanation = publication.sentence
    nextStep = publication.state.nextStep
    scheduled = publication.scheduledAt
    wallTime = publication.wallTime
    zone = publication.zone
    zoneReading = publication.zoneReading.rawValue
    attempts = publication.attempts
    externalID = publication.externalID
    url = publication.externalURL
    sent = publication.sentAt
    published = publication.publishedAt
    version = publication.version
  }

  static var fields: [SchemaField] {
    [
      .required("id", .id(PublicationID.self)), .required("post_id", .id(PostID.self)),
      .required("brand_id", .id(BrandID.self)), .required("connector_id", .id(ConnectorID.self)),
      .required("platform", .slug(1...32)), .required("occurrence", .integer(1...1_000_000)),
      .required("state", .choice(of: PublicationState.self)), .required("reason", .verbatim(0...200), "A stable word."),
      .required("explanation", .verbatim(0...1_000), "State and reason in a sentence."),
      .required("next_step", .verbatim(0...400)), .required("scheduled", .instant),
      .required("wall_time", .verbatim(0...32)), .required("zone", .verbatim(1...64)),
      .required(
        "zone_reading", .choice(["exact", "gap", "overlap"]),
        "gap: the clock jumps over that time, moved forward; overlap: it comes twice, the first counts."),
      .required("attempts", .integer(0...1_000_000)), .optional("external_id", .verbatim(0...500)),
      .optional("url", .verbatim(0...2_000)), .optional("sent", .instant), .optional("published", .instant),
      .required("version", .integer(1...2_000_000_000)),
    ]
  }

  package static var schema: Schema { .object("Publication", fields: fields) }
}

/// A publication with everything that was tried: the evidence.
package struct PublicationDetail: VersionedModel {
  package struct Attempt: APIModel {
    package var step: String
    package var outcome: String
    package var status: Int
    package var code: String
    package var actor: String
    package var at: Date
    package var found: [String]

    package static var schema: Schema {
      .object(
        "PublishAttempt", .required("step", .choice(["create", "read", "person", "restore"])),
        .required("outcome", .verbatim(0...200)),
        .required("status", .integer(0...999), "HTTP status, 0 where there was none."),
        .required("code", .verbatim(0...200)), .required("actor", .verbatim(0...200)), .required("at", .instant),
        .required("found", .list(.verbatim(0...2_000), 0...100), "Addresses of what was found."))
    }
  }

  package var publication: PublicationReply
  package var text: String?
  package var payloadHash: String?
  package var clientToken: String?
  package var timeline: [Attempt]

  package var version: Int { publication.version }

  init(_ publication: Publication, _ attempts: [PublishAttempt]) {
    self.publication = PublicationReply(publication)
    text = publication.fixedPayload?.text
    payloadHash = publication.hasFixedText ? publication.payloadHash : nil
    clientToken = publication.hasFixedText ? publication.clientToken : nil
    timeline = attempts.map {
      Attempt(
        step: $0.step.rawValue, outcome: $0.outcome, status: $0.status, code: $0.code, actor: $0.actor, at: $0.at,
        found: $0.evidence.map(\.url))
    }
  }

  package static var schema: Schema {
    .object(
      "PublicationDetail", .required("publication", .model(PublicationReply.self)),
      .optional("text", .verbatim(0...100_000), "The words that went or go out, once they are fixed."),
      .optional("payload_hash", .verbatim(64...64)), .optional("client_token", .verbatim(1...200)),
      .required("timeline", .list(.model(Attempt.self), 0...500)))
  }
}

package struct ScheduleBody: APIModel {
  package var connectorID: ConnectorID
  package var at: String
  package var zone: String
  package var lateSeconds: Int?
  package var seenHash: String?

  package static var schema: Schema {
    .object(
      "SchedulePost", .required("connector_id", .id(ConnectorID.self)),
      .required("at", .line(16...19), "Wall time, such as 2026-11-24T09:00."),
      .required("zone", .line(1...60), "IANA zone, such as Europe/Berlin."),
      .optional(
        "late_seconds", .integer(0...ScheduleWish.greatestLateness), "How late it may still go out; 3600 if left out."),
      .optional("seen_hash", .verbatim(64...64), "Hash of the payload that was seen; a later edit then stops it."))
  }
}

package struct PublishBody: APIModel {
  package var connectorID: ConnectorID
  package var seenHash: String?

  package static var schema: Schema {
    .object(
      "PublishPost", .required("connector_id", .id(ConnectorID.self)),
      .optional("seen_hash", .verbatim(64...64), "Hash of the payload that was seen."))
  }
}

package struct RescheduleBody: APIModel {
  package var at: String
  package var zone: String
  package var lateSeconds: Int?
  package var seenHash: String?

  package static var schema: Schema {
    .object(
      "MovePublication", .required("at", .line(16...19), "Wall time, such as 2026-11-24T09:00."),
      .required("zone", .line(1...60), "IANA zone, such as Europe/Berlin."),
      .optional("late_seconds", .integer(0...ScheduleWish.greatestLateness)),
      .optional("seen_hash", .verbatim(64...64), "Hash of the payload that was seen; only that goes out from now on."))
  }
}

package struct DecideBody: APIModel {
  package enum Decision: String, Codable, Sendable, CaseIterable {
    case out
    case notOut = "not_out"
    case leave
  }

  package var decision: Decision
  package var url: String?

  package static var schema: Schema {
    .object(
      "DecidePublication",
      .required(
        "decision", .choice(of: Decision.self),
        "out: it is out, link it; not_out: it is not, send it again; leave: it is not to go out."),
      .optional("url", .verbatim(1...2_000), "Address of the post, for out."))
  }
}
