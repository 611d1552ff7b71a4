import Foundation
import Jobs
import Kernel
import TestKit
import Testing

@Suite("Steering a worker", .timeLimit(.minutes(1)))
struct ControlTests {
  @Test("pausing, draining and resuming show in the status")
  func modes() async throws {
    try await withWorker { _, worker in
      worker.pause()
      #expect(worker.status.mode == "paused")
      #expect(!worker.status.isReady)
      worker.drain()
      #expect(worker.status.mode == "draining")
      worker.resume()
      #expect(worker.status.mode == "running")
      #expect(worker.status.isReady)
    }
  }

  @Test("a worker that was told to stop cannot be resumed")
  func stopped() async throws {
    try await withWorker { _, worker in
      worker.stop()
      worker.resume()
      #expect(worker.status.mode == "stopping")
    }
  }

  @Test("concurrency is changed within bounds and nonsense is refused")
  func concurrency() async throws {
    try await withWorker { _, worker in
      try worker.limit(to: 3)
      for nonsense in [0, -1, 10_001] {
        #expect(throws: Problem.self) { try worker.limit(to: nonsense) }
      }
      #expect(worker.status.concurrency == 3)
    }
  }

  @Test("the load counts what is due, later and running, by kind")
  func load() async throws {
    try await withWorker { database, worker in
      worker.pause()
      let tenant = try await database.makeTenant()
      #expect(try await worker.load().isEmpty)
      try await database.enqueue(Count(n: 1), as: tenant)
      try await database.enqueue(Count(n: 2), as: tenant, at: Date(timeIntervalSince1970: 4_000_000_000))
      let load = try #require(try await worker.load().first)
      #expect(load.kind == "count")
      #expect(load.due == 1)
      #expect(load.later == 1)
      #expect(load.running == 0)
    }
  }

  @Test("a kind asked for that nobody knows is refused with the known ones")
  func only() throws {
    let registry = try handling(
      ClosureHandler<Count> { _, _ in .done }, ClosureHandler<Other> { _, _ in .done })
    #expect(try registry.only(["other"]).kinds == ["other"])
    #expect(throws: Problem.self) { try registry.only(["other", "publsh"]) }
  }

  @Test("two handlers for one kind and version are refused")
  func twice() {
    #expect(throws: Problem.self) {
      try handling(ClosureHandler<Count> { _, _ in .done }, ClosureHandler<Count> { _, _ in .done })
    }
  }

  private func withWorker(_ body: (TestDatabase, Worker) async throws -> Void) async throws {
    try await TestDatabase.with { database in
      let registry = try handling(ClosureHandler<Count> { _, _ in .done })
      try await database.withWorker(registry) { try await body(database, $0) }
    }
  }
}
