import Foundation
import Kernel
import TestKit

/// From the request that asks for posts to the first variant of the brief: written by the composer in the brand's
/// voice, grounded, scored, stored and told to whoever watches.
struct FirstVariant: Measurement {
  let figures = ["first_variant_composer_p95_ms"]
  private static let perSecond = 10
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  func run(_ wanted: Set<String>) async throws -> [Figure] {
    // Four callers, since each may ask for 300 briefs a minute.
    let callers = min(4, scale.briefs)
    let waits = try await Served.with(callers: callers) { served in
      var desks: [Desk] = []
      for caller in served.stage.callers {
        let client = try await Client(caller, at: served.stage.url)
        desks.append(try await Desk(Writer(client, withVoice: true), briefs: scale.briefs / callers + 1))
      }
      return try await write(desks)
    }
    Report.note(
      "first variant: p50 \(waits.median.short) ms, p95 \(waits.quantile(0.95).short) ms, slowest \(waits.quantile(1).short) ms"
    )
    return [Figure(figures[0], waits.quantile(0.95), "ms", atMost: 300, "at 10 briefs/s")]
  }

  private func write(_ desks: [Desk]) async throws -> [Double] {
    for desk in desks { try await desk.warmUp() }
    let time = TimeSource.system
    let began = time.monotonic()
    return try await withThrowingTaskGroup(of: Double.self) { group in
      for number in 0..<scale.briefs {
        group.addTask {
          try await time.sleep(
            max(.zero, began + .seconds(1) * Double(number) / Double(Self.perSecond) - time.monotonic()))
          return try await desks[number % desks.count].firstVariant(1 + number / desks.count)
        }
      }
      var waits: [Double] = []
      for try await wait in group { waits.append(wait) }
      for desk in desks { desk.feed.close() }
      return waits
    }
  }
}

/// One caller with briefs that nobody has written yet.
private struct Desk: Sendable {
  let writer: Writer
  let briefs: [String]
  let feed: Feed

  init(_ writer: Writer, briefs count: Int) async throws {
    self.writer = writer
    var briefs: [String] = []
    for _ in 0..<count { briefs.append(try await writer.brief()) }
    self.briefs = briefs
    feed = try await writer.client.events("gen.variant_ready")
  }

  /// The first brief is not measured.
  func warmUp() async throws { try await writer.generate(briefs[0], wait: true) }

  /// Milliseconds until the event of the brief's first variant is here.
  func firstVariant(_ number: Int) async throws -> Double {
    let (brief, began) = (briefs[number], TimeSource.system.monotonic())
    try await writer.generate(brief)
    let first = try await feed.wait(for: 1, of: brief)[0]
    return (first.at - began) / .milliseconds(1)
  }
}
