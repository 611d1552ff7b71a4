/// Something that goes wrong on purpose, once or for a while.
package enum Fault: Sendable, Equatable {
  /// Whether the platform had carried the request out when it went wrong.
  package enum Moment: String, Sendable, CaseIterable { case before, after }

  /// The whole platform stops accepting connections for this long, then comes back on the same port.
  case refuse(seconds: Double)
  /// Answers this much later: `before` waits and then works, `after` works and then waits.
  case delay(seconds: Double, Moment)
  /// Works, then sends the head and this many bytes of the body, and ends the connection; nil sends nothing.
  case cut(bodyBytes: Int?)
  /// Ends the connection with a TCP reset.
  case reset(Moment)
  /// Never answers; the connection stays open.
  case silence(Moment)
  /// The platform's own error body with this status; a proxy's HTML page with `html`.
  case status(Int, Moment, html: Bool)
  /// 429 with the platform's headers; nothing is created. Readers see the reset this many seconds ahead.
  case rateLimit(seconds: Double)
  /// The access tokens of the account stop being valid before the request is looked at.
  case expireTokens
  /// What is created becomes visible to readers this much later.
  case late(seconds: Double)
  /// Mastodon stores the idempotency key this much after the post; nil never.
  case keyLate(seconds: Double?)
  /// The platform itself creates the post twice.
  case duplicate
}

/// How faults change a creation that does happen.
package struct CreationTraits: Sendable, Equatable {
  package var lateSeconds: Double = 0
  package var keyLateSeconds: Double? = 0
  package var duplicate = false

  package init() {}
}

/// When a fault applies. Every nil matches everything.
package struct FaultRule: Sendable, Equatable {
  package var id: Int = 0
  package var fault: Fault
  package var platform: SandboxPlatform?
  /// Account id or name.
  package var account: String?
  /// Route name such as `statuses.create` or `com.atproto.repo.createRecord`.
  package var route: String?
  /// How many matching requests to let pass first.
  package var skip: Int
  /// How many requests it hits; nil for all until it is lifted.
  package var count: Int?

  package init(
    _ fault: Fault, platform: SandboxPlatform? = nil, account: String? = nil, route: String? = nil, skip: Int = 0,
    count: Int? = 1
  ) {
    self.fault = fault
    self.platform = platform
    self.account = account
    self.route = route
    self.skip = skip
    self.count = count
  }
}

/// A random plan: each request that matches draws from `faults` with probability `rate`, decided by
/// the seed, the account, the route and how many requests of that account and route came before.
package struct FaultPlan: Sendable, Equatable {
  package var seed: UInt64
  package var rate: Double
  package var faults: [Fault]
  package var platform: SandboxPlatform?
  /// Route names; empty for all.
  package var routes: Set<String>

  package init(
    seed: UInt64, rate: Double, faults: [Fault], platform: SandboxPlatform? = nil, routes: Set<String> = []
  ) {
    self.seed = seed
    self.rate = rate
    self.faults = faults
    self.platform = platform
    self.routes = routes
  }
}
