import Database
import Foundation
import Jobs
import Kernel
import TestKit
import Testing

@Suite("Enqueuing", .timeLimit(.minutes(1)))
struct EnqueueTests {
  @Test("a job of a transaction that is rolled back does not exist")
  func rollback() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      await #expect(throws: Boom.self) {
        try await database.app.transaction(as: tenant) { (tx) async throws in
          try await tx.enqueue(Count(n: 1))
          throw Boom()
        }
      }
      #expect(try await database.count("SELECT count(*) FROM system.jobs") == 0)
    }
  }

  @Test("a unique key that is taken returns the job that holds it")
  func unique() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let first = try await database.enqueue(Count(n: 1, key: "a"), as: tenant)
      let again = try await database.enqueue(Count(n: 2, key: "a"), as: tenant)
      let other = try await database.enqueue(Count(n: 3, key: "b"), as: tenant)
      #expect(first == again)
      #expect(first != other)
    }
  }

  @Test("another organisation's job does not hold a unique key")
  func uniquePerOrg() async throws {
    try await TestDatabase.with { database in
      let alice = try await database.enqueue(Count(n: 1, key: "a"), as: database.makeTenant())
      let bob = try await database.enqueue(Count(n: 1, key: "a"), as: database.makeTenant())
      #expect(alice != bob)
    }
  }

  @Test("two transactions that race for a unique key make one job")
  func uniqueRace() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let ids = try await withThrowingTaskGroup { group in
        for n in 0..<20 { group.addTask { try await database.enqueue(Count(n: n, key: "same"), as: tenant) } }
        return try await group.reduce(into: Set<JobID>()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
      #expect(try await database.count("SELECT count(*) FROM system.jobs") == 1)
    }
  }

  @Test("many jobs go in together, without those whose key is taken")
  func batch() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      try await database.enqueue(Count(n: 0, key: "k3"), as: tenant)
      try await database.app.transaction(as: tenant) { (tx) async throws in
        try await tx.enqueue(batch: (0..<10).map { Count(n: $0, key: "k\($0)") })
      }
      #expect(try await database.count("SELECT count(*) FROM system.jobs") == 10)
    }
  }

  @Test("a tenant's job without a tenant is refused")
  func noTenant() async throws {
    try await TestDatabase.with { database in
      await #expect(throws: Problem.self) {
        try await database.worker.systemTransaction { try await $0.enqueue(Count(n: 1)) }
      }
    }
  }

  @Test("the app's role can neither read, claim nor change jobs")
  func appMayOnlyInsert() async throws {
    try await TestDatabase.with { database in
      try await database.enqueue(Count(n: 1), as: database.makeTenant())
      for sql in [
        "SELECT count(*) FROM system.jobs", "UPDATE system.jobs SET state = 'done'", "DELETE FROM system.jobs",
        "SELECT count(*) FROM system.exchange_jobs('{}', '{}', gen_random_uuid(), '1s', '{count}', '{1}', '{1}', 1)",
      ] {
        let statement = Statement<Void, Void>.system("test." + sql, sql)
        await #expect(throws: DatabaseError.self) { try await database.app.execute(statement) }
      }
    }
  }
}
