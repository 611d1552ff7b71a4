package import Kernel
package import Transport

/// The times that the ledger's promises rest on.
package struct LedgerTimes: Sendable {
  /// From the commit of "sent" to the first byte at the latest.
  package var sendWindow: Duration = .seconds(5)
  package var request = OutboundRequest.Timeouts(connect: .seconds(10), firstByte: .seconds(20), total: .seconds(40))
  /// From the last moment at which the platform can have taken the request in until readers see the post,
  /// by platform. Mastodon's readers may lag; a personal data server answers from its own repository.
  package var settle: [String: Duration] = ["mastodon": .seconds(95), "bluesky": .seconds(10)]
  package var settleOtherwise: Duration = .seconds(95)
  /// Mastodon keeps an idempotency key for an hour; the rest is for clocks.
  package var keyLife: Duration = .seconds(3300)
  /// After this long without an answer from the platform a person is asked.
  package var unknownLife: Duration = .seconds(PublicationState.unknown.duty.greatestAge ?? 0)
  /// The rest between two tries or two readings: the first and the longest.
  package var firstRest: Duration = .seconds(2)
  package var longestRest: Duration = .seconds(60)
  /// Tries after which a fault that is not ours is a failure.
  package var maxAttempts = 12

  package init() {}

  package func settleTime(_ platform: String) -> Duration { settle[platform] ?? settleOtherwise }

  /// The rest after that many tries: doubling, with the upper half left to chance.
  package func rest(after tries: Int, random: RandomSource) -> Duration {
    let full = min(firstRest * Double(1 << min(max(0, tries - 1), 20)), longestRest)
    return full * (0.5 + 0.5 * random.unit())
  }

  /// From the commit of "sent" on, this long passes before an empty reading proves absence.
  package func settlesAfter(_ platform: String) -> Duration { sendWindow + request.total + settleTime(platform) }
}

extension Duration {
  package var seconds: Double { self / .seconds(1) }
}
