import Database
import Foundation
import Kernel
import TestKit
import Testing

@Suite struct TenantStatementTests {
  @Test("a tenant reads back what it wrote and nothing of another org")
  func ownRows() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      let northwind = try await database.makeTenant()
      try await database.app.execute(Notes.insert, Notes.New(text: "acme's"), as: acme)
      #expect(try await database.app.query(Notes.texts, as: acme) == ["acme's"])
      #expect(try await database.app.query(Notes.texts, as: northwind) == [])
      #expect(try await database.worker.query(Notes.texts, as: acme) == ["acme's"])
    }
  }

  @Test("a statement without a tenant sees no tenant's row")
  func noTenant() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      try await database.app.execute(Notes.insert, Notes.New(text: "acme's"), as: acme)
      #expect(try await database.app.query(Notes.allTexts) == [])
      #expect(try await database.app.query(Notes.allTexts, as: acme) == ["acme's"])
    }
  }

  @Test("a tenant statement is refused where there is no tenant")
  func refusedWithoutTenant() async throws {
    try await withNotes { (database) async throws in
      await #expect(throws: DatabaseError.noTenant(statement: "test.note.texts")) {
        try await database.app.query(Notes.texts)
      }
      await #expect(throws: DatabaseError.noTenant(statement: "test.note.texts")) {
        try await database.app.systemTransaction { try await $0.query(Notes.texts) }
      }
    }
  }

  @Test("a row for another org is refused even when the SQL asks for it")
  func foreignRow() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      let northwind = try await database.makeTenant()
      let plant = Statement<OrgID, Void>.tenant(
        "test.plant", "INSERT INTO notes (org_id, id, brand_id, text) VALUES ($2, $1, $1, 'planted')",
        bind: { $1.append($0) })
      await #expect {
        try await database.app.execute(plant, northwind.org, as: acme)
      } throws: { error in
        guard case DatabaseError.forbidden = error else { return false }
        return true
      }
    }
  }

  @Test("someone limited to one brand sees and writes that brand only")
  func brands() async throws {
    try await withNotes { (database) async throws in
      let owner = try await database.makeTenant()
      let mine = IDSource.system.new(BrandID.self)
      try await database.app.execute(Notes.insert, Notes.New(brand: mine, text: "mine"), as: owner)
      try await database.app.execute(Notes.insert, Notes.New(text: "other"), as: owner)
      var client = owner
      client.brands = .only([mine])
      #expect(try await database.app.query(Notes.texts, as: client) == ["mine"])
      client.brands = .only([])
      #expect(try await database.app.query(Notes.texts, as: client) == [])
      await #expect(throws: DatabaseError.self) {
        try await database.app.execute(Notes.insert, Notes.New(brand: mine, text: "no"), as: client)
      }
    }
  }

  @Test("the tenant's settings end with its statement, also when it fails")
  func settingsEnd() async throws {
    try await withNotes(configure: { $0.pool.maximum = 1 }) { (database) async throws in
      let acme = try await database.makeTenant()
      #expect(try await database.app.first(Notes.settings, as: acme) == [acme.org.uuid.uuidString.lowercased(), "*"])
      #expect(try await database.app.first(Notes.settings) == ["", ""])
      await #expect(throws: DatabaseError.checkViolation(constraint: "notes_text_check")) {
        try await database.app.execute(Notes.insert, Notes.New(text: "forbidden"), as: acme)
      }
      #expect(try await database.app.first(Notes.settings) == ["", ""])
    }
  }

  @Test("an error in the pipeline leaves the same connection idle and usable")
  func errorLeavesConnectionIdle() async throws {
    try await withNotes(configure: { $0.pool.maximum = 1 }) { (database) async throws in
      let acme = try await database.makeTenant()
      let before = try await database.app.first(Notes.backend)
      let note = Notes.New(text: "a", slug: "once")
      try await database.app.execute(Notes.insert, note, as: acme)
      await #expect(throws: DatabaseError.uniqueViolation(constraint: "notes_org_id_slug_key")) {
        try await database.app.execute(Notes.insert, Notes.New(text: "b", slug: "once"), as: acme)
      }
      #expect(try await database.app.first(Notes.backend) == before)
      #expect(try await database.app.query(Notes.texts, as: acme) == ["a"])
    }
  }

  @Test("fifty tenants at once on four connections never see each other's rows")
  func stress() async throws {
    try await withNotes { (database) async throws in
      let first = try await database.makeTenant()
      var tenants = [first]
      for _ in 0..<50 { tenants.append(try await database.makeTenant()) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, tenant) in tenants.enumerated() {
          group.addTask {
            for round in 0..<10 {
              try await database.app.execute(Notes.insert, Notes.New(text: "\(number)"), as: tenant)
              if round % 3 == 0 {
                await #expect(throws: DatabaseError.self) {
                  try await database.app.execute(Notes.insert, Notes.New(text: "forbidden"), as: tenant)
                }
              }
              let texts = try await database.app.query(Notes.allTexts, as: tenant)
              #expect(texts == Array(repeating: "\(number)", count: round + 1))
              #expect(try await database.app.query(Notes.allTexts) == [])
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
