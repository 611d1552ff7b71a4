import Database
import Foundation
import Jobs
import Kernel
import TestKit

struct JobPickup: Measurement {
  let figures = ["jobs_pickup_p95_ms"]
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  func run(_ wanted: Set<String>) async throws -> [Figure] {
    let pickup = try await TestDatabase.with(configure: { $0.pool.maximum = 8 }) {
      try await Pickup($0, perSecond: 300, seconds: scale.pickupSeconds).p95()
    }
    return [Figure(figures[0], pickup, "ms", atMost: 10, "at 300 jobs/s")]
  }
}

/// From the commit that enqueued a job to the start of its run, at a steady rate.
struct Pickup {
  private let database: TestDatabase
  private let rate: Int
  private let seconds: Int

  init(_ database: TestDatabase, perSecond: Int, seconds: Int) {
    self.database = database
    rate = perSecond
    self.seconds = seconds
  }

  func p95() async throws -> Double {
    let tenant = try await database.makeTenant()
    let time = TimeSource.system
    let (committed, started) = (Recorder<(Int, ContinuousClock.Instant)>(), Recorder<(Int, ContinuousClock.Instant)>())
    var registry = JobRegistry()
    try registry.register(
      ClosureHandler<Noop> { args, _ in
        started.record((args.n, time.monotonic()))
        return .done
      })
    let total = rate * seconds
    return try await database.withWorker(registry, WorkerSettings()) { _ in
      let began = time.monotonic()
      for n in 0..<total {
        let due = began + .seconds(1) * Double(n) / Double(rate)
        try await time.sleep(max(.zero, due - time.monotonic()))
        try await database.app.transaction(as: tenant) { tx in _ = try await tx.enqueue(Noop(n: n)) }
        committed.record((n, time.monotonic()))
      }
      let begun = Dictionary(uniqueKeysWithValues: await started.wait { $0.count >= total })
      let waits = committed.values.compactMap { n, at in begun[n].map { max(0, ($0 - at).seconds * 1000) } }
      return waits.quantile(0.95)
    }
  }
}
