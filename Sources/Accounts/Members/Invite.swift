import Contracts
package import Database
import Foundation
import Jobs
package import Kernel
package import Web

/// Opens a door for a mail address and gives back the link. With a mail server the link also goes by
/// mail; without one, whoever invites passes it on.
package struct Invite: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func callAsFunction(
    mail: String, access: MemberAccess, by caller: Principal, requestID: String?
  ) async throws -> (invitation: Invitation, link: Redacted<String>) {
    try await services.db.transaction(as: services.tenant(of: caller, requestID: requestID)) { tx in
      try await self(mail: mail, access: access, by: caller, in: tx)
    }
  }

  package func callAsFunction(
    mail: String, access: MemberAccess, by caller: Principal, in tx: Transaction
  ) async throws -> (invitation: Invitation, link: Redacted<String>) {
    let address = try MailAddress.parse(mail, at: "/mail")
    guard caller.memberAccess.mayGrant(access) else {
      throw Problem(.forbidden, "You can give others at most the rights that you have yourself.")
    }
    let now = services.time.now()
    let invitation = Invitation(
      id: services.ids.new(), mail: address.text, access: access, invitedBy: caller.actor.label, createdAt: now,
      expiresAt: now.addingTimeInterval(Invitation.lifetime))
    let token = services.invitationToken(invitation.id)
    try await refuseMembers(address, in: tx)
    try await tx.execute(InvitationStatements.insert, (invitation, token.hash))
    if services.mailer.isConfigured { try await tx.enqueue(InvitationMailArgs(invitation: invitation.id)) }
    try await services.audit.record(AuditEntry("invitation.create", resource: invitation.id.description), in: tx)
    return (invitation, services.invitationLink(token))
  }

  private func refuseMembers(_ address: MailAddress, in tx: Transaction) async throws {
    guard let user = try await tx.first(PersonStatements.byMail, services.keys.mailHash(address)),
      try await tx.first(MemberStatements.byUser, user) != nil
    else { return }
    throw Problem(.conflict, "This person is a member already. Change their access under People.")
  }
}

extension AccountServices {
  /// The same each time, so that the screen and the mail show one link and no secret is stored.
  func invitationToken(_ id: InvitationID) -> Token {
    Token.derived(.invitation, secret: keys.linkSecret(.invitation, id.description))
  }

  /// The token is in the fragment, which browsers send to nobody.
  func invitationLink(_ token: Token) -> Redacted<String> { Redacted("\(baseURL)/join#\(token.text.reveal())") }
}

extension Principal {
  /// The caller's own access, in the shape that memberships have.
  package var memberAccess: MemberAccess {
    if let everywhere = grants.first(where: { $0.brands == .all }) { return .everywhere(everywhere.role) }
    var roles: [BrandID: Role] = [:]
    for grant in grants {
      guard case .only(let brands) = grant.brands else { continue }
      for brand in brands { roles[brand] = grant.role }
    }
    return .brands(roles)
  }
}
