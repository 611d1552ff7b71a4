/// How fast one account may send: below each platform's own limit, so that reading back has room.
package struct AccountPace: Sendable {
  package var perSecond: Double
  package var burst: Double

  /// Mastodon: 300 requests in 5 minutes for everything. Bluesky: 5000 points an hour, a create costs 3.
  package static func of(_ platform: String) -> AccountPace {
    switch platform {
    case "mastodon": AccountPace(perSecond: 0.5, burst: 30)
    case "bluesky": AccountPace(perSecond: 0.4, burst: 60)
    default: AccountPace(perSecond: 0.2, burst: 5)
    }
  }
}
