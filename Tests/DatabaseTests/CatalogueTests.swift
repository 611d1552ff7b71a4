import Database
import Foundation
import Kernel
import TestKit
import Testing

@Suite struct CatalogueTests {
  @Test("every table of the migrated schema keeps the rules of tenancy", arguments: PostgresMajor.allCases)
  func schema(_ major: PostgresMajor) async throws {
    try await TestDatabase.with(major) { database in
      let faults = try await database.asSuperuser { try await Catalogue($0).faults() }
      #expect(faults == [])
    }
  }

  private static let breaches: [(sql: String, fault: String)] = [
    (
      "CREATE TABLE bad (org_id uuid NOT NULL, id uuid, PRIMARY KEY (org_id, id))",
      "bad is not under forced row-level security"
    ),
    ("CREATE TABLE bad (org_id uuid NOT NULL, id uuid, PRIMARY KEY (org_id, id))", "bad has no policy `tenant`"),
    (
      "\(Notes.table) ALTER TABLE notes NO FORCE ROW LEVEL SECURITY", "notes is not under forced row-level security"
    ),
    (
      "\(Notes.table) ALTER POLICY tenant ON notes USING (true) WITH CHECK (true)",
      "notes has another condition in its policy than system.protect makes"
    ),
    (
      "\(Notes.table) CREATE POLICY more ON notes FOR SELECT TO starling_app USING (true)",
      "notes has a policy besides `tenant`, or `tenant` does not cover every verb alike"
    ),
    (
      "\(Notes.table) ALTER POLICY tenant ON notes WITH CHECK (true)",
      "notes has a policy besides `tenant`, or `tenant` does not cover every verb alike"
    ),
    (
      "\(Notes.table) CREATE INDEX by_slug ON notes (slug)",
      "notes has the index by_slug, which does not lead with org_id"
    ),
    (
      "\(Notes.table) ALTER TABLE notes ADD CONSTRAINT one_slug UNIQUE (slug)",
      "notes has the unique key one_slug, which does not lead with org_id"
    ),
    (
      """
      \(Notes.table) ALTER TABLE notes ADD UNIQUE (org_id, brand_id, id);
      CREATE TABLE replies (org_id uuid NOT NULL, id uuid, note uuid, PRIMARY KEY (org_id, id));
      SELECT system.protect('replies');
      RESET ROLE; CREATE UNIQUE INDEX note_id ON notes (id);
      ALTER TABLE replies ADD CONSTRAINT to_note FOREIGN KEY (note) REFERENCES notes (id)
      """, "replies has the foreign key to_note without the org"
    ),
    ("CREATE TABLE bad (id uuid PRIMARY KEY)", "bad has no org_id and is not named as such"),
    (
      "\(Notes.table) ALTER TABLE notes DROP CONSTRAINT notes_pkey, ALTER org_id DROP NOT NULL",
      "notes lets org_id be null"
    ),
    ("\(Notes.table) GRANT SELECT ON notes TO PUBLIC", "notes is open to everybody for SELECT"),
    ("\(Notes.table) GRANT TRUNCATE ON notes TO starling_app", "notes is open to starling_app for TRUNCATE"),
    (
      "\(Notes.table) CREATE VIEW peek AS SELECT * FROM notes",
      "peek is a view that does not ask as its caller (security_invoker)"
    ),
    (
      "CREATE FUNCTION system.peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
      "system.peek() is SECURITY DEFINER but not as system.definer makes it"
    ),
    ("RESET ROLE; CREATE TABLE mine (org_id uuid NOT NULL)", "mine belongs to postgres, not to starling_owner"),
  ]

  @Test("the catalogue check reports each kind of breach", arguments: breaches.indices)
  func breach(_ index: Int) async throws {
    let breach = Self.breaches[index]
    try await TestDatabase.with { (database) async throws in
      try await database.define(breach.sql)
      let faults = try await database.asSuperuser { try await Catalogue($0).faults() }
      #expect(faults.contains(breach.fault), "\(faults)")
    }
  }

  @Test("every verb on every protected table reaches the own org and brand only")
  func matrix() async throws {
    try await TestDatabase.with { (database) async throws in
      try await database.asSuperuser { connection in
        let matrix = AccessMatrix(connection, RowFactory(connection, samples: RowSamples.all))
        let tables = try await Catalogue(connection).protectedTables()
        #expect(tables.count > 2)
        for table in tables {
          do {
            #expect(try await matrix.faults(table) == [])
          } catch {
            Issue.record("\(table): \(error)")
          }
        }
      }
    }
  }

  @Test("the matrix reports a table whose policy lets another org or brand in")
  func brokenMatrix() async throws {
    try await TestDatabase.with { (database) async throws in
      try await database.define("\(Notes.table) ALTER POLICY tenant ON notes USING (true) WITH CHECK (true)")
      try await database.asSuperuser { connection in
        let matrix = AccessMatrix(connection, RowFactory(connection))
        let notes = ProtectedTable(name: "notes", orgColumn: "org_id", brandColumn: "brand_id")
        let faults = try await matrix.faults(notes)
        for verb in ["SELECT", "INSERT", "UPDATE", "DELETE"] {
          for caller in ["another org", "no org", "another brand", "no brand"] {
            #expect(faults.contains { $0.hasPrefix("starling_app for \(caller): \(verb) on notes") }, "\(faults)")
          }
        }
      }
    }
  }

  @Test("the statement check reports a missing column, a missing grant and a name used twice")
  func brokenStatements() async throws {
    let column = Statement<Void, Void>.tenant("bad.column", "SELECT nothing FROM notes WHERE org_id = $1")
    let grant = Statement<Void, Void>.system("bad.grant", "DELETE FROM system.migrations")
    let good = Statement<Void, Void>.tenant("good", "SELECT id FROM notes WHERE org_id = $1")
    let again = Statement<Void, Void>.system("good", "SELECT 1")
    try await withNotes { (database) async throws in
      let faults = try await database.asSuperuser {
        try await StatementCheck($0).faults(AnyStatement.list(column, grant, good, again))
      }
      #expect(faults.count == 5)
      #expect(faults.first == "good is the name of more than one statement")
      #expect(faults.contains { $0.hasPrefix("bad.column as starling_app") })
      #expect(faults.contains { $0.hasPrefix("bad.grant as starling_worker") })
    }
  }

  @Test("the plan check reports a statement that reads a whole table")
  func brokenPlan() async throws {
    let scan = Statement<Void, Void>.tenant(
      "scan", "SELECT text FROM notes WHERE $1::uuid IS NOT NULL AND text LIKE '%a%'")
    let page = Statement<Void, Void>.tenant("page", "SELECT text FROM notes WHERE org_id = $1 ORDER BY id LIMIT 20")
    try await withNotes { (database) async throws in
      try await database.asSuperuser { connection in
        let notes = ProtectedTable(name: "notes", orgColumn: "org_id", brandColumn: "brand_id")
        try await BulkRows(connection, RowFactory(connection)).fill(notes, count: 20_000)
        let faults = try await StatementCheck(connection).sequentialScans(AnyStatement.list(scan, page), of: [notes])
        #expect(faults.filter { $0.hasPrefix("page") } == [])
        let planted = Statement<Void, Void>.tenant("planted", "SELECT text FROM notes WHERE $1::uuid IS NOT NULL")
        try await connection.run(
          "SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off")
        let more = try await StatementCheck(connection).sequentialScans(AnyStatement.list(planted), of: [notes])
        #expect(more.count == 2)
      }
    }
  }
}
