package import Foundation
package import Kernel
package import Platforms

/// One occurrence of a post on an account: a row of the ledger.
package struct Publication: Sendable, Equatable {
  package var id: PublicationID
  package var brand: BrandID
  package var post: PostID
  package var connector: ConnectorID
  package var accountKey: String
  package var platform: String
  package var occurrence: Int
  package var state: PublicationState
  package var reason: String
  package var stateSince: Date
  package var scheduledAt: Date
  package var wallTime: String
  package var zone: String
  package var zoneReading: Zone.Reading
  package var lateSeconds: Int
  package var pinnedHash: String?
  package var payload: [UInt8]?
  package var payloadHash: String?
  package var clientToken: String?
  package var generation: Int
  package var fence: Int64
  package var attempts: Int
  package var firstSentAt: Date?
  package var sentAt: Date?
  package var settleAt: Date?
  package var nextAt: Date
  package var verifyFrom: Date?
  package var externalID: String?
  package var externalURL: String?
  package var publishedAt: Date?
  package var version: Int
  package var createdAt: Date
  /// The database's clock when the row was read.
  package var readAt: Date

  /// The last moment at which it may still go out.
  package var latest: Date { scheduledAt.addingTimeInterval(Double(lateSeconds)) }

  package var resource: String { id.description }

  /// Whether the stored payload is what goes or went out. One that is planned anew takes its post's text at its time.
  package var hasFixedText: Bool { state != .planned || firstSentAt != nil }

  package var fixedPayload: PublicationPayload? {
    guard hasFixedText, let payload else { return nil }
    return try? JSONDecoder().decode(PublicationPayload.self, from: Data(payload))
  }
}

/// One thing that was tried, as evidence.
package struct PublishAttempt: Sendable, Equatable {
  package enum Step: String, Sendable, Codable { case create, read, person, restore }

  package var id: AttemptID
  package var step: Step
  package var outcome: String
  package var status: Int
  package var code: String
  package var evidence: [CreatedPost]
  package var actor: String
  package var at: Date
}
