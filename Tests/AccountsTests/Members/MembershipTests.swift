import Database
import Foundation
import Kernel
import TestKit
import Testing
import Web

@testable import Accounts

@Suite("Invitations")
struct InvitationTests {
  private let newcomer = AcceptInvitation.Newcomer(name: "Bob", zone: "UTC", password: World.password)

  private func code(_ link: Redacted<String>) throws -> String {
    try String(#require(link.reveal().split(separator: "#").last))
  }

  @Test("bring a new person in with the access they were given, once")
  func accept() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let owner = try await world.caller(alice, in: org.id).principal
      let made = try await Invite(services: world.services)(
        mail: "bob@acme.example", access: .everywhere(.reviewer), by: owner, requestID: nil)
      let code = try code(made.link)
      let accept = AcceptInvitation(services: world.services)
      #expect(try await accept.look(code).hasAccount == false)
      let joined = try await accept(code, newcomer: newcomer, password: nil, requestID: nil)
      #expect(joined.org == org.id)
      #expect(try await world.member(joined.user, in: org.id)?.access == .everywhere(.reviewer))
      #expect(
        try await refusal { try await accept(code, newcomer: newcomer, password: nil, requestID: nil) } == .conflict)
    }
  }

  @Test("for an address with an account ask for its password")
  func existingAccount() async throws {
    try await World.with { world in
      let (acme, alice) = try await world.acme()
      let (_, carol) = try await world.acme(name: "Northwind Tools", mail: "carol@northwind.example")
      let owner = try await world.caller(alice, in: acme.id).principal
      let made = try await Invite(services: world.services)(
        mail: "carol@northwind.example", access: .everywhere(.viewer), by: owner, requestID: nil)
      let accept = AcceptInvitation(services: world.services)
      let code = try code(made.link)
      #expect(
        try await refusal { try await accept(code, newcomer: newcomer, password: nil, requestID: nil) } == .invalid)
      #expect(
        try await refusal { try await accept(code, newcomer: nil, password: Redacted("wrong"), requestID: nil) }
          == .unauthenticated)
      #expect(try await accept(code, newcomer: nil, password: World.password, requestID: nil).user == carol)
      #expect(try await world.services.db.query(PersonStatements.orgs, carol).contains(acme.id))
    }
  }

  @Test("end when they are taken back, too old or made up")
  func refusals() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let owner = try await world.caller(alice, in: org.id).principal
      let invite = Invite(services: world.services)
      let accept = AcceptInvitation(services: world.services)
      let revoked = try await invite(mail: "a@acme.example", access: .everywhere(.viewer), by: owner, requestID: nil)
      try await RevokeInvitation(services: world.services)(revoked.invitation.id, by: owner, requestID: nil)
      #expect(try await refusal { try await accept.look(code(revoked.link)) } == .conflict)
      let old = try await invite(mail: "b@acme.example", access: .everywhere(.viewer), by: owner, requestID: nil)
      world.clock.advance(Invitation.lifetime)
      #expect(try await refusal { try await accept.look(code(old.link)) } == .conflict)
      #expect(try await refusal { try await accept.look("sti_nonsense") } == .notFound)
    }
  }

  @Test("cannot give more than the inviter has, nor go to a member")
  func ceiling() async throws {
    try await World.with { world in
      let (org, _) = try await world.acme()
      let admin = try await world.join(org.id, mail: "bob@acme.example", access: .everywhere(.admin))
      let caller = try await world.caller(admin, in: org.id).principal
      let invite = Invite(services: world.services)
      #expect(
        try await refusal {
          try await invite(mail: "x@acme.example", access: .everywhere(.owner), by: caller, requestID: nil)
        } == .forbidden)
      #expect(
        try await refusal {
          try await invite(mail: "alice@acme.example", access: .everywhere(.viewer), by: caller, requestID: nil)
        } == .conflict)
    }
  }
}

@Suite("Members")
struct MembershipTests {
  @Test("change access at once, also for open sessions")
  func change() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let bob = try await world.join(org.id, mail: "bob@acme.example", access: .everywhere(.editor))
      let owner = try await world.caller(alice, in: org.id).principal
      let cookie = try await world.caller(bob, in: org.id).cookie
      let member = try #require(try await world.member(bob, in: org.id))
      let brand = IDSource.system.new(BrandID.self)
      let changed = try await ManageMembers(services: world.services).change(
        member.id, to: .brands([brand: .viewer]), version: member.version, by: owner, requestID: nil)
      #expect(changed.access == .brands([brand: .viewer]))
      let now = try await world.authenticator.authenticate(.session(cookie), requestID: "r")
      #expect(now.grants == [RoleGrant(.viewer, in: .only([brand]))])
      let stale = try await refusal {
        try await ManageMembers(services: world.services).change(
          member.id, to: .everywhere(.admin), version: member.version, by: owner, requestID: nil)
      }
      #expect(stale == .stale)
    }
  }

  @Test("who were changed meanwhile are shown as they are now to whoever changes or removes them by an old version")
  func stale() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let bob = try await world.join(org.id, mail: "bob@acme.example", access: .everywhere(.editor))
      let owner = try await world.caller(alice, in: org.id).principal
      let member = try #require(try await world.member(bob, in: org.id))
      let manage = ManageMembers(services: world.services)
      let changed = try await manage.change(
        member.id, to: .everywhere(.reviewer), version: member.version, by: owner, requestID: nil)
      let now = String(decoding: try JSONBytes.encode(MemberModel(changed)), as: UTF8.self)
      let change = await #expect(throws: Problem.self) {
        try await manage.change(
          member.id, to: .everywhere(.admin), version: member.version, by: owner, requestID: nil)
      }
      #expect(change?.kind == .stale && change?.current == now)
      let removal = await #expect(throws: Problem.self) {
        try await manage.remove(member.id, version: member.version, by: owner, requestID: nil)
      }
      #expect(removal?.kind == .stale && removal?.current == now)
      #expect(try await world.member(bob, in: org.id)?.access == .everywhere(.reviewer))
      _ = try await manage.change(member.id, to: .everywhere(.viewer), version: nil, by: owner, requestID: nil)
      try await manage.remove(member.id, version: changed.version + 1, by: owner, requestID: nil)
    }
  }

  @Test("are never left without an owner, even when two leave at once")
  func lastOwner() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let bob = try await world.join(org.id, mail: "bob@acme.example", access: .everywhere(.owner))
      let manage = ManageMembers(services: world.services)
      let callers = try await [world.caller(alice, in: org.id).principal, world.caller(bob, in: org.id).principal]
      let members = try await [world.member(alice, in: org.id), world.member(bob, in: org.id)].compactMap { $0 }
      async let first = refusal { try await manage.remove(members[0].id, by: callers[0], requestID: nil) }
      async let second = refusal { try await manage.remove(members[1].id, by: callers[1], requestID: nil) }
      let outcomes = try await [first, second]
      #expect(outcomes.filter { $0 == nil }.count <= 1)
      let left = try await world.services.db.query(MemberStatements.page, (nil, .all, 10), as: world.tenant(org.id))
      #expect(left.contains { $0.access == .everywhere(.owner) })
    }
  }

  @Test("who are removed lose their sessions at once and can be invited again")
  func removal() async throws {
    try await World.with { world in
      let (org, alice) = try await world.acme()
      let bob = try await world.join(org.id, mail: "bob@acme.example", access: .everywhere(.editor))
      let owner = try await world.caller(alice, in: org.id).principal
      let cookie = try await world.caller(bob, in: org.id).cookie
      let member = try #require(try await world.member(bob, in: org.id))
      try await ManageMembers(services: world.services).remove(member.id, by: owner, requestID: nil)
      #expect(
        try await refusal { try await world.authenticator.authenticate(.session(cookie), requestID: "r") }
          == .unauthenticated)
      _ = try await Invite(services: world.services)(
        mail: "bob@acme.example", access: .everywhere(.viewer), by: owner, requestID: nil)
    }
  }

  @Test("of another org are absent")
  func otherOrg() async throws {
    try await World.with { world in
      let (acme, alice) = try await world.acme()
      let (other, carol) = try await world.acme(name: "Northwind Tools", mail: "carol@northwind.example")
      let owner = try await world.caller(alice, in: acme.id).principal
      let theirs = try #require(try await world.member(carol, in: other.id))
      let refused = try await refusal {
        try await ManageMembers(services: world.services).remove(theirs.id, by: owner, requestID: nil)
      }
      #expect(refused == .notFound)
      #expect(try await world.services.db.first(PersonStatements.profile, carol, as: world.tenant(acme.id)) == nil)
    }
  }
}

@Suite("Organisations")
struct OrgTests {
  @Test("of the demo go in one click with their people; a real one asks for its name")
  func removal() async throws {
    try await World.with { world in
      let (acme, alice) = try await world.acme()
      let owner = try await world.caller(alice, in: acme.id).principal
      let remove = RemoveOrg(services: world.services)
      #expect(try await refusal { try await remove(confirming: nil, by: owner) } == .invalid)
      #expect(try await refusal { try await remove(confirming: "acme", by: owner) } == .invalid)
      try await remove(confirming: "Acme Coffee", by: owner)
      #expect(
        try await refusal {
          try await SignIn(services: world.services).person(mail: "alice@acme.example", password: World.password)
        } == .unauthenticated)
    }
  }

  @Test("are removed by owners only")
  func onlyOwners() async throws {
    try await World.with { world in
      let (acme, _) = try await world.acme()
      let bob = try await world.join(acme.id, mail: "bob@acme.example", access: .everywhere(.admin))
      let admin = try await world.caller(bob, in: acme.id).principal
      #expect(
        try await refusal { try await RemoveOrg(services: world.services)(confirming: "Acme Coffee", by: admin) }
          == .forbidden)
    }
  }

  @Test("begin by a link that works once")
  func setupLink() async throws {
    try await World.with { world in
      let link = SetupLink(services: world.services)
      let code = try String(#require(try await link.make().reveal().split(separator: "#").last))
      #expect(try await link.isOpen(code))
      try await link.take(code)
      #expect(try await !link.isOpen(code))
      #expect(try await refusal { try await link.take(code) } == .unauthenticated)
      let old = try String(#require(try await link.make().reveal().split(separator: "#").last))
      world.clock.advance(SetupLink.lifetime)
      #expect(try await !link.isOpen(old))
    }
  }
}
