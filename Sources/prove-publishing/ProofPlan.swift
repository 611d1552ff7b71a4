import Kernel
import Publishing
import Sandbox
import Transport

/// Everything that the seed decides.
struct ProofPlan: Sendable {
  var seed: UInt64
  /// Publishes on each platform.
  var count: Int

  init(seed: UInt64, count: Int) {
    self.seed = seed
    self.count = count
  }

  /// An account takes fifty posts, so that its pace does not rule the time the proof takes.
  var accounts: Int { max(2, count / 50) }

  /// The ledger's times, shortened in the same proportion as the sandbox's delays.
  static var times: LedgerTimes {
    var times = LedgerTimes()
    times.sendWindow = .milliseconds(800)
    times.request = OutboundRequest.Timeouts(
      connect: .milliseconds(800), firstByte: .milliseconds(700), total: .milliseconds(1500))
    times.settle = ["mastodon": .milliseconds(2500), "bluesky": .milliseconds(500)]
    times.firstRest = .milliseconds(100)
    times.longestRest = .seconds(2)
    times.maxAttempts = 1000
    return times
  }

  /// A tenth of the create calls and fewer of the readings go wrong, in every way that the sandbox knows.
  var faults: [FaultPlan] {
    [
      FaultPlan(
        seed: seed, rate: 0.3,
        faults: [
          .delay(seconds: 0.3, .before), .delay(seconds: 1.2, .before), .delay(seconds: 1.2, .after),
          .cut(bodyBytes: nil), .cut(bodyBytes: 20), .reset(.before), .reset(.after), .silence(.before),
          .silence(.after), .status(500, .before, html: false), .status(500, .after, html: false),
          .status(503, .before, html: true), .status(502, .after, html: true), .rateLimit(seconds: 1),
          .late(seconds: 1.5), .keyLate(seconds: 0.8),
        ], routes: ["statuses.create", "com.atproto.repo.createRecord"]),
      FaultPlan(
        seed: seed &+ 1, rate: 0.1,
        faults: [.late(seconds: 1.5), .status(503, .before, html: false), .reset(.before)],
        routes: ["statuses.create", "com.atproto.repo.createRecord"]),
      FaultPlan(
        seed: seed &+ 2, rate: 0.15,
        faults: [.status(503, .before, html: true), .reset(.before), .silence(.before), .cut(bodyBytes: 3)],
        routes: ["accounts.statuses", "com.atproto.repo.getRecord"]),
    ]
  }

  /// How often in a hundred posts a person says the same words in the same minute.
  var noise: Double { 0.05 }

  /// Each step of the ledger in turn, each at the first, second, third... time it is reached.
  func kills(_ rounds: Int) -> [(point: KillPoint, pass: Int)] {
    (0..<rounds).flatMap { round in
      KillPoint.allCases.map { ($0, 1 + (round * 7 + Int(seed % 5)) % max(1, min(12, count / 20))) }
    }
  }
}
