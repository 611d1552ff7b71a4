import Foundation
import Kernel

/// A measurement on a busy machine says nothing about what it measures.
enum QuietStart {
  private static let quiet = 0.1

  /// Waits until all processors together were nine tenths idle for a second; says so when they were not in time.
  static func wait(_ limit: Duration) async {
    let time = TimeSource.system
    let deadline = time.monotonic().advanced(by: limit)
    guard var before = Usage.now(), limit > .zero else { return }
    repeat {
      try? await time.sleep(.seconds(1))
      guard let now = Usage.now() else { return }
      if now.share(since: before) <= quiet { return }
      before = now
    } while time.monotonic() < deadline
    Report.note("the machine is busy with something else: read the next figures with care")
  }

  /// The first line of /proc/stat, in ticks since the machine started.
  private struct Usage {
    var busy: Double
    var total: Double

    static func now() -> Usage? {
      guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8) else { return nil }
      let ticks = text.prefix { $0 != "\n" }.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
      guard ticks.count == 8 else { return nil }
      let total = ticks.reduce(0, +)
      return Usage(busy: total - ticks[3] - ticks[4], total: total)
    }

    func share(since before: Usage) -> Double { (busy - before.busy) / max(1, total - before.total) }
  }
}
