import Database
import Foundation
import Kernel
import Synchronization
import TestKit
import Web

@testable import Accounts

/// Accounts on a database of its own, with a clock that a test sets.
struct World: Sendable {
  let database: TestDatabase
  let services: AccountServices
  let tokens: AccessTokens
  let clock: StillClock

  static let password = Redacted("tulips under the bridge")

  static func with(_ body: (World) async throws -> Void) async throws {
    try await TestDatabase.with { database in
      let clock = StillClock()
      let services = AccountServices(
        db: database.app, time: clock.source, random: .system, ids: .system,
        hasher: PasswordHasher(random: .system, cost: .init(logN: 10, r: 8, p: 1)),
        keys: AccountKeys(root: Redacted([UInt8](repeating: 7, count: 32))), mailer: NoMailer(),
        baseURL: "http://localhost")
      let tokens = await AccessTokens(key: services.keys.accessTokens, time: clock.source)
      try await body(World(database: database, services: services, tokens: tokens, clock: clock))
    }
  }

  /// Alice, owner of Acme Coffee.
  func acme(name: String = "Acme Coffee", mail: String = "alice@acme.example") async throws -> (org: Org, alice: UserID)
  {
    let made = try await CreateOrg(services: services).withOwner(
      orgName: name, ownerName: "Alice", mail: mail, zone: "Europe/Berlin", password: Self.password, requestID: nil)
    return (made.org, made.owner)
  }

  func join(_ org: OrgID, mail: String, access: MemberAccess) async throws -> UserID {
    try await CreateOrg(services: services).addPerson(
      to: org, name: "Bob", mail: mail, zone: "UTC", password: Self.password, access: access)
  }

  var authenticator: AccountAuthenticator { AccountAuthenticator(services: services, tokens: tokens) }

  /// Signed in on the pages.
  func caller(_ user: UserID, in org: OrgID) async throws -> (principal: Principal, cookie: Redacted<String>) {
    let opened = try await SignIn(services: services).openPageSession(
      user: user, org: org, agent: "test", requestID: nil)
    let principal = try await authenticator.authenticate(.session(opened.token.text), requestID: "r")
    return (principal, opened.token.text)
  }

  func tenant(_ org: OrgID) -> TenantContext { TenantContext(org: org, brands: .all, actor: .system("test")) }

  func member(_ user: UserID, in org: OrgID) async throws -> Member? {
    try await services.db.first(MemberStatements.byUser, user, as: tenant(org))
  }
}

/// Stands still until a test moves it. Ahead of the real clock's past, so that `now()` in SQL is before it.
final class StillClock: Sendable {
  private let offset = Mutex<TimeInterval>(0)
  private let start = Date(timeIntervalSince1970: 1_900_000_000)
  private let monotonicStart = ContinuousClock.now

  var now: Date { start + offset.withLock { $0 } }
  func advance(_ seconds: TimeInterval) { offset.withLock { $0 += seconds } }

  var source: TimeSource {
    TimeSource(
      now: { self.now }, monotonic: { self.monotonicStart.advanced(by: .seconds(self.offset.withLock { $0 })) },
      sleep: { _ in })
  }
}

func refusal<Value>(_ body: () async throws -> Value) async throws -> Problem.Kind? {
  do {
    _ = try await body()
    return nil
  } catch let problem as Problem { return problem.kind }
}
