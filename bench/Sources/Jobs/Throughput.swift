import Database
import Foundation
import Jobs
import Kernel
import TestKit

struct Noop: JobArgs {
  static let kind = "noop"
  var n: Int
}

/// No-op jobs that wait already, from the worker's start until the last one is finished in the database.
struct Throughput {
  private let database: TestDatabase
  private let jobs: Int

  init(_ database: TestDatabase, jobs: Int) {
    self.database = database
    self.jobs = jobs
  }

  func perSecond() async throws -> Double {
    let tenant = try await database.makeTenant()
    try await database.app.transaction(as: tenant) { tx in
      for start in stride(from: 0, to: jobs, by: 1000) {
        try await tx.enqueue(batch: (start..<min(jobs, start + 1000)).map { Noop(n: $0) })
      }
    }
    try await database.tidy()
    var registry = JobRegistry()
    try registry.register(ClosureHandler<Noop> { _, _ in .done })
    let settings = WorkerSettings(concurrency: 400, batch: 200)
    let began = TimeSource.system.monotonic()
    return try await database.withWorker(registry, settings) { _ in
      while try await database.worker.first(Self.live) == true { try await TimeSource.system.sleep(.milliseconds(5)) }
      return Double(jobs) / (TimeSource.system.monotonic() - began).seconds
    }
  }

  private static let live = Statement<Void, Bool>.system(
    "bench.live", "SELECT EXISTS (SELECT FROM system.jobs WHERE kind = 'noop' AND version = 1 AND state = 'live')",
    by: .worker, row: { try $0.bool() })
}
