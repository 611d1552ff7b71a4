import Contracts
import Database
import Foundation
package import Kernel

/// Lets an invited person in: with the account they have, or with a new one.
package struct AcceptInvitation: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package struct Newcomer: Sendable {
    package var name: String
    package var zone: String
    package var password: Redacted<String>

    package init(name: String, zone: String, password: Redacted<String>) {
      self.name = name
      self.zone = zone
      self.password = password
    }
  }

  /// What a link opens, for the page that asks whether to accept.
  package func look(_ text: String) async throws -> (org: Org, invitation: Invitation, hasAccount: Bool) {
    let found = try await find(text)
    let tenant = services.doorkeeper(found.org)
    guard let org = try await services.db.first(OrgStatements.current, as: tenant),
      let invitation = try await services.db.first(InvitationStatements.byID, found.invitation, as: tenant)
    else { throw Self.unknown }
    if let refusal = invitation.refusal(at: services.time.now()) { throw Problem(.conflict, refusal) }
    return (org, invitation, try await account(of: invitation) != nil)
  }

  /// - Parameter newcomer: when the invited address has no account yet.
  /// - Parameter password: of the account that the invited address has.
  /// Returns the person and the org to sign in to.
  package func callAsFunction(
    _ text: String, newcomer: Newcomer?, password: Redacted<String>?, requestID: String?
  ) async throws -> (user: UserID, org: OrgID) {
    let found = try await find(text)
    let look = try await look(text)
    let user = try await person(for: look.invitation, newcomer: newcomer, password: password)
    var tenant = services.doorkeeper(found.org, requestID: requestID)
    tenant.actor = .user(user)
    try await services.db.transaction(as: tenant) { tx in
      guard let invitation = try await tx.first(InvitationStatements.lock, found.invitation) else { throw Self.unknown }
      let now = services.time.now()
      if let refusal = invitation.refusal(at: now) { throw Problem(.conflict, refusal) }
      try await tx.execute(InvitationStatements.accept, (invitation.id, user, now))
      try await services.addMember(user, access: invitation.access, in: tx)
      try await services.audit.record(
        AuditEntry("invitation.accept", resource: invitation.id.description, facts: ["user": .id(user)]), in: tx)
    }
    return (user, found.org)
  }

  private func person(
    for invitation: Invitation, newcomer: Newcomer?, password: Redacted<String>?
  ) async throws -> UserID {
    if try await account(of: invitation) != nil {
      guard let password else { throw Problem.invalid("/password", "This address has an account. Give its password.") }
      return try await SignIn(services: services).person(mail: invitation.mail, password: password)
    }
    guard let newcomer else { throw Problem.invalid("/name", "Give your name and choose a password.") }
    return try await services.createPerson(
      mail: try MailAddress.parse(invitation.mail, at: "/mail"), name: newcomer.name, zone: newcomer.zone,
      password: newcomer.password)
  }

  private func account(of invitation: Invitation) async throws -> UserID? {
    guard let address = MailAddress(invitation.mail) else { return nil }
    return try await services.db.first(PersonStatements.byMail, services.keys.mailHash(address))
  }

  private func find(_ text: String) async throws -> (org: OrgID, invitation: InvitationID) {
    guard let token = Token(text, purpose: .invitation),
      let found = try await services.db.first(InvitationStatements.byHash, token.hash)
    else { throw Self.unknown }
    return found
  }

  private static var unknown: Problem {
    Problem(
      .notFound, "This invitation link is not one of ours. Copy the whole link from the mail or ask for a new one.")
  }
}

extension AccountServices {
  /// Makes an account. The rules for passwords are checked here, for every way in.
  func createPerson(mail: MailAddress, name: String, zone: String, password: Redacted<String>) async throws -> UserID {
    let faults = PasswordRules.faults(of: password.reveal(), mail: mail.text)
    guard faults.isEmpty else {
      throw Problem(.invalid, faults.joined(separator: " "), fields: faults.map { .init("/password", $0) })
    }
    let hash = try await hasher.hash(password)
    let user = ids.new(UserID.self)
    do {
      try await db.execute(
        PersonStatements.create, (user, mail, keys.mailHash(mail), name, zone, hash.text, time.now()))
    } catch DatabaseError.uniqueViolation {
      throw Problem(.conflict, "There is an account for this mail address already. Sign in instead.")
    }
    return user
  }

  func addMember(_ user: UserID, access: MemberAccess, in tx: Transaction) async throws {
    try await tx.execute(MemberStatements.insert, (ids.new(), user, access, time.now()))
    guard let member = try await tx.first(MemberStatements.byUser, user) else { return }
    try await tx.execute(MemberStatements.clearBrands, member.id)
    if !access.brandRoles.isEmpty { try await tx.execute(MemberStatements.addBrands, (member.id, access.brandRoles)) }
    accessChanges(in: tx)
  }
}
