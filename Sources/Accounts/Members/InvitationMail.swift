package import Database
package import Jobs
package import Kernel

package struct InvitationMailArgs: JobArgs {
  package static let kind = "invitation-mail"
  package static let version = 1
  package var invitation: InvitationID
  package var uniqueKey: String? { invitation.description }
}

/// Sends the link. The token is derived again, so the job's row holds an id and nothing secret.
package struct InvitationMailJob: JobHandler {
  private let services: AccountServices
  private let db: Database

  /// - Parameter db: the worker role's.
  package init(services: AccountServices, db: Database) {
    self.services = services
    self.db = db
  }

  package func run(_ args: InvitationMailArgs, _ context: JobContext) async throws -> JobOutcome {
    guard let invitation = try await db.first(InvitationStatements.byID, args.invitation, as: context.tenant),
      let org = try await db.first(OrgStatements.current, as: context.tenant)
    else { return .cancel("the invitation is gone") }
    if let refusal = invitation.refusal(at: services.time.now()) { return .cancel(refusal) }
    let link = services.invitationLink(services.invitationToken(invitation.id))
    do {
      try await services.mailer.send(Self.message(invitation, org: org, link: link))
    } catch let failure as SMTPConversation.Failure where failure.isPermanent {
      return .cancel("the mail server refused the address (\(failure.code))")
    }
    return .done
  }

  static func message(_ invitation: Invitation, org: Org, link: Redacted<String>) -> MailMessage {
    MailMessage(
      to: invitation.mail, subject: "You are invited to \(org.name) on Starling",
      body: """
        You have been invited to work with \(org.name) on Starling.

        Open this link to accept. It works once, for this address, for seven days:

        \(link.reveal())

        If you did not expect this, ignore it: nothing happens until the link is opened.
        """)
  }
}
