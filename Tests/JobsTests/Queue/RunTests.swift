import Database
import Foundation
import Jobs
import Kernel
import TestKit
import Testing

@Suite("Running", .timeLimit(.minutes(1)))
struct RunTests {
  @Test("a job runs once, for the tenant that enqueued it")
  func runs() async throws {
    try await TestDatabase.with { database in
      var tenant = try await database.makeTenant()
      tenant.actor = .user(IDSource.system.new())
      tenant.requestID = "01J"
      tenant.brands = .only([IDSource.system.new()])
      let seen = Recorder<TenantContext>()
      let handler = ClosureHandler<Count> { _, context in
        seen.record(context.tenant)
        return .done
      }
      try await database.withWorker(handling(handler)) { _ in
        let id = try await database.enqueue(Count(n: 1), as: tenant)
        #expect(await seen.wait(for: 1) == [tenant])
        try await database.wait("SELECT count(*) FROM system.jobs WHERE state = 'done'", toBe: 1)
        #expect(try await database.job(id) == JobRow(state: "done", attempt: 1, reason: nil))
      }
    }
  }

  @Test("a job that throws is tried again until its attempts are used up, then given up with the reason")
  func discards() async throws {
    try await TestDatabase.with { database in
      let attempts = Recorder<Int>()
      let givenUp = Recorder<String>()
      let handler = ClosureHandler<Count>(gaveUp: { givenUp.record($1) }) { _, context in
        attempts.record(context.attempt)
        throw Boom()
      }
      try await database.withWorker(handling(handler)) { _ in
        let id = try await database.enqueue(Count(n: 1), as: database.makeTenant())
        #expect(await givenUp.wait(for: 1) == ["Boom"])
        #expect(attempts.values == [1, 2, 3])
        try await database.wait("SELECT count(*) FROM system.jobs WHERE state = 'discarded'", toBe: 1)
        #expect(try await database.job(id) == JobRow(state: "discarded", attempt: 3, reason: "Boom"))
      }
    }
  }

  @Test("a final error is not tried again")
  func finalError() async throws {
    try await TestDatabase.with { database in
      let attempts = Recorder<Int>()
      let givenUp = Recorder<String>()
      let handler = ClosureHandler<Count>(gaveUp: { givenUp.record($1) }) { _, context in
        attempts.record(context.attempt)
        throw Problem(.notFound, "gone")
      }
      try await database.withWorker(handling(handler)) { _ in
        try await database.enqueue(Count(n: 1), as: database.makeTenant())
        #expect(await givenUp.wait(for: 1) == ["not-found"])
        #expect(attempts.values == [1])
      }
    }
  }

  @Test("a job whose giving up fails stays live and is given up later")
  func giveUpFails() async throws {
    try await TestDatabase.with { database in
      let tries = Recorder<Int>()
      let handler = ClosureHandler<Count>(gaveUp: { _, _ in
        tries.record(1)
        if tries.values.count == 1 { throw Boom() }
      }) { _, _ in .cancel("no use") }
      var settings = WorkerSettings.test
      settings.lease = .milliseconds(300)
      try await database.withWorker(handling(handler), settings) { _ in
        let id = try await database.enqueue(Count(n: 1), as: database.makeTenant())
        await tries.wait(for: 2)
        try await database.wait("SELECT count(*) FROM system.jobs WHERE state = 'cancelled'", toBe: 1)
        #expect(try await database.job(id)?.reason == "no use")
      }
    }
  }

  @Test("a snoozed job comes back and its snooze does not count as an attempt")
  func snooze() async throws {
    try await TestDatabase.with { database in
      let attempts = Recorder<Int>()
      let handler = ClosureHandler<Count> { _, context in
        attempts.record(context.attempt)
        return attempts.values.count < 3 ? .snooze(until: Date(timeIntervalSince1970: 0)) : .done
      }
      try await database.withWorker(handling(handler)) { _ in
        try await database.enqueue(Count(n: 1), as: database.makeTenant())
        #expect(await attempts.wait(for: 3) == [1, 1, 1])
      }
    }
  }

  @Test("a job that is not due waits; its kind's other jobs do not wait for it")
  func later() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let ran = Recorder<Int>()
      let handler = ClosureHandler<Count> { args, _ in
        ran.record(args.n)
        return .done
      }
      try await database.withWorker(handling(handler)) { _ in
        try await database.enqueue(Count(n: 1), as: tenant, at: Date(timeIntervalSince1970: 4_000_000_000))
        try await database.enqueue(Count(n: 2), as: tenant)
        #expect(await ran.wait(for: 1) == [2])
        try await database.run("UPDATE system.jobs SET run_at = now() WHERE state = 'live'")
        #expect(await ran.wait(for: 2) == [2, 1])
      }
    }
  }

  @Test("interactive jobs go before normal ones, normal ones before background ones")
  func priorities() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      for (n, priority) in [JobPriority.background, .normal, .interactive].enumerated() {
        try await database.enqueue(Count(n: n), as: tenant, priority: priority)
      }
      let ran = Recorder<Int>()
      let handler = ClosureHandler<Count> { args, _ in
        ran.record(args.n)
        return .done
      }
      var settings = WorkerSettings.test
      settings.concurrency = 1
      try await database.withWorker(handling(handler), settings) { _ in
        #expect(await ran.wait(for: 3) == [2, 1, 0])
      }
    }
  }

  @Test("unknown kinds and versions are left alone")
  func unknown() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let foreign = try await database.enqueue(Other(n: 1), as: tenant)
      let newer = try await database.enqueue(Count(n: 1), as: tenant)
      try await database.run("UPDATE system.jobs SET version = 2 WHERE kind = 'count'")
      let ran = Recorder<Int>()
      let handler = ClosureHandler<Count> { args, _ in
        ran.record(args.n)
        return .done
      }
      try await database.withWorker(handling(handler)) { _ in
        try await database.enqueue(Count(n: 7), as: tenant)
        #expect(await ran.wait(for: 1) == [7])
        for id in [foreign, newer] {
          #expect(try await database.job(id) == JobRow(state: "live", attempt: 0, reason: nil))
        }
      }
    }
  }

  @Test("a storm of a kind with a share leaves places to a kind without a limit")
  func shareOfPlaces() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let (started, gate, others) = (Recorder<Int>(), Gate(), Recorder<Int>())
      var registry = JobRegistry()
      try registry.register(
        ClosureHandler<Count> { args, _ in
          started.record(args.n)
          await gate.pass()
          return .done
        }, limit: .share(3 / 8))
      try registry.register(
        ClosureHandler<Other> { args, _ in
          others.record(args.n)
          return .done
        })
      try await database.withWorker(registry) { (worker) async throws in
        for n in 0..<40 { try await database.enqueue(Count(n: n), as: tenant) }
        await started.wait(for: 6)
        try await database.enqueue(Other(n: 0), as: tenant)
        await others.wait(for: 1)
        #expect(started.values.count == 6, "three eighths of the test worker's 16 places")
        gate.open()
        await started.wait(for: 40)
      }
    }
  }

  @Test("a kind's limit holds while other kinds go on")
  func concurrencyOfKind() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let (started, gate, others) = (Recorder<Int>(), Gate(), Recorder<Int>())
      var registry = JobRegistry()
      try registry.register(
        ClosureHandler<Count> { args, _ in
          started.record(args.n)
          await gate.pass()
          return .done
        }, limit: .atMost(2))
      try registry.register(
        ClosureHandler<Other> { args, _ in
          others.record(args.n)
          return .done
        })
      try await database.withWorker(registry) { (worker) async throws in
        for n in 0..<6 { try await database.enqueue(Count(n: n), as: tenant) }
        await started.wait(for: 2)
        for n in 0..<6 { try await database.enqueue(Other(n: n), as: tenant) }
        await others.wait(for: 6)
        #expect(started.values.count == 2)
        gate.open()
        await started.wait(for: 6)
      }
    }
  }

  @Test("a paused worker takes nothing until it is resumed")
  func pause() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let ran = Recorder<Int>()
      let handler = ClosureHandler<Count> { args, _ in
        ran.record(args.n)
        return .done
      }
      try await database.withWorker(handling(handler)) { (worker) async throws in
        worker.pause()
        try await database.enqueue(Count(n: 1), as: tenant)
        #expect(worker.status.mode == "paused")
        #expect(ran.values.isEmpty)
        worker.resume()
        await ran.wait(for: 1)
      }
    }
  }

  @Test("a job of the installation runs without a tenant")
  func systemJob() async throws {
    struct Handler: SystemJobHandler {
      let ran: Recorder<Int>
      func run(_ args: Tick, _ context: SystemJobContext) async throws -> JobOutcome {
        ran.record(context.attempt)
        return .done
      }
    }
    try await TestDatabase.with { database in
      let ran = Recorder<Int>()
      var registry = JobRegistry()
      try registry.register(system: Handler(ran: ran))
      try await database.withWorker(registry) { _ in
        try await database.worker.systemTransaction { try await $0.enqueue(system: Tick()) }
        await ran.wait(for: 1)
      }
    }
  }
}
