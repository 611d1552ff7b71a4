/// What the PDS allows; the defaults are those of bsky.social.
package struct BlueskyLimits: Sendable {
  package var perAddress = RateLimit(3000, per: 300)
  /// Points of writing per account; a create costs 3, an update 2, a delete 1.
  package var writes = [RateLimit(5000, per: 3600), RateLimit(35_000, per: 86_400)]
  package var sessions = [RateLimit(30, per: 300), RateLimit(300, per: 86_400)]
  package var blobBytes = 50_000_000
  /// What `createRecord` says for a record key that is taken. The PDS lets the repository's own error
  /// through, which becomes a 500; the form is not documented, hence data.
  package var takenKey = TakenKey.internalServerError

  package enum TakenKey: String, Sendable { case internalServerError, invalidRequest }

  package init() {}

  /// So wide that a proof with thousands of posts never meets them.
  package static var wide: BlueskyLimits {
    var limits = BlueskyLimits()
    limits.perAddress = RateLimit(10_000_000, per: 300)
    limits.writes = [RateLimit(100_000_000, per: 3600)]
    limits.sessions = [RateLimit(10_000_000, per: 300)]
    return limits
  }
}
