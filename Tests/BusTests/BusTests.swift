import Contracts
import Database
import Foundation
import Jobs
import Kernel
import TestKit
import Testing

@testable import Bus

@Suite("The in-process bus", .timeLimit(.minutes(1)))
struct BusTests {
  @Test("keeps the contract of every bus")
  func contract() async throws {
    try await withBus { (setup) async throws in
      try await BusContract(setup.bus, tenant: setup.tenant, other: setup.database.makeTenant()) { tenant, brand, n in
        try await setup.publish(n, brand, as: tenant)
      }.all()
    }
  }

  @Test("a reader far behind what is kept in memory reads the outbox and joins without a gap", arguments: [1, 3, 50])
  func farBehind(recent: Int) async throws {
    try await withBus(recent: recent) { (setup) async throws in
      try await setup.publish(0..<1200)
      var reader = setup.bus.subscribe(setup.filter, after: 0).makeAsyncIterator()
      for n in 0..<1200 { #expect(try await setup.version(reader.next()) == n) }
      try await setup.publish(1200, nil, as: setup.tenant)
      #expect(try await setup.version(reader.next()) == 1200)
    }
  }

  @Test("a reader that is too slow is cut off with the position to continue from, and loses nothing")
  func slow() async throws {
    try await withBus(queue: 5) { (setup) async throws in
      var reader = setup.bus.subscribe(setup.filter, after: nil).makeAsyncIterator()
      try await setup.publish(0, nil, as: setup.tenant)
      #expect(try await setup.version(reader.next()) == 0)
      for n in 1...20 { try await setup.publish(n, nil, as: setup.tenant) }
      try await until { setup.bus.hub.tail == 21 }
      var seen: [Int] = []
      var resume: Int64?
      do {
        while let event = try await reader.next() { seen.append(try setup.version(event)) }
      } catch SubscriptionEnded.tooSlow(let position) {
        resume = position
      }
      #expect(seen == [1, 2, 3, 4, 5])
      var again = setup.bus.subscribe(setup.filter, after: try #require(resume)).makeAsyncIterator()
      #expect(try await setup.version(again.next()) == 6)
    }
  }

  @Test("ephemeral events reach those who watch and are not stored")
  func ephemeral() async throws {
    try await withBus { (setup) async throws in
      var reader = setup.bus.subscribe(setup.filter, after: nil).makeAsyncIterator()
      let preview = EphemeralEvent(
        org: setup.tenant.org, brand: nil, subject: "gen.token", resource: "variant_1", payload: Array("{}".utf8))
      setup.bus.publishEphemeral(preview)
      #expect(try await reader.next() == .ephemeral(preview))
      #expect(try await setup.database.worker.first(BusStatements.head)?.newest == 0)
    }
  }

  @Test("a position that retention has passed is refused with the newest one")
  func expired() async throws {
    try await withBus { (setup) async throws in
      for n in 0..<5 { try await setup.publish(n, nil, as: setup.tenant) }
      _ = try await setup.database.worker.first(BusStatements.prune, (-3600, 3))
      var reader = setup.bus.subscribe(setup.filter, after: 1).makeAsyncIterator()
      await #expect(throws: SubscriptionEnded.expired(newest: 5)) { try await reader.next() }
      var fine = setup.bus.subscribe(setup.filter, after: 3).makeAsyncIterator()
      #expect(try await setup.version(fine.next()) == 3)
    }
  }

  @Test("an event that committed late comes after those that committed before it, and is not lost")
  func commitOrder() async throws {
    try await withBus { (setup) async throws in
      var reader = setup.bus.subscribe(setup.filter, after: 0).makeAsyncIterator()
      let (holding, gate) = (Gate(), Gate())
      async let slow: Void = setup.database.app.transaction(as: setup.tenant) { (tx) async throws in
        try await tx.publish(BriefChanged(brief: .sample(1), version: 1), brand: nil, resource: "version-1")
        holding.open()
        await gate.pass()
      }
      await holding.pass()
      try await setup.insert(2, nil, as: setup.tenant)
      // The slow transaction is older, so nothing after it may get a position yet.
      _ = try await setup.leader.pass(1)
      #expect(try await setup.database.worker.first(BusStatements.head)?.newest == 0)
      gate.open()
      try await slow
      try await setup.position()
      let versions = [try await setup.version(reader.next()), try await setup.version(reader.next())]
      #expect(versions == [1, 2])
    }
  }

  @Test("a leader that was replaced cannot number events any more")
  func fence() async throws {
    try await withBus { (setup) async throws in
      try await setup.insert(1, nil, as: setup.tenant)
      _ = try await setup.leader.pass(7)
      await #expect(throws: DatabaseError.self) { try await setup.leader.pass(6) }
    }
  }

  @Test("an event of a transaction that is rolled back is not stored, and one without a tenant is refused")
  func transactional() async throws {
    struct Undo: Error {}
    try await withBus { (setup) async throws in
      let event = BriefChanged(brief: .sample(1), version: 1)
      await #expect(throws: Undo.self) {
        try await setup.database.app.transaction(as: setup.tenant) { (tx) async throws in
          try await tx.publish(event, brand: nil, resource: "x")
          throw Undo()
        }
      }
      await #expect(throws: Problem.self) {
        try await setup.database.app.systemTransaction { try await $0.publish(event, brand: nil, resource: "x") }
      }
      #expect(try await setup.leader.pass(1).given == 0)
    }
  }

  @Test("the app's role cannot read or change the outbox, only add to it")
  func grants() async throws {
    try await TestDatabase.with { database in
      for sql in ["SELECT FROM system.outbox", "UPDATE system.outbox SET version = 2", "DELETE FROM system.outbox"] {
        await #expect(throws: DatabaseError.self) {
          try await database.app.execute(Statement<Void, Void>.system("test." + sql, sql))
        }
      }
    }
  }
}

struct BusSetup: Sendable {
  let database: TestDatabase
  let bus: InProcessBus
  let leader: OutboxLeader
  let tenant: TenantContext

  var filter: EventFilter { EventFilter(org: tenant.org, brands: .all) }

  func insert(_ n: Int, _ brand: BrandID?, as tenant: TenantContext) async throws {
    try await database.app.transaction(as: tenant) { (tx) async throws in
      try await tx.publish(BriefChanged(brief: .sample(1), version: n), brand: brand, resource: "version-\(n)")
    }
  }

  func publish(_ n: Int, _ brand: BrandID?, as tenant: TenantContext) async throws {
    try await insert(n, brand, as: tenant)
    try await position()
  }

  /// In one transaction.
  func publish(_ numbers: Range<Int>) async throws {
    try await database.app.transaction(as: tenant) { (tx) async throws in
      for n in numbers {
        try await tx.publish(BriefChanged(brief: .sample(1), version: n), brand: nil, resource: "version-\(n)")
      }
    }
    try await position()
  }

  /// A neighbour's open transaction in the same cluster may hold positions back for a moment.
  func position() async throws {
    try await until { try await !leader.pass(1).isWaiting }
  }

  func version(_ event: BusEvent?) throws -> Int {
    guard case .stored(let stored) = event else { throw Problem(.internal, "no stored event came") }
    return try #require(try stored.decode(BriefChanged.self)).version
  }
}

private func withBus(
  recent: Int = 4096, queue: Int = 1024, _ body: @Sendable (BusSetup) async throws -> Void
) async throws {
  try await TestDatabase.with { database in
    let doorbell = Doorbell(database.app, listener: nil, logger: .quiet)
    doorbell.attach(to: database.app, database.worker)
    let bus = InProcessBus(database.app, doorbell: doorbell, recent: recent, queue: queue, logger: .quiet)
    let leader = OutboxLeader(database.worker, doorbell: doorbell, logger: .quiet)
    let running = Task { try await bus.run() }
    defer { running.cancel() }
    try await until { bus.hub.tail != nil }
    let setup = BusSetup(database: database, bus: bus, leader: leader, tenant: try await database.makeTenant())
    try await body(setup)
    running.cancel()
    _ = await running.result
  }
}
