package import Kernel

/// How often a job is tried and how long it rests in between.
package struct RetryPolicy: Sendable, Hashable {
  /// Runs in all, the first included. Then the job is discarded with its last reason.
  package var maxAttempts: Int
  package var first: Duration
  package var factor: Double
  package var longest: Duration

  package init(maxAttempts: Int, first: Duration = .seconds(1), factor: Double = 3, longest: Duration = .seconds(3600))
  {
    self.maxAttempts = maxAttempts
    self.first = first
    self.factor = factor
    self.longest = longest
  }

  /// 8 tries over roughly 20 minutes.
  package static let standard = RetryPolicy(maxAttempts: 8)
  /// One try: for work whose repetition is decided elsewhere, such as the publishing ledger.
  package static let once = RetryPolicy(maxAttempts: 1)

  /// The rest after the given attempt failed (1 is the first): exponential, with "equal jitter"
  /// (half fixed, half uniform), which keeps a floor while spreading a herd.
  package func delay(afterAttempt attempt: Int, random: RandomSource) -> Duration {
    let growth = factorPower(max(0, attempt - 1))
    let full = min(first * growth, longest)
    return full * (0.5 + 0.5 * random.unit())
  }

  private func factorPower(_ exponent: Int) -> Double {
    (0..<min(exponent, 64)).reduce(1.0) { power, _ in min(power * factor, 1e9) }
  }
}

/// An error that knows more about trying again than the policy does.
package protocol RetryAdvice: Error {
  /// At least this long from now, for example a platform's Retry-After.
  var retryAfter: Duration? { get }
  /// True when no repetition can help: the job is discarded at once.
  var isFinal: Bool { get }
  /// A stable word or short sentence without content, for the job's `reason`.
  var reason: String { get }
}

extension Problem: RetryAdvice {
  /// What the caller must change first does not get better by repeating.
  package var isFinal: Bool {
    switch kind {
    case .invalid, .forbidden, .notFound, .tooLarge, .unsupportedMediaType, .unauthenticated: true
    default: false
    }
  }

  package var reason: String { kind.rawValue }
}
