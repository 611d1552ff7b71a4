import Database
import Foundation
import HTTPTypes
import Kernel
package import Web

struct MemberModel: VersionedModel {
  var id: MembershipID
  var user: UserID
  var name: String
  var mail: String?
  var access: AccessModel
  var version: Int
  var joinedAt: Date

  static let schema = Schema.object(
    "Member",
    .required("id", .id(MembershipID.self)),
    .required("user", .id(UserID.self)),
    .required("name", .line(1...120)),
    .optional(
      "mail", .verbatim(3...254),
      "Absent for somebody who is limited to brands and looks at people who work elsewhere too."),
    .required("access", AccessModel.schema),
    .required("version", .integer(1...1_000_000_000)),
    .required("joined_at", .instant))

  init(_ member: Member) {
    id = member.id
    user = member.user
    name = member.name
    mail = member.mail
    access = AccessModel(member.access)
    version = member.version
    joinedAt = member.joinedAt
  }
}

struct InvitationModel: APIModel {
  var id: InvitationID
  var mail: String
  var access: AccessModel
  var createdAt: Date
  var expiresAt: Date
  var link: String?

  static let schema = Schema.object(
    "Invitation",
    .required("id", .id(InvitationID.self)),
    .required("mail", .verbatim(3...254)),
    .required("access", AccessModel.schema),
    .required("created_at", .instant),
    .required("expires_at", .instant),
    .optional("link", .verbatim(1...500), "To pass on; shown in the reply to the creation only."))

  init(_ invitation: Invitation, link: Redacted<String>? = nil) {
    id = invitation.id
    mail = invitation.mail
    access = AccessModel(invitation.access)
    createdAt = invitation.createdAt
    expiresAt = invitation.expiresAt
    self.link = link?.reveal()
  }
}

struct InviteBody: APIModel {
  var mail: String
  var access: AccessModel

  static let schema = Schema.object(
    "Invite", .required("mail", .email), .required("access", AccessModel.schema))
}

struct AccessBody: APIModel {
  var access: AccessModel

  static let schema = Schema.object("AccessChange", .required("access", AccessModel.schema))
}

struct AcceptBody: APIModel {
  var token: String
  var name: String?
  var zone: String?
  var password: String

  static let schema = Schema.object(
    "AcceptInvitation",
    .required("token", .verbatim(1...200), "The part of the link after the #."),
    .optional("name", .line(1...120), "For a new account."),
    .optional("zone", .zone),
    .required("password", .verbatim(1...200), "Of the account, or for the new one."))
}

struct AcceptReply: APIModel {
  var org: OrgID

  static let schema = Schema.object("Joined", .required("org", .id(OrgID.self)))
}

/// `/v1/members` and `/v1/invitations`.
package struct MemberRoutes: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] { [list, change, remove, invite, invitations, revoke, accept] }

  private var list: Route {
    .get(
      "/v1/members", "members:read", "List the people of the organisation", tag: "People",
      reply: List<MemberModel>.self,
      options: [
        .paged, .description("Whoever is limited to brands sees who works on them, and only what concerns them."),
      ]
    ) { context in
      let reader = try context.principal.user
      let after = context.paging.after?.values.first.flatMap { MembershipID($0) }
      let rows = try await services.db.query(
        MemberStatements.page, (after, context.scope, context.paging.limit + 1), as: try context.tenant)
      return try context.list(
        Page.cut(rows, limit: context.paging.limit, list: "members") { [$0.id.description] }
          .map { MemberModel($0.shown(to: reader, in: context.scope)) })
    }
  }

  private var change: Route {
    .patch(
      "/v1/members/{member_id}", "members:update", "Change what a member may do", tag: "People",
      body: AccessBody.self, reply: MemberModel.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      let access = try body.access.access(at: "/access")
      let id = try context.id("member_id", MembershipID.self)
      return try await context.perform { tx in
        MemberModel(
          try await ManageMembers(services: services).change(
            id, to: access, version: context.expectedVersion, by: try context.principal, in: tx))
      }
    }
  }

  private var remove: Route {
    .delete(
      "/v1/members/{member_id}", "members:delete", "Remove a member and end their sessions", tag: "People",
      errors: [.conflict, .stale]
    ) { context in
      let id = try context.id("member_id", MembershipID.self)
      try await context.perform { tx in
        try await ManageMembers(services: services).remove(
          id, version: context.expectedVersion, by: try context.principal, in: tx)
      }
    }
  }

  private var invite: Route {
    .post(
      "/v1/invitations", "invitations:create", "Invite somebody by mail or by a link to copy", tag: "People",
      body: InviteBody.self, reply: InvitationModel.self, status: .created, errors: [.conflict],
      options: [.secretReply]
    ) { context, body in
      let access = try body.access.access(at: "/access")
      return try await context.perform { tx in
        let made = try await Invite(services: services)(
          mail: body.mail, access: access, by: try context.principal, in: tx)
        return InvitationModel(made.invitation, link: made.link)
      }
    }
  }

  private var invitations: Route {
    .get(
      "/v1/invitations", "invitations:read", "List the open invitations", tag: "People",
      reply: List<InvitationModel>.self,
      options: [.paged, .description("Whoever is limited to brands sees those to these brands and nowhere else.")]
    ) { context in
      let after = context.paging.after?.values.first.flatMap { InvitationID($0) }
      let rows = try await services.db.query(
        InvitationStatements.open, (services.time.now(), after, context.scope, context.paging.limit + 1),
        as: try context.tenant)
      return try context.list(
        Page.cut(rows, limit: context.paging.limit, list: "invitations") { [$0.id.description] }
          .map { InvitationModel($0) })
    }
  }

  private var revoke: Route {
    .delete(
      "/v1/invitations/{invite_id}", "invitations:delete", "Take an invitation back", tag: "People",
      errors: [.forbidden]
    ) { context in
      let id = try context.id("invite_id", InvitationID.self)
      try await context.perform { tx in
        try await RevokeInvitation(services: services)(id, by: try context.principal, in: context.scope, tx)
      }
    }
  }

  /// In the transaction of the org that invites, which is not the caller's, so its reply is kept after the effect. An
  /// invitation can be accepted once, whatever the key.
  private var accept: Route {
    .post(
      "/v1/invitations/accept", .anyone, "Accept an invitation", tag: "People", body: AcceptBody.self,
      reply: AcceptReply.self, errors: [.notFound, .conflict, .unauthenticated],
      options: [.secretReply, .channel(.named("auth"))]
    ) { context, body in
      let newcomer = body.name.map {
        AcceptInvitation.Newcomer(name: $0, zone: body.zone ?? "UTC", password: Redacted(body.password))
      }
      let joined = try await AcceptInvitation(services: services)(
        body.token, newcomer: newcomer, password: Redacted(body.password), requestID: context.request.id)
      return AcceptReply(org: joined.org)
    }
  }
}
