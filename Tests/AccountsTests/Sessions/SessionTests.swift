import Database
import Foundation
import Kernel
import TestKit
import Testing
import Web

@testable import Accounts

@Suite("Sessions")
struct SessionTests {
  @Test("open with mail and password, however the address is typed, and with nothing less")
  func signIn() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let signIn = SignIn(services: world.services)
      #expect(try await signIn.person(mail: " ALICE@Acme.example", password: World.password) == alice)
      #expect(try await signIn.org(for: alice, wanted: nil) == org.id)
      #expect(
        try await refusal { try await signIn.person(mail: "alice@acme.example", password: Redacted("wrong one")) }
          == .unauthenticated)
      #expect(
        try await refusal { try await signIn.person(mail: "nobody@acme.example", password: World.password) }
          == .unauthenticated)
      #expect(
        try await refusal { try await signIn.person(mail: "not an address", password: World.password) }
          == .unauthenticated)
    }
  }

  @Test("lead only into orgs that the person belongs to")
  func orgs() async throws {
    try await World.with { world in
      let (acme, alice) = try await world.acme()
      let (other, _) = try await world.acme(name: "Northwind Tools", mail: "carol@northwind.example")
      let signIn = SignIn(services: world.services)
      #expect(try await signIn.org(for: alice, wanted: acme.id) == acme.id)
      #expect(try await refusal { try await signIn.org(for: alice, wanted: other.id) } == .notFound)
    }
  }

  @Test("of pages are recognised by their cookie until they are closed")
  func pageSession() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let caller = try await world.caller(alice, in: org.id)
      #expect(caller.principal.org == org.id)
      #expect(caller.principal.grants == [RoleGrant(.owner, in: .all)])
      try await SignOut(services: world.services)(caller.principal, requestID: nil)
      let after = try await refusal {
        try await world.authenticator.authenticate(.session(caller.cookie), requestID: "r")
      }
      #expect(after == .unauthenticated)
      let renewed = try await refusal { try await world.authenticator.renew(caller.principal) }
      #expect(renewed == .unauthenticated)
    }
  }

  @Test("of pages end 14 days after the last visit")
  func sliding() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let cookie = try await world.caller(alice, in: org.id).cookie
      world.clock.advance(13 * 86_400)
      _ = try await world.authenticator.authenticate(.session(cookie), requestID: "r")
      world.clock.advance(13 * 86_400)
      _ = try await world.authenticator.authenticate(.session(cookie), requestID: "r")
      world.clock.advance(14 * 86_400 + 1)
      #expect(
        try await refusal { try await world.authenticator.authenticate(.session(cookie), requestID: "r") }
          == .unauthenticated)
    }
  }

  @Test("of clients work with access tokens that expire, and refuse tampered ones")
  func accessTokens() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let opened = try await SignIn(services: world.services).openAPISession(
        user: alice, org: org.id, agent: "", requestID: nil)
      let token = try await world.tokens.issue(org: org.id, session: opened.session).token
      #expect(try await world.authenticator.authenticate(.bearer(token), requestID: "r").user == alice)
      let parts = token.reveal().split(separator: ".")
      let tampered = Redacted("\(parts[0]).\(parts[1].dropLast(2))AA.\(parts[2])")
      #expect(
        try await refusal { try await world.authenticator.authenticate(.bearer(tampered), requestID: "r") }
          == .unauthenticated)
      world.clock.advance(AccessTokens.lifetime)
      #expect(
        try await refusal { try await world.authenticator.authenticate(.bearer(token), requestID: "r") }
          == .unauthenticated)
    }
  }

  @Test("rotate their refresh token; an old one ends the session for everybody who holds it")
  func reuse() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let first = try await SignIn(services: world.services)
        .openAPISession(user: alice, org: org.id, agent: "", requestID: nil).refresh
      let refresh = RefreshSession(services: world.services)
      let second = try await refresh(first.text.reveal(), requestID: nil).refresh
      let third = try await refresh(second.text.reveal(), requestID: nil).refresh
      #expect(try await refusal { try await refresh(first.text.reveal(), requestID: nil) } == .unauthenticated)
      #expect(try await refusal { try await refresh(third.text.reveal(), requestID: nil) } == .unauthenticated)
    }
  }

  @Test("survive two tabs that refresh at once")
  func twoTabs() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let first = try await SignIn(services: world.services)
        .openAPISession(user: alice, org: org.id, agent: "", requestID: nil).refresh
      let refresh = RefreshSession(services: world.services)
      async let left = refresh(first.text.reveal(), requestID: nil)
      async let right = refresh(first.text.reveal(), requestID: nil)
      let next = try await [left.refresh, right.refresh]
      for token in next { _ = try await refresh(token.text.reveal(), requestID: nil) }
    }
  }

  @Test("all end when the password changes, and the old password is gone")
  func passwordChange() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let here = try await world.caller(alice, in: org.id)
      let there = try await world.caller(alice, in: org.id)
      let change = ChangePassword(services: world.services)
      let next = Redacted("a longer road to the sea")
      #expect(
        try await refusal {
          try await change(current: Redacted("wrong"), new: next, by: here.principal, requestID: nil)
        } == .invalid)
      #expect(
        try await refusal {
          try await change(current: World.password, new: Redacted("short"), by: here.principal, requestID: nil)
        } == .invalid)
      try await change(current: World.password, new: next, by: here.principal, requestID: nil)
      #expect(
        try await refusal { try await world.authenticator.authenticate(.session(there.cookie), requestID: "r") }
          == .unauthenticated)
      let signIn = SignIn(services: world.services)
      #expect(try await signIn.person(mail: "alice@acme.example", password: next) == alice)
      #expect(
        try await refusal { try await signIn.person(mail: "alice@acme.example", password: World.password) }
          == .unauthenticated)
    }
  }
}

@Suite("Access keys")
struct APIKeyTests {
  @Test("act for their person within their scopes, until they are revoked or the person leaves")
  func life() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let bob = try await world.join(org.id, mail: "bob@acme.example", access: .everywhere(.editor))
      let caller = try await world.caller(bob, in: org.id).principal
      let manage = ManageAPIKeys(services: world.services)
      let one = try await manage.create(name: "CI", scopes: ["posts:*"], expires: nil, by: caller, requestID: nil)
      let two = try await manage.create(name: "CD", scopes: ["posts:*"], expires: nil, by: caller, requestID: nil)
      let principal = try await world.authenticator.authenticate(.bearer(one.text), requestID: "r")
      #expect(principal.user == bob)
      #expect(principal.scopes == ["posts:*"])
      #expect(principal.actor == .apiKey(one.key.id))
      try await manage.revoke(one.key.id, by: caller, managesPeople: false, requestID: nil)
      #expect(
        try await refusal { try await world.authenticator.authenticate(.bearer(one.text), requestID: "r") }
          == .unauthenticated)
      let owner = try await world.caller(alice, in: org.id).principal
      let member = try #require(try await world.member(bob, in: org.id))
      try await ManageMembers(services: world.services).remove(member.id, by: owner, requestID: nil)
      #expect(
        try await refusal { try await world.authenticator.authenticate(.bearer(two.text), requestID: "r") }
          == .unauthenticated)
    }
  }

  @Test("cannot make another key, revoke somebody else's or begin expired")
  func refusals() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let bob = try await world.join(org.id, mail: "bob@acme.example", access: .everywhere(.editor))
      let manage = ManageAPIKeys(services: world.services)
      let owner = try await world.caller(alice, in: org.id).principal
      let editor = try await world.caller(bob, in: org.id).principal
      let key = try await manage.create(name: "CI", scopes: ["posts:*"], expires: nil, by: owner, requestID: nil)
      let machine = try await world.authenticator.authenticate(.bearer(key.text), requestID: "r")
      #expect(
        try await refusal {
          try await manage.create(name: "x", scopes: ["posts:*"], expires: nil, by: machine, requestID: nil)
        } == .forbidden)
      #expect(
        try await refusal { try await manage.revoke(key.key.id, by: editor, managesPeople: false, requestID: nil) }
          == .notFound)
      #expect(
        try await refusal {
          try await manage.create(
            name: "x", scopes: ["posts:*"], expires: world.clock.now - 1, by: owner, requestID: nil)
        } == .invalid)
    }
  }
}
