import Kernel

/// Pauses between attempts to reach a server that is away: 50 ms doubling to 2 s, each between half
/// and all of that, so that many processes do not come back at once.
enum Backoff {
  static func pause(afterFailures failures: Int, _ random: RandomSource) -> Duration {
    let full = min(2000, 50 << min(max(failures - 1, 0), 10))
    return .milliseconds(Double(full) * (0.5 + random.unit() / 2))
  }
}
