package import Foundation
package import Kernel
package import Transport

/// One post, or one part of a thread, with everything that its request needs except what earlier parts return.
package struct PreparedSegment: Sendable, Codable, Equatable {
  package var text: String
  /// BCP 47.
  package var language: String
  /// The platform's own additions as JSON text, such as Bluesky's facets with the accounts they resolved to.
  package var extras: String?

  package init(text: String, language: String, extras: String? = nil) {
    self.text = text
    self.language = language
    self.extras = extras
  }
}

/// A post that exists on the platform.
package struct CreatedPost: Sendable, Codable, Equatable {
  /// Mastodon's status id, Bluesky's at-uri.
  package var id: String
  package var url: String
  /// What a reply must name besides the id: Bluesky's cid.
  package var revision: String?
  package var createdAt: Date?

  package init(id: String, url: String, revision: String? = nil, createdAt: Date? = nil) {
    self.id = id
    self.url = url
    self.revision = revision
    self.createdAt = createdAt
  }
}

/// One create call, with what the ledger demands of it.
package struct CreateCall: Sendable {
  package var segment: PreparedSegment
  /// Idempotency key or record key, chosen and stored before.
  package var clientToken: String
  /// The earlier parts of the thread, first to last.
  package var earlier: [CreatedPost]
  /// When the publication was decided, for records that carry their own time.
  package var createdAt: Date
  package var timeouts: OutboundRequest.Timeouts
  /// As `OutboundRequest.gate`.
  package var gate: OutboundRequest.Gate?

  package init(
    segment: PreparedSegment, clientToken: String, earlier: [CreatedPost] = [], createdAt: Date,
    timeouts: OutboundRequest.Timeouts = .init(), gate: OutboundRequest.Gate? = nil
  ) {
    self.segment = segment
    self.clientToken = clientToken
    self.earlier = earlier
    self.createdAt = createdAt
    self.timeouts = timeouts
    self.gate = gate
  }
}

/// What reading back a create call with an unknown outcome must find.
package struct ReadBack: Sendable {
  package var segment: PreparedSegment
  package var clientToken: String
  /// When the create call was allowed to begin, by our clock.
  package var sentAt: Date
  /// Posts that belong to other publications of the account and are no answer.
  package var boundElsewhere: Set<String>

  package init(segment: PreparedSegment, clientToken: String, sentAt: Date, boundElsewhere: Set<String> = []) {
    self.segment = segment
    self.clientToken = clientToken
    self.sentAt = sentAt
    self.boundElsewhere = boundElsewhere
  }
}

package enum ReadBackAnswer: Sendable, Equatable {
  /// It is out, and it is ours.
  case found(CreatedPost)
  /// Everything that could hold it was read, and it is not there. Counts only after the settle time.
  case absent
  /// The same words are there, but not provably by us: a person decides.
  case doubtful([CreatedPost])
}

package struct PostMetrics: Sendable, Equatable {
  package var id: String
  package var likes: Int
  package var comments: Int
  package var shares: Int
  /// Nil where the platform does not say.
  package var saves: Int?

  package init(id: String, likes: Int, comments: Int, shares: Int, saves: Int? = nil) {
    self.id = id
    self.likes = likes
    self.comments = comments
    self.shares = shares
    self.saves = saves
  }
}

/// What an account has said before, newest first.
package struct OwnPosts: Sendable, Equatable {
  /// Words of posts that everybody may read and that answer nobody; none of what others wrote.
  package var texts: [String]
  /// Asks for the page behind this one; nil behind the last.
  package var next: String?

  package init(texts: [String], next: String?) {
    self.texts = texts
    self.next = next
  }
}

/// One platform's API. Every call is made once; who calls decides about trying again, by the failure's `effect`.
package protocol PlatformClient: Sendable {
  /// `mastodon`, `bluesky`: the key in rules, connectors and pages.
  var platform: String { get }
  /// How many posts one read of metrics takes.
  var metricsBatch: Int { get }

  func connect(_ grant: ConnectionGrant) async throws(PublishFailure) -> ConnectedAccount
  /// Reads profile and limits anew with the stored access.
  func check(_ session: PlatformSession) async throws(PublishFailure) -> ConnectedAccount
  /// A new credential for one that can be refreshed. Throws `tokenDead` where it cannot.
  func refresh(_ session: PlatformSession) async throws(PublishFailure) -> Credential
  /// The idempotency key or record key of one try of a publication. The same for the same input, so that a database
  /// that was restored from a backup asks for the same thing again instead of a second one.
  func clientToken(for publication: PublicationID, generation: Int) -> String
  /// Everything that needs the network before the intent is stored. Never creates anything.
  func prepare(_ text: String, language: String, _ session: PlatformSession) async throws(PublishFailure)
    -> PreparedSegment
  func create(_ call: CreateCall, _ session: PlatformSession) async throws(PublishFailure) -> CreatedPost
  func readBack(_ wanted: ReadBack, _ session: PlatformSession) async throws(PublishFailure) -> ReadBackAnswer
  /// What is at this address, for a person who says "it is out, here". Nil when nothing is there.
  func look(at url: String, _ session: PlatformSession) async throws(PublishFailure) -> CreatedPost?
  /// Deleting what is gone already is fine.
  func delete(_ id: String, _ session: PlatformSession) async throws(PublishFailure)
  /// A page of what the account has said. `page` is the `next` of the one before; nil for the newest.
  func ownPosts(_ page: String?, _ session: PlatformSession) async throws(PublishFailure) -> OwnPosts
  /// Posts that are gone are missing from the reply.
  func metrics(_ ids: [String], _ session: PlatformSession) async throws(PublishFailure) -> [PostMetrics]
}
