import Database
import Kernel
import Synchronization
import TestKit
import Testing

@Suite struct TransactionTests {
  @Test("what a transaction wrote is there after it, and nothing of it after a throw")
  func commitAndRollback() async throws {
    struct Refusal: Error {}
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      try await database.app.transaction(as: acme) { (transaction) async throws in
        try await transaction.execute(Notes.insert, Notes.New(text: "kept"))
      }
      await #expect(throws: Refusal.self) {
        try await database.app.transaction(as: acme) { (transaction) async throws in
          try await transaction.execute(Notes.insert, Notes.New(text: "lost"))
          throw Refusal()
        }
      }
      #expect(try await database.app.query(Notes.texts, as: acme) == ["kept"])
    }
  }

  @Test("hooks run after the commit and never after a rollback")
  func afterCommit() async throws {
    struct Refusal: Error {}
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      let ring = Atomic(0)
      try await database.app.transaction(as: acme) { (transaction) async throws in
        transaction.afterCommit { ring.add(1, ordering: .relaxed) }
        try await transaction.execute(Notes.insert, Notes.New(text: "kept"))
        #expect(ring.load(ordering: .relaxed) == 0)
      }
      #expect(ring.load(ordering: .relaxed) == 1)
      await #expect(throws: Refusal.self) {
        try await database.app.transaction(as: acme) { (transaction) async throws in
          transaction.afterCommit { ring.add(1, ordering: .relaxed) }
          throw Refusal()
        }
      }
      #expect(ring.load(ordering: .relaxed) == 1)
    }
  }

  @Test("a body that hides a failed statement does not commit half of its work")
  func hiddenFailure() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      await #expect(throws: DatabaseError.self) {
        try await database.app.transaction(as: acme) { (transaction) async throws in
          try await transaction.execute(Notes.insert, Notes.New(text: "half"))
          _ = try? await transaction.execute(Notes.insert, Notes.New(text: "forbidden"))
        }
      }
      #expect(try await database.app.query(Notes.texts, as: acme) == [])
    }
  }

  @Test("a savepoint undoes its part only")
  func savepoint() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      try await database.app.transaction(as: acme) { (transaction) async throws in
        try await transaction.execute(Notes.insert, Notes.New(text: "kept"))
        await #expect(throws: DatabaseError.checkViolation(constraint: "notes_text_check")) {
          try await transaction.savepoint {
            try await transaction.execute(Notes.insert, Notes.New(text: "undone"))
            try await transaction.execute(Notes.insert, Notes.New(text: "forbidden"))
          }
        }
        try await transaction.execute(Notes.insert, Notes.New(text: "kept too"))
      }
      #expect(try await database.app.query(Notes.texts, as: acme) == ["kept", "kept too"])
    }
  }

  @Test("many inputs go in one round trip, all or none")
  func each() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      let notes = (0..<500).map { Notes.New(text: "\($0)") }
      try await database.app.transaction(as: acme) { (transaction) async throws in
        #expect(try await transaction.executeEach(Notes.insert, notes) == Array(repeating: 1, count: 500))
      }
      await #expect(throws: DatabaseError.self) {
        try await database.app.transaction(as: acme) { (transaction) async throws in
          try await transaction.executeEach(Notes.insert, [Notes.New(text: "a"), Notes.New(text: "forbidden")])
        }
      }
      #expect(try await database.app.query(Notes.texts, as: acme).count == 500)
    }
  }

  @Test("a transaction that escapes its body refuses to run")
  func ended() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      let escaped = try await database.app.transaction(as: acme) { (transaction) async throws in
        try await transaction.execute(Notes.insert, Notes.New(text: "kept"))
        return transaction
      }
      await #expect(throws: DatabaseError.transactionEnded) { try await escaped.query(Notes.texts) }
    }
  }

  @Test("tasks that share a transaction take turns")
  func shared() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      try await database.app.transaction(as: acme) { (transaction) async throws in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<20 {
            group.addTask { try await transaction.execute(Notes.insert, Notes.New(text: "\(number)")) }
          }
          try await group.waitForAll()
        }
      }
      #expect(try await database.app.query(Notes.texts, as: acme).count == 20)
    }
  }

  @Test("of two serializable transactions that depend on each other, one is told to run again")
  func serialization() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      let error = await #expect(throws: DatabaseError.self) {
        try await database.app.transaction(as: acme, isolation: .serializable) { one in
          _ = try await one.query(Notes.texts)
          try await database.app.transaction(as: acme, isolation: .serializable) { two in
            _ = try await two.query(Notes.texts)
            try await two.execute(Notes.insert, Notes.New(text: "two"))
          }
          try await one.execute(Notes.insert, Notes.New(text: "one"))
        }
      }
      #expect(error == .serialization)
      #expect(try await database.app.query(Notes.texts, as: acme) == ["two"])
    }
  }

  @Test("an advisory lock is one holder's until the transaction ends")
  func advisoryLock() async throws {
    try await withNotes { (database) async throws in
      let key = AdvisoryKey("test", "brief_1")
      try await database.app.systemTransaction { (one) async throws in
        #expect(try await one.tryLock(key))
        try await database.worker.systemTransaction { (two) async throws in
          #expect(try await !two.tryLock(key))
          #expect(try await two.tryLock(AdvisoryKey("test", "brief_2")))
        }
      }
      try await database.worker.systemTransaction { (two) async throws in
        #expect(try await two.tryLock(key))
      }
    }
  }

  @Test("with prepared statements off, as a transaction pooler needs it, all works the same")
  func unprepared() async throws {
    try await withNotes(configure: { $0.preparedStatements = false }) { (database) async throws in
      let acme = try await database.makeTenant()
      try await database.app.transaction(as: acme) { (transaction) async throws in
        try await transaction.execute(Notes.insert, Notes.New(text: "a"))
      }
      try await database.app.execute(Notes.insert, Notes.New(text: "b"), as: acme)
      #expect(try await database.app.query(Notes.texts, as: acme) == ["a", "b"])
      let prepared = Statement<Void, Int>.system(
        "test.prepared", "SELECT count(*)::int FROM pg_prepared_statements", row: { try $0.int() })
      #expect(try await database.app.first(prepared) == 0)
    }
  }
}
