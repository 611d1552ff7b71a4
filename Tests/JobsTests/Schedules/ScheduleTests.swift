import Database
import Foundation
import Kernel
import TestKit
import Testing

@testable import Jobs

@Suite("Schedules", .timeLimit(.minutes(1)))
struct ScheduleTests {
  static func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test(
    "the next tick of a cron line",
    arguments: [
      ("* * * * *", "2026-03-01T10:00:30Z", "2026-03-01T10:01:00Z"),
      ("*/15 * * * *", "2026-03-01T10:15:00Z", "2026-03-01T10:30:00Z"),
      ("0 3 * * *", "2026-03-01T10:00:00Z", "2026-03-02T03:00:00Z"),
      ("30 2 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T02:30:00Z"),
      ("0 9 * * 1", "2026-11-23T09:00:00Z", "2026-11-30T09:00:00Z"),
      ("0 0 1 1 *", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"),
      ("0 12 13 * 5", "2026-11-23T00:00:00Z", "2026-11-27T12:00:00Z"),
      ("5,10-12 0 * * 7", "2026-11-23T00:00:00Z", "2026-11-29T00:05:00Z"),
    ])
  func next(line: String, from: String, to: String) throws {
    let cron = try #require(Cron(line))
    #expect(try cron.next(after: Self.date(from)) == Self.date(to))
  }

  @Test(
    "a malformed line is refused",
    arguments: [
      "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "*/0 * * * *", "a * * * *", "5-1 * * * *", ", * * * *",
    ])
  func malformed(line: String) { #expect(Cron(line) == nil) }

  @Test("30 February never comes") func never() throws {
    #expect(try #require(Cron("0 0 30 2 *")).next(after: Self.date("2026-01-01T00:00:00Z")) == nil)
  }

  @Test("missed ticks make one run, or none, as the schedule says")
  func missed() throws {
    let hourly = try #require(Cron("0 * * * *"))
    let (last, now) = (try Self.date("2026-03-01T08:00:00Z"), try Self.date("2026-03-01T11:30:00Z"))
    let once = try #require(try Schedule("a", hourly, missed: .runOnce, Tick()).due(at: now, last: last))
    let skip = try #require(try Schedule("b", hourly, missed: .skip, Tick()).due(at: now, last: last))
    #expect(try once.tick == Self.date("2026-03-01T11:00:00Z"))
    #expect(once.fires)
    #expect(skip.tick == once.tick)
    #expect(!skip.fires)
    #expect(try Schedule("c", hourly, Tick()).due(at: last + 60, last: last) == nil)
  }

  @Test("ten schedulers at once fire a due tick once")
  func noDoubleFire() async throws {
    try await TestDatabase.with { database in
      let schedule = try Schedule("every-minute", #require(Cron("* * * * *")), Tick())
      let scheduler = Scheduler(database.worker, [schedule], logger: .quiet)
      await scheduler.fireDue()
      #expect(try await database.count("SELECT count(*) FROM system.jobs") == 0)
      try await database.run("UPDATE system.schedules SET last_tick = last_tick - interval '1 minute'")
      await withTaskGroup { group in
        for _ in 0..<10 { group.addTask { await scheduler.fireDue() } }
      }
      #expect(try await database.count("SELECT count(*) FROM system.jobs") == 1)
    }
  }

  @Test("one leads at a time; the next one's fence is higher")
  func leaders() async throws {
    try await TestDatabase.with { database in
      let first = Leader(database.worker, name: "test", lease: .seconds(60), logger: .quiet)
      let second = Leader(database.worker, name: "test", lease: .seconds(60), logger: .quiet)
      let fence = try await first.campaign()
      #expect(fence == 1)
      #expect(try await second.campaign() == nil)
      #expect(try await first.campaign() == 1)
      await first.resign()
      #expect(try await second.campaign() == 2)
      #expect(try await first.campaign() == nil)
      try await database.run("UPDATE system.leaders SET until = clock_timestamp() - interval '1 ms'")
      #expect(try await first.campaign() == 3)
      #expect(try await second.campaign() == nil)
    }
  }

  @Test("what a leader does is cancelled when its leadership is lost")
  func loss() async throws {
    try await TestDatabase.with { database in
      let leader = Leader(database.worker, name: "test", lease: .milliseconds(90), logger: .quiet)
      let (led, lost) = (Recorder<Int64>(), Recorder<Int64>())
      let leading = Task {
        await leader.lead { fence in
          led.record(fence)
          do { try await TimeSource.system.sleep(.seconds(3600)) } catch {
            lost.record(fence)
            throw error
          }
        }
      }
      await led.wait(for: 1)
      try await database.run(
        "UPDATE system.leaders SET holder = gen_random_uuid(), fence = fence + 1, until = clock_timestamp() + interval '200 ms'"
      )
      await lost.wait(for: 1)
      #expect(await led.wait(for: 2) == [1, 3])
      leading.cancel()
      await leading.value
    }
  }
}
