import Database
import Foundation
import Jobs
import Kernel
import TestKit
import Testing

@Suite("Operations", .timeLimit(.minutes(1)))
struct OperationTests {
  @Test("an operation shows progress and its first ending, and keeps it")
  func lifecycle() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let operations = Operations(database.app, doorbell: nil)
      let id = try await database.app.transaction(as: tenant) { (tx) async throws in
        try await tx.begin(NewOperation(kind: "voice-train", resource: "brand_1", total: 4))
      }
      try await database.worker.transaction(as: tenant) { try await $0.progress(id, done: 3, of: 4) }
      #expect(try await operations.get(id, as: tenant).done == 3)
      try await database.worker.transaction(as: tenant) { (tx) async throws in
        #expect(try await tx.succeed(id, ["voice": "voice_1"]))
        #expect(try await tx.fail(id, Problem(.timeout, "too late")) == false)
      }
      let ended = try await operations.get(id, as: tenant)
      #expect(ended.state == .succeeded)
      #expect(ended.error == nil)
      #expect(ended.finishedAt != nil)
    }
  }

  @Test("another organisation's operation is as absent as none")
  func foreign() async throws {
    try await TestDatabase.with { database in
      let (alice, mallory) = (try await database.makeTenant(), try await database.makeTenant())
      let operations = Operations(database.app, doorbell: nil)
      let id = try await database.app.transaction(as: alice) { try await $0.begin(NewOperation(kind: "report")) }
      await #expect(throws: Problem.notFound("operation")) { try await operations.get(id, as: mallory) }
      await #expect(throws: Problem.notFound("operation")) { try await operations.cancel(id, as: mallory) }
    }
  }

  @Test("waiting ends with the operation, long before its time")
  func wait() async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let doorbell = Doorbell(database.app, listener: nil, logger: .quiet)
      doorbell.attach(to: database.app, database.worker)
      let operations = Operations(database.app, doorbell: doorbell)
      let id = try await database.app.transaction(as: tenant) { try await $0.begin(NewOperation(kind: "report")) }
      async let waited = operations.get(id, wait: .seconds(3000), as: tenant)
      try await database.worker.transaction(as: tenant) { try await $0.fail(id, Problem(.quotaExceeded, "no budget")) }
      let ended = try await waited
      #expect(ended.state == .failed)
      #expect(ended.error == OperationError(kind: "quota-exceeded", detail: "no budget"))
      #expect(try await operations.get(id, wait: .zero, as: tenant).state == .failed)
    }
  }
}
