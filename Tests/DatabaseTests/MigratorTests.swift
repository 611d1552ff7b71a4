import Database
import Foundation
import Kernel
import TestKit
import Testing

@Suite struct MigratorTests {
  private func migration(_ file: String, _ sql: String) throws -> Migration {
    try #require(Migration(file: file, sql: sql))
  }

  private func run(_ migrations: [Migration], on database: TestDatabase) async throws -> Migrator.Report {
    let real = try MigrationFolder(Checkout.migrations)
    let folder = try MigrationFolder(roles: real.roles, migrations: real.migrations + migrations)
    return try await Migrator(
      url: database.superuser, folder: { folder }, reactor: database.reactor, logger: .quiet
    ).run()
  }

  @Test("a second run finds nothing to do, also as starling_owner")
  func twice() async throws {
    try await TestDatabase.with { (database) async throws in
      #expect(try await run([], on: database) == Migrator.Report(applied: [], postponed: []))
      let report = try await Migrator(
        url: database.url(.owner), folder: Checkout.migrations, reactor: database.reactor, logger: .quiet
      ).run()
      #expect(report.applied == [])
    }
  }

  @Test("an edited past migration is refused by name")
  func edited() async throws {
    try await TestDatabase.with { (database) async throws in
      _ = try await run([migration("9001_a.sql", "CREATE TABLE system.a ()")], on: database)
      let problem = await #expect(throws: Problem.self) {
        try await run([migration("9001_a.sql", "CREATE TABLE system.a (x int)")], on: database)
      }
      #expect(problem?.detail.contains("9001_a.sql was changed after") == true)
    }
  }

  @Test("a database that a newer program has migrated is refused")
  func newer() async throws {
    try await TestDatabase.with { (database) async throws in
      _ = try await run([migration("9001_a.sql", "SELECT 1")], on: database)
      let problem = await #expect(throws: Problem.self) { try await run([], on: database) }
      #expect(problem?.detail.contains("9001_a.sql, which this program does not know") == true)
    }
  }

  @Test("a migration that fails is undone whole, and those before it stay")
  func failing() async throws {
    try await TestDatabase.with { (database) async throws in
      let good = try migration("9001_good.sql", "CREATE TABLE system.good ()")
      let bad = try migration("9002_bad.sql", "CREATE TABLE system.half (); SELECT nonsense")
      let problem = await #expect(throws: Problem.self) { try await run([good, bad], on: database) }
      #expect(problem?.detail.contains("9002_bad.sql failed and was undone") == true)
      let tables = try await database.asSuperuser {
        try await $0.rows("SELECT to_regclass('system.good')::text, to_regclass('system.half')::text")
      }
      #expect(tables == [["system.good", nil]])
      let mended = try migration("9002_bad.sql", "CREATE TABLE system.half ()")
      #expect(try await run([good, mended], on: database).applied == ["9002_bad.sql"])
    }
  }

  @Test("a contracting migration waits for the run after the one that expands")
  func contract() async throws {
    try await TestDatabase.with { (database) async throws in
      let expand = try migration("9001_new_name.sql", "SELECT 1")
      let contract = try migration("9002_drop_old_name.contract.sql", "SELECT 1")
      #expect(
        try await run([expand, contract], on: database)
          == Migrator.Report(applied: ["9001_new_name.sql"], postponed: ["9002_drop_old_name.contract.sql"]))
      #expect(try await run([expand, contract], on: database).applied == ["9002_drop_old_name.contract.sql"])
    }
  }

  @Test("processes that start together migrate once")
  func together() async throws {
    try await TestDatabase.with { (database) async throws in
      let migration = try migration("9001_a.sql", "CREATE TABLE system.a (); SELECT pg_sleep(0.1)")
      async let one = run([migration], on: database)
      async let two = run([migration], on: database)
      let applied = try await [one.applied, two.applied]
      #expect(applied.flatMap { $0 } == ["9001_a.sql"])
    }
  }

  @Test("an index can be made without a transaction")
  func concurrently() async throws {
    try await TestDatabase.with { (database) async throws in
      let table = try migration("9001_a.sql", "CREATE TABLE system.a (x int)")
      let index = try migration("9002_i.sql", "-- no transaction\nCREATE INDEX CONCURRENTLY a_x ON system.a (x)")
      #expect(try await run([table, index], on: database).applied.count == 2)
    }
  }

  @Test("a backfill reaches every org's rows, where a plain update by the owner reaches none")
  func backfill() async throws {
    try await withNotes { (database) async throws in
      for name in ["acme", "northwind"] {
        try await database.app.execute(Notes.insert, Notes.New(text: name), as: try await database.makeTenant())
      }
      let plain = try migration("9001_plain.sql", "UPDATE notes SET text = 'touched'")
      let backfill = try migration("9002_backfill.sql", "SELECT system.backfill($q$ UPDATE notes SET slug = text $q$)")
      _ = try await run([plain, backfill], on: database)
      let rows = try await database.asSuperuser { try await $0.rows("SELECT text, slug FROM notes ORDER BY text") }
      #expect(rows == [["acme", "acme"], ["northwind", "northwind"]])
    }
  }

  @Test("files with one number or without a proper name are refused")
  func names() throws {
    #expect(Migration(file: "12_short.sql", sql: "") == nil)
    #expect(Migration(file: "0012-dash.sql", sql: "") == nil)
    #expect(throws: Problem.self) {
      try MigrationFolder(roles: "", migrations: [migration("0001_a.sql", ""), migration("0001_b.sql", "")])
    }
    #expect(throws: Problem.self) { try MigrationFolder(URL(fileURLWithPath: "/nowhere")) }
  }

  @Test("a role that could get around row-level security is refused at the start")
  func bootCheck() async throws {
    try await TestDatabase.with { (database) async throws in
      try await database.asSuperuser { connection in
        try await connection.run(
          "CREATE ROLE sneaky LOGIN BYPASSRLS IN ROLE starling_app; CREATE ROLE stranger LOGIN;"
            + "CREATE ROLE heir LOGIN IN ROLE starling_app, starling_system;"
            + "GRANT CONNECT ON DATABASE \(database.name) TO sneaky, stranger, heir")
      }
      let expected = [
        "postgres": "is a superuser", "starling_owner": "owns the tables", "sneaky": "has BYPASSRLS",
        "stranger": "does not belong to starling_app", "heir": "belongs to starling_system",
      ]
      for (user, words) in expected {
        let settings = DatabaseSettings(
          url: database.cluster.url(database: database.name, user: user), role: .app)
        let unsafe = Database(settings, reactor: database.reactor, logger: .quiet)
        let problem = await #expect(throws: Problem.self) { try await unsafe.start() }
        #expect(problem?.detail.contains(words) == true, "\(user): \(problem?.detail ?? "")")
        await unsafe.close()
      }
    }
  }
}
