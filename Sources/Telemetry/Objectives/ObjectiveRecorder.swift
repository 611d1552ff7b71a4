package import Foundation
package import Kernel
import Synchronization

/// Counts what was good per minute for an hour, and per hour for thirty days. What one process saw;
/// `saved` and `restore` carry it over a restart.
package final class ObjectiveRecorder: Sendable {
  private struct Slot: Codable, Sendable {
    /// Minutes, or hours, since 1970.
    var period: Int
    var good = 0
    var total = 0
  }

  private struct History: Codable, Sendable {
    var minutes: [Slot] = []
    var hours: [Slot] = []
  }

  private static let minuteSlots = 60
  private static let hourSlots = 24 * 30

  private let histories = Mutex<[Objective: History]>([:])
  private let time: TimeSource

  package init(time: TimeSource) { self.time = time }

  package func record(_ objective: Objective, good: Bool) {
    let seconds = Int(time.now().timeIntervalSince1970)
    histories.withLock {
      Self.count(good, in: &$0[objective, default: History()].minutes, period: seconds / 60, keep: Self.minuteSlots)
      Self.count(good, in: &$0[objective, default: History()].hours, period: seconds / 3600, keep: Self.hourSlots)
    }
  }

  /// All objectives over all windows. A window holds the current period and those before it.
  package var windows: [ObjectiveWindow] {
    let seconds = Int(time.now().timeIntervalSince1970)
    let histories = histories.withLock { $0 }
    return Objective.allCases.flatMap { objective in
      let history = histories[objective] ?? History()
      return [
        Self.window(objective, .hour, history.minutes, after: seconds / 60 - Self.minuteSlots),
        Self.window(objective, .day, history.hours, after: seconds / 3600 - 24),
        Self.window(objective, .month, history.hours, after: seconds / 3600 - Self.hourSlots),
      ]
    }
  }

  package func saved() throws -> Data {
    try JSONEncoder().encode(histories.withLock { $0.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value } })
  }

  /// Replaces what is counted so far. Throws for data that `saved` did not make.
  package func restore(_ data: Data) throws {
    let found = try JSONDecoder().decode([String: History].self, from: data)
    histories.withLock { histories in
      histories = found.reduce(into: [:]) { if let name = Objective(rawValue: $1.key) { $0[name] = $1.value } }
    }
  }

  private static func count(_ good: Bool, in slots: inout [Slot], period: Int, keep: Int) {
    if slots.last?.period != period { slots.append(Slot(period: period)) }
    slots[slots.count - 1].total += 1
    if good { slots[slots.count - 1].good += 1 }
    if slots.count > keep { slots.removeFirst(slots.count - keep) }
  }

  private static func window(
    _ objective: Objective, _ span: ObjectiveWindow.Span, _ slots: [Slot], after period: Int
  ) -> ObjectiveWindow {
    let counted = slots.filter { $0.period > period }
    return ObjectiveWindow(
      objective: objective, span: span, good: counted.reduce(0) { $0 + $1.good },
      total: counted.reduce(0) { $0 + $1.total })
  }
}
