import Contracts
import Database
import Foundation
package import Kernel
package import Web

/// The demo's org and its people. Making it can be begun again wherever it was cut off.
package struct DemoOrg: Sendable {
  /// The first one makes the org, so it must be the owner.
  package struct Person: Sendable {
    package var role: Role
    package var name: String
    package var mail: String
    package var password: Redacted<String>

    package init(role: Role, name: String, mail: String, password: Redacted<String>) {
      self.role = role
      self.name = name
      self.mail = mail
      self.password = password
    }
  }

  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func isThere(_ org: OrgID) async throws -> Bool {
    try await services.db.first(OrgStatements.current, as: services.doorkeeper(org)) != nil
  }

  /// Makes org and people, and answers who owns it. Throws `Problem(.conflict)` when one of the addresses belongs to
  /// somebody outside a demo.
  package func make(_ id: OrgID, name: String, zone: String, people: [Person]) async throws -> UserID {
    guard let first = people.first, first.role == .owner else {
      throw Problem(.internal, "A demo begins with its owner.")
    }
    let create = CreateOrg(services: services)
    let owner = try await account(of: first, zone)
    try await create(id: id, name: name, isDemo: true, owner: owner, requestID: nil)
    for person in people.dropFirst() {
      try await create.add(try await account(of: person, zone), to: id, access: .everywhere(person.role))
    }
    return owner
  }

  /// With everything in it. False when it was gone already.
  @discardableResult
  package func remove(_ org: OrgID) async throws -> Bool {
    try await services.removeOrg(org)
  }

  /// Takes the account that a cut-off start left behind, in no org yet; otherwise makes one.
  private func account(of person: Person, _ zone: String) async throws -> UserID {
    let address = try MailAddress.parse(person.mail, at: "/mail")
    guard let known = try await services.db.first(PersonStatements.byMail, services.keys.mailHash(address)) else {
      return try await services.createPerson(
        mail: address, name: person.name, zone: zone, password: person.password)
    }
    try await leaveOldDemos(known, person)
    guard try await services.db.first(PersonStatements.byMail, services.keys.mailHash(address)) != nil else {
      return try await account(of: person, zone)
    }
    let hash = try await services.hasher.hash(person.password)
    try await services.db.systemTransaction { tx in
      try await tx.execute(PersonStatements.setPassword, (known, hash.text, services.time.now()))
      services.accessChanges(in: tx)
    }
    return known
  }

  /// A demo that nobody has the passwords of any more goes. Anything else that the person belongs to stays.
  private func leaveOldDemos(_ user: UserID, _ person: Person) async throws {
    for id in try await services.db.query(PersonStatements.orgs, user) {
      guard let org = try await services.db.first(OrgStatements.current, as: services.doorkeeper(id)), org.isDemo else {
        throw Problem(
          .conflict,
          "The demo's \(person.mail) belongs to another organisation here, so the demo cannot be loaded.")
      }
      try await remove(id)
    }
  }

  /// A key of the owner's, limited to `scopes`.
  package func key(named name: String, scopes: [String], owner: UserID, org: OrgID) async throws -> Redacted<String> {
    let now = services.time.now()
    let caller = Principal(
      org: org, actor: .user(owner), user: owner, grants: MemberAccess.everywhere(.owner).grants,
      proof: .session(services.ids.new()), version: 1, expires: now.addingTimeInterval(60))
    return try await ManageAPIKeys(services: services).create(
      name: name, scopes: scopes, expires: nil, by: caller, requestID: nil
    ).text
  }
}
