import Database
import Foundation
import Jobs
import Kernel
import TestKit
import Testing
import Web

@testable import Accounts

/// What one process commits about access counts in another at once. The clock stands still, so nothing here is found
/// out because something that was kept got too old.
@Suite("A change of access", .timeLimit(.minutes(2)))
struct AccessChangeTests {
  private struct Two {
    let world: World
    /// As another process has it.
    let other: AccountServices
    var heard: AsyncStream<Void>.Iterator

    var elsewhere: AccountAuthenticator { AccountAuthenticator(services: other, tokens: world.tokens) }

    /// Asks again at each ring until it is so; several changes may be one ring, and earlier ones may come late.
    mutating func hears(_ isSo: () async throws -> Bool) async throws {
      while try await !isSo() { _ = await heard.next() }
    }
  }

  private func withTwo(_ body: (inout Two) async throws -> Void) async throws {
    try await World.with { world in
      let pool = world.database.database(.app)
      try await pool.start()
      let other = AccountServices(
        db: pool, time: world.clock.source, random: .system, ids: .system, hasher: world.services.hasher,
        keys: world.services.keys, mailer: NoMailer(), baseURL: "http://localhost")
      let (near, nearListener) = doorbell(world)
      let (far, farListener) = doorbell(world)
      near.attach(to: world.database.app)
      far.attach(to: pool)
      other.listen(to: far)
      var two = Two(world: world, other: other, heard: other.sessions.watch().makeAsyncIterator())
      let running = [near, far].map { bell in Task { try await bell.run() } }
      var failure: (any Error)?
      _ = await two.heard.next()
      do { try await body(&two) } catch { failure = error }
      for task in running { task.cancel() }
      for task in running { _ = await task.result }
      await nearListener.stop()
      await farListener.stop()
      await pool.close()
      if let failure { throw failure }
    }
  }

  private func doorbell(_ world: World) -> (Doorbell, Listener) {
    let listener = Listener(
      url: world.database.url(.worker), channels: [Doorbell.channel], reactor: world.database.reactor, logger: .quiet)
    return (Doorbell(world.database.worker, listener: listener, logger: .quiet), listener)
  }

  @Test("counts in other processes at once: a new role, and the end of a session and of a key")
  func elsewhere() async throws {
    try await withTwo { two in
      let world = two.world
      let (org, alice) = try await world.acme()
      let bob = try await world.join(org.id, mail: "bob@acme.example", access: .everywhere(.editor))
      let elsewhere = two.elsewhere
      let owner = try await world.caller(alice, in: org.id).principal
      let caller = try await world.caller(bob, in: org.id)
      let before = try await elsewhere.authenticate(.session(caller.cookie), requestID: "r")
      #expect(before.grants == [RoleGrant(.editor, in: .all)])
      let member = try #require(try await world.member(bob, in: org.id))
      _ = try await ManageMembers(services: world.services).change(
        member.id, to: .everywhere(.viewer), version: nil, by: owner, requestID: nil)
      try await two.hears { try await elsewhere.renew(before).version > before.version }
      #expect(try await elsewhere.renew(before).grants == [RoleGrant(.viewer, in: .all)])
      let keys = ManageAPIKeys(services: world.services)
      let made = try await keys.create(
        name: "ci", scopes: ["posts:read"], expires: nil, by: caller.principal, requestID: nil)
      _ = try await elsewhere.authenticate(.bearer(made.text), requestID: "r")
      try await keys.revoke(made.key.id, by: caller.principal, managesPeople: false, requestID: nil)
      try await two.hears {
        try await refusal { try await elsewhere.authenticate(.bearer(made.text), requestID: "r") } == .unauthenticated
      }
      try await SignOut(services: world.services)(caller.principal, requestID: nil)
      try await two.hears { try await refusal { try await elsewhere.renew(before) } == .unauthenticated }
    }
  }

  @Test("is not undone by what was read before it and kept after it")
  func race() async throws {
    let cache = SessionCache(time: StillClock().source)
    let key = CallerKey(org: IDSource.system.new(), proof: .apiKey(IDSource.system.new()))
    let standing = { @Sendable (version: Int) in
      CallerStanding(
        user: IDSource.system.new(), access: .everywhere(.viewer), scopes: nil, version: version,
        expires: .distantFuture)
    }
    let first = try await cache.standing(of: key) {
      cache.forgetAll()
      return standing(1)
    }
    let second = try await cache.standing(of: key) { standing(2) }
    let third = try await cache.standing(of: key) { standing(3) }
    #expect([first, second, third].map { $0?.version } == [1, 2, 2])
  }
}
