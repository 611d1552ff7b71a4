import Foundation
import Kernel
import Testing

@testable import Accounts

@Suite("A refresh token")
struct RefreshRotationTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  private func token(used ago: TimeInterval? = nil, childUsed: Bool = false, ended: Bool = false) -> RefreshTokenState {
    RefreshTokenState(
      id: IDSource.system.new(), session: IDSource.system.new(), expiresAt: now + 60,
      usedAt: ago.map { now - $0 }, hasUsedChild: childUsed, sessionEnded: ended)
  }

  @Test("rotates at its first use")
  func first() { #expect(RefreshDecision.of(token(), at: now) == .rotate) }

  @Test("of two tabs rotates again within 30 s")
  func twoTabs() {
    #expect(RefreshDecision.of(token(used: 29), at: now) == .rotate)
    #expect(RefreshDecision.of(token(used: 31), at: now) == .reuse)
  }

  @Test("is reuse at once when its child was used already")
  func stolen() { #expect(RefreshDecision.of(token(used: 1, childUsed: true), at: now) == .reuse) }

  @Test("expires, and counts for nothing when its session ended")
  func expiry() {
    #expect(RefreshDecision.of(token(), at: now + 60) == .expired)
    #expect(RefreshDecision.of(token(ended: true), at: now) == .ended)
  }
}

@Suite("Tokens")
struct TokenTests {
  @Test("of one purpose are not read as another's")
  func purposes() {
    for purpose in Token.Purpose.allCases {
      let token = Token.make(purpose, random: .system)
      for other in Token.Purpose.allCases {
        #expect((Token(token.text.reveal(), purpose: other) != nil) == (other == purpose))
      }
    }
  }

  @Test("that are cut, lengthened or hold foreign bytes are refused before the database is asked")
  func shapes() {
    let text = Token.make(.session, random: .system).text.reveal()
    for bad in [String(text.dropLast()), text + "a", String(text.dropLast()) + "'", "sts_", "", text + "\n"] {
      #expect(Token(bad, purpose: .session) == nil)
    }
  }

  @Test("differ, and hash the same each time")
  func hashes() {
    let one = Token.make(.apiKey, random: .system)
    #expect(one.hash == Token(one.text.reveal(), purpose: .apiKey)?.hash)
    #expect(one.hash != Token.make(.apiKey, random: .system).hash)
  }
}

@Suite("Passwords")
struct PasswordTests {
  private let quick = PasswordHash.Cost(logN: 10, r: 8, p: 1)

  @Test("match themselves and nothing else, also from their stored text")
  func matching() async throws {
    let hasher = PasswordHasher(random: .system, cost: quick)
    let hash = try await hasher.hash(Redacted("correct horse battery"))
    let stored = try #require(PasswordHash(hash.text))
    #expect(try await hasher.verify(Redacted("correct horse battery"), against: stored))
    #expect(try await !hasher.verify(Redacted("correct horse batterY"), against: stored))
    #expect(try await !hasher.verify(Redacted("correct horse battery"), against: nil))
  }

  @Test("typed with composed or decomposed letters are the same")
  func normalised() async throws {
    let hasher = PasswordHasher(random: .system, cost: quick)
    let hash = try await hasher.hash(Redacted("caf\u{E9} au lait"))
    #expect(try await hasher.verify(Redacted("cafe\u{301} au lait"), against: hash))
  }

  @Test("cost 32 MiB by the standard parameters")
  func standardCost() {
    let cost = PasswordHash.Cost.standard
    #expect(128 * cost.r * (1 << cost.logN) == 32 << 20)
    #expect(cost.p == 3)
  }

  @Test(
    "that everybody tries, are short or hold the mail address are refused",
    arguments: [
      "password", "Password123!", "short", "1234567890", "aaaaaaaaaaaa", "ada.lovelace1",
    ])
  func refused(password: String) {
    #expect(!PasswordRules.faults(of: password, mail: "ada.lovelace@example.org").isEmpty)
  }

  @Test("of some length pass whatever they are made of")
  func accepted() {
    #expect(PasswordRules.faults(of: "tulips under the bridge", mail: "ada@example.org").isEmpty)
  }

  @Test("wait in a bounded queue; beyond it people are told to come back")
  func bounded() async throws {
    let hasher = PasswordHasher(random: .system, cost: .init(logN: 14, r: 8, p: 1), queueLimit: 2)
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<24 { group.addTask { (try? await hasher.hash(Redacted("some password"))) != nil } }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.contains(true))
    #expect(outcomes.contains(false))
  }
}
