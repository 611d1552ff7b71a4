import Kernel

/// How fast one account may be called: below each platform's own limit, so that reading back has room.
package struct AccountPace: Sendable {
  /// What a call is for. Numbers can wait; a post that is due cannot.
  package enum Use: Sendable { case publishing, numbers }

  package var perSecond: Double
  package var burst: Double

  /// Calls that are kept for posts: reading numbers leaves them alone.
  package var reserve: Double { burst / 3 }

  /// Mastodon: 300 requests in 5 minutes for everything. Bluesky: 5000 points an hour, a create costs 3.
  package static func of(_ platform: String) -> AccountPace {
    switch platform {
    case "mastodon": AccountPace(perSecond: 0.5, burst: 30)
    case "bluesky": AccountPace(perSecond: 0.4, burst: 60)
    default: AccountPace(perSecond: 0.2, burst: 5)
    }
  }
}

extension ConnectorStatements.PaceInput {
  init(_ connector: ConnectorID, _ brand: BrandID, _ platform: String, for use: AccountPace.Use) {
    let pace = AccountPace.of(platform)
    self.init(
      connector: connector, brand: brand, perSecond: pace.perSecond, burst: pace.burst,
      reserve: use == .numbers ? pace.reserve : 0)
  }
}
