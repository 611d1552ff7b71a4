import Database
import Foundation
import Jobs
import Kernel
import TestKit
import Testing

@Suite("Leases", .timeLimit(.minutes(1)))
struct LeaseTests {
  @Test("completing in the effect's transaction makes both one")
  func completesWithEffect() async throws {
    try await TestDatabase.with { database in
      try await database.define("CREATE TABLE effects (org_id uuid NOT NULL, n int); SELECT system.protect('effects')")
      let done = Recorder<Int>()
      let handler = ClosureHandler<Count> { args, context in
        try await context.database.transaction(as: context.tenant) { (tx) async throws in
          try await tx.execute(Effects.insert, args.n)
          try await context.complete(in: tx)
          if context.attempt == 1 { throw Boom() }
        }
        done.record(context.attempt)
        return .done
      }
      try await database.withWorker(handling(handler)) { _ in
        let tenant = try await database.makeTenant()
        let id = try await database.enqueue(Count(n: 1), as: tenant)
        #expect(await done.wait(for: 1) == [2])
        #expect(try await database.job(id)?.state == "done")
        #expect(try await database.worker.first(Effects.count, as: tenant) == 1)
      }
    }
  }

  @Test("the job of a worker that falls silent runs again, and the silent one's late effect is undone")
  func takeover() async throws {
    try await TestDatabase.with { database in
      try await database.define("CREATE TABLE effects (org_id uuid NOT NULL, n int); SELECT system.protect('effects')")
      let (first, second, gate, refused) = (Recorder<Int>(), Recorder<Int>(), Gate(), Recorder<String>())
      let slow = ClosureHandler<Count> { args, context in
        first.record(context.attempt)
        await gate.pass()
        do {
          try await context.database.transaction(as: context.tenant) { (tx) async throws in
            try await tx.execute(Effects.insert, args.n)
            try await context.complete(in: tx)
          }
        } catch {
          refused.record("\(type(of: error))")
          throw error
        }
        return .done
      }
      let quick = ClosureHandler<Count> { args, context in
        try await context.database.transaction(as: context.tenant) { (tx) async throws in
          try await tx.execute(Effects.insert, args.n)
          try await context.complete(in: tx)
        }
        second.record(context.attempt)
        return .done
      }
      let tenant = try await database.makeTenant()
      try await database.withWorker(handling(slow)) { silent in
        try await database.enqueue(Count(n: 1), as: tenant)
        await first.wait(for: 1)
        silent.pause()
        try await database.run("UPDATE system.jobs SET lease_until = clock_timestamp() - interval '1 ms'")
        try await database.withWorker(handling(quick)) { _ in await second.wait(for: 1) }
        gate.open()
        #expect(await refused.wait(for: 1) == ["LeaseLost"])
      }
      #expect(second.values == [2])
      #expect(try await database.worker.first(Effects.count, as: tenant) == 1)
    }
  }

  @Test("a long job keeps its lease by heartbeats")
  func heartbeat() async throws {
    try await TestDatabase.with { database in
      let (started, gate, ended) = (Recorder<Int>(), Gate(), Recorder<Int>())
      let handler = ClosureHandler<Count> { _, context in
        started.record(context.attempt)
        await gate.pass()
        ended.record(context.attempt)
        return .done
      }
      var settings = WorkerSettings.test
      settings.lease = .milliseconds(300)
      try await database.withWorker(handling(handler), settings) { _ in
        try await database.enqueue(Count(n: 1), as: database.makeTenant())
        await started.wait(for: 1)
        // Twice its length later by the database's clock, the lease still runs.
        try await database.wait(
          "SELECT (lease_until > created_at + interval '900 ms')::int FROM system.jobs", toBe: 1)
        gate.open()
        #expect(await ended.wait(for: 1) == [1])
      }
      #expect(started.values == [1])
    }
  }

  @Test("a worker told to stop gives unfinished jobs back untouched")
  func release() async throws {
    try await TestDatabase.with { database in
      let started = Recorder<Int>()
      let handler = ClosureHandler<Count> { _, _ in
        started.record(1)
        try await TimeSource.system.sleep(.seconds(3600))
        return .done
      }
      var settings = WorkerSettings.test
      settings.patience = .zero
      let id = try await database.withWorker(handling(handler), settings) { _ in
        let id = try await database.enqueue(Count(n: 1), as: database.makeTenant())
        await started.wait(for: 1)
        return id
      }
      #expect(try await database.job(id) == JobRow(state: "live", attempt: 0, reason: nil))
      #expect(try await database.count("SELECT count(*) FROM system.jobs WHERE lease_until < now()") == 1)
    }
  }

  @Test("cancelling reaches waiting and running jobs of a subject and tells their handlers")
  func cancel() async throws {
    try await TestDatabase.with { database in
      let (started, givenUp) = (Recorder<Int>(), Recorder<Int>())
      let handler = ClosureHandler<Count>(gaveUp: { args, _ in givenUp.record(args.n) }) { args, _ in
        started.record(args.n)
        try await TimeSource.system.sleep(.seconds(3600))
        return .done
      }
      let tenant = try await database.makeTenant()
      try await database.withWorker(handling(handler)) { _ in
        try await database.app.transaction(as: tenant) { (tx) async throws in
          try await tx.enqueue(Count(n: 1), subject: "post_1")
          try await tx.enqueue(Count(n: 2), at: Date(timeIntervalSince1970: 4_000_000_000), subject: "post_1")
          try await tx.enqueue(Count(n: 3), subject: "post_2")
        }
        await started.wait(for: 2)
        let reached = try await database.app.transaction(as: tenant) { (tx) async throws in
          try await tx.cancelJobs(about: "post_1", reason: "not wanted")
        }
        #expect(reached == 2)
        #expect(Set(await givenUp.wait(for: 2)) == [1, 2])
        try await database.wait("SELECT count(*) FROM system.jobs WHERE state = 'cancelled'", toBe: 2)
        #expect(try await database.count("SELECT count(*) FROM system.jobs WHERE state = 'live'") == 1)
      }
    }
  }

  @Test("nobody cancels another organisation's jobs")
  func cancelForeign() async throws {
    try await TestDatabase.with { database in
      let (alice, mallory) = (try await database.makeTenant(), try await database.makeTenant())
      let id = try await database.app.transaction(as: alice) { try await $0.enqueue(Count(n: 1), subject: "post_1") }
      let reached = try await database.app.transaction(as: mallory) { (tx) async throws in
        try await tx.cancelJob(id, reason: "mine") ? 1 : tx.cancelJobs(about: "post_1", reason: "mine")
      }
      #expect(reached == 0)
    }
  }

  @Test("a key that is free from the start gives a change made meanwhile its own run")
  func uniqueUntilStarted() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let (started, gate) = (Recorder<Int>(), Gate())
      let handler = ClosureHandler<Rerun> { _, _ in
        started.record(1)
        await gate.pass()
        return .done
      }
      try await database.withWorker(handling(handler)) { _ in
        let first = try await database.enqueue(Rerun(), as: tenant)
        await started.wait(for: 1)
        let second = try await database.enqueue(Rerun(), as: tenant)
        #expect(first != second)
        gate.open()
        await started.wait(for: 2)
      }
    }
  }

  @Test("no worker's clock decides: one that is a year ahead takes only what is due")
  func clockIndependence() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      try await database.enqueue(Count(n: 1), as: tenant, at: Date(timeIntervalSince1970: 4_000_000_000))
      try await database.enqueue(Count(n: 2), as: tenant)
      let ran = Recorder<Int>()
      let handler = ClosureHandler<Count> { args, _ in
        ran.record(args.n)
        return .done
      }
      var time = TimeSource.system
      time.now = { Date(timeIntervalSince1970: 5_000_000_000) }
      let worker = Worker(
        database.worker, registry: try handling(handler), settings: .test, time: time, logger: .quiet)
      let running = Task { try await worker.run() }
      await ran.wait(for: 1)
      try await database.wait("SELECT count(*) FROM system.jobs WHERE state = 'done'", toBe: 1)
      worker.stop()
      _ = await running.result
      #expect(ran.values == [2])
    }
  }

  @Test("finished jobs are removed after their time, those given up later, live ones never")
  func prune() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      for n in 0..<3 { try await database.enqueue(Count(n: n), as: tenant) }
      try await database.run(
        """
        UPDATE system.jobs SET id = ('018d0000-0000-7000-8000-00000000000' || (args->>'n'))::uuid,
          state = CASE args->>'n' WHEN '0' THEN 'done' WHEN '1' THEN 'discarded' ELSE 'live' END,
          finished_at = CASE WHEN args->>'n' <> '2' THEN now() - interval '2 days' END
        """)
      try await database.worker.execute(JobStatements.prune, JobRetention())
      #expect(try await database.count("SELECT count(*) FROM system.jobs WHERE state = 'done'") == 0)
      #expect(try await database.count("SELECT count(*) FROM system.jobs") == 2)
    }
  }
}

enum Effects {
  static let insert = Statement<Int, Void>.tenant(
    "test.effect", "INSERT INTO effects (org_id, n) VALUES ($1, $2)", bind: { $1.append($0) })
  static let count = Statement<Void, Int>.tenant(
    "test.effects", "SELECT count(*) FROM effects WHERE org_id = $1", row: { try $0.int() })
}
