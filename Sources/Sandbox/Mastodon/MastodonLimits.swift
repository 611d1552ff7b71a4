/// What the instance allows; the defaults are those of Mastodon 4.6 (config/initializers/rack_attack.rb,
/// app/lib/rate_limiter.rb, and the recorded `/api/v2/instance`).
package struct MastodonLimits: Sendable {
  package var perAccount = RateLimit(300, per: 300)
  package var perAddress = RateLimit(300, per: 300)
  package var statuses = RateLimit(300, per: 10_800)
  package var media = RateLimit(30, per: 1800)
  package var deletes = RateLimit(30, per: 1800)
  package var maxCharacters = 500
  package var charactersPerURL = 23
  package var maxAttachments = 4
  package var imageBytes = 16_777_216
  package var videoBytes = 103_809_024
  package var descriptionCharacters = 1500
  /// How long an idempotency key is kept.
  package var keySeconds = 3600.0
  /// How long media takes from upload to ready; 0 answers 200 at once.
  package var mediaSeconds = 0.0

  package init() {}

  /// So wide that a proof with thousands of posts never meets them.
  package static var wide: MastodonLimits {
    var limits = MastodonLimits()
    limits.perAccount = RateLimit(10_000_000, per: 300)
    limits.perAddress = RateLimit(10_000_000, per: 300)
    limits.statuses = RateLimit(10_000_000, per: 10_800)
    limits.media = RateLimit(10_000_000, per: 1800)
    limits.deletes = RateLimit(10_000_000, per: 1800)
    return limits
  }
}
