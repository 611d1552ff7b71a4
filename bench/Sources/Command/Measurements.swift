/// Everything that can be measured.
enum Measurements {
  static func all(_ scale: Scale) -> [any Measurement] {
    [
      JobThroughput(scale), JobPickup(scale), RowSecurity(scale), ListAPI(scale), FirstVariant(scale),
      FirstToken(scale), LintSpeed(scale), Idle(scale), Availability(scale),
    ]
  }
}

/// How much is done for each figure.
struct Scale: Sendable {
  var rounds: Int
  var jobs: Int
  var peerJobs: Int
  /// For a peer that does hundreds of jobs a second.
  var slowPeerJobs: Int
  var pickupSeconds: Int
  var rows: Int
  var pages: Int
  /// The limit of 1,200 requests a minute for each caller holds here too, so there are many callers.
  var listCallers: Int
  var listRequests: Int
  var briefs: Int
  var tokens: Int
  var idleSeconds: Int
  var settleSeconds: Int
  var starts: Int
  /// While things fail.
  var faultyRequests: Int

  static let full = Scale(
    rounds: 5, jobs: 30_000, peerJobs: 10_000, slowPeerJobs: 1_000, pickupSeconds: 10, rows: 100_000, pages: 2_000,
    listCallers: 20,
    listRequests: 3_000, briefs: 200, tokens: 200, idleSeconds: 60, settleSeconds: 20, starts: 3,
    faultyRequests: 200_000)

  static let smoke = Scale(
    rounds: 1, jobs: 500, peerJobs: 100, slowPeerJobs: 50, pickupSeconds: 1, rows: 2_000, pages: 20, listCallers: 1,
    listRequests: 100,
    briefs: 4, tokens: 3, idleSeconds: 1, settleSeconds: 0, starts: 1, faultyRequests: 2_000)
}
