import Foundation
import Kernel

/// How many requests are answered with a fault of the server's while Postgres is restarted and killed, workers are
/// killed and the model fails. A gateway that stays, two workers that do not, and callers who read and write.
struct Availability: Measurement {
  let figures = ["api_5xx_per_1000"]
  private static let callers = 8
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  func run(_ wanted: Set<String>) async throws -> [Figure] {
    let model = try await MockModel.start()
    let options = ["--model", model.url, "--rate", "1000000"]
    let tally = try await Served.with(callers: Self.callers, ["--part", "gateway"] + options) { served in
      let faults = try await Faults.start(served, model, options)
      let mix = try await RequestMix.prepare(served)
      let tally = try await faults.during { try await send(mix) }
      Report.note("faults: \(faults.told)")
      return tally
    }
    try await model.stop()
    Report.note("replies: \(tally.told)")
    guard tally.total == scale.faultyRequests else { throw Problem(.internal, "only \(tally.total) replies") }
    return [
      Figure(
        figures[0], tally.perThousandFaults, "per 1,000", atMost: 0.05,
        "over \(tally.total) requests while Postgres, workers and the model fail")
    ]
  }

  /// Each caller on a connection of their own, one request after another.
  private func send(_ mix: RequestMix) async throws -> Tally {
    let count = scale.faultyRequests
    return try await withThrowingTaskGroup(of: Tally.self) { group in
      for lane in 0..<Self.callers {
        group.addTask {
          try await Blocking.run { Result { try mix.send(lane: lane, of: Self.callers, count) } }.get()
        }
      }
      return try await group.reduce(into: Tally()) { $0.add($1) }
    }
  }
}

/// Replies by status; 0 for a connection that broke before the reply was whole.
struct Tally: Sendable {
  private var counts: [Int: Int] = [:]
  private var slowest: Duration = .zero

  var total: Int { counts.values.reduce(0, +) }

  /// A broken connection is a fault of the server's too.
  var perThousandFaults: Double {
    let faults = counts.filter { $0.key == 0 || $0.key >= 500 }.values.reduce(0, +)
    return Double(faults) * 1000 / Double(max(1, total))
  }

  var told: String {
    let statuses = counts.sorted { $0.key < $1.key }.map { "\($0.value) x \($0.key == 0 ? "broken" : String($0.key))" }
    return statuses.joined(separator: ", ") + "; slowest \((slowest / .milliseconds(1)).short) ms"
  }

  mutating func record(_ status: Int, _ took: Duration) {
    counts[status, default: 0] += 1
    slowest = max(slowest, took)
  }

  mutating func add(_ other: Tally) {
    counts.merge(other.counts, uniquingKeysWith: +)
    slowest = max(slowest, other.slowest)
  }
}
