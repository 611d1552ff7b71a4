import Database
import Foundation
import HTTPTypes
import Kernel
package import Web

/// Who works here, what they may do, and the doors that are open.
package struct PeoplePages: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] {
    [
      .page("/people", "members:read") { context in .page(try await page(context)) },
      .form("/people/invite", "invitations:create") { context in
        try await answer(context) {
          let made = try await Invite(services: services)(
            mail: context.form["mail"] ?? "", access: try access(in: context), by: try context.principal,
            requestID: context.request.id)
          return .page(try await page(context, invited: made))
        }
      },
      .form("/people/{member_id}/access", "members:update") { context in
        try await answer(context) {
          _ = try await ManageMembers(services: services).change(
            try context.id("member_id"), to: try access(in: context),
            version: version(in: context), by: try context.principal,
            requestID: context.request.id)
          return .redirect("/people")
        }
      },
      .form("/people/{member_id}/remove", "members:delete") { context in
        try await answer(context) {
          try await ManageMembers(services: services).remove(
            try context.id("member_id"), version: version(in: context), by: try context.principal,
            requestID: context.request.id)
          return .redirect("/people")
        }
      },
      .form("/people/invitations/{invite_id}/revoke", "invitations:delete") { context in
        try await answer(context) {
          try await RevokeInvitation(services: services)(
            try context.id("invite_id"), by: try context.principal, in: context.call.scope,
            requestID: context.request.id)
          return .redirect("/people")
        }
      },
    ]
  }

  /// Shows what can be mended on the page itself; everything else goes to the error page.
  private func answer(_ context: PageContext, _ act: () async throws -> PageReply) async throws -> PageReply {
    do { return try await act() } catch let problem as Problem
      where [.invalid, .conflict, .stale, .forbidden].contains(problem.kind)
    {
      return .page(try await page(context, problem: problem))
    }
  }

  /// Of the member as the form showed them. A form without it is older than everything.
  private func version(in context: PageContext) -> Int { context.form["version"].flatMap { Int($0) } ?? 0 }

  /// `role` is one of the roles; `brand` may name one or more brands it is limited to.
  private func access(in context: PageContext) throws -> MemberAccess {
    guard let role = context.form["role"].flatMap(Role.init) else { throw Problem.invalid("/role", "Choose a role.") }
    let brands = context.form.all("brand").compactMap { BrandID($0) }
    guard !brands.isEmpty else { return .everywhere(role) }
    guard role != .owner else { throw Problem.invalid("/role", "An owner is an owner of the whole organisation.") }
    return .brands(Dictionary(brands.map { ($0, role) }, uniquingKeysWith: { first, _ in first }))
  }

  private func page(
    _ context: PageContext, invited: (invitation: Invitation, link: Redacted<String>)? = nil, problem: Problem? = nil
  ) async throws -> PageValue {
    let tenant = try services.tenant(of: context.call)
    let caller = try context.principal
    let seen = context.scope(of: "members:read") ?? .only([])
    let members = try await services.db.query(MemberStatements.page, (nil, seen, 200), as: tenant)
      .map { $0.shown(to: caller.user, in: seen) }
    let open = try await openInvitations(context, as: tenant)
    let manages = caller.memberAccess.mayGrant(.everywhere(.viewer))
    let brands = context.shell?.brands ?? []
    return PageValue("People", section: .people, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead("People", "Everybody who works in this organisation, and what they may do.")
      if let problem { notice(.bad, problem.detail) { if problem.kind == .stale { chosen(context, brands) } } }
      if let invited { invitedNotice(invited) }
      card("Members") {
        dataTable(
          "Members", columns: ["Name", "Access", "Since", ""], rows: members
        ) { member in
          td {
            strong { member.name }
            if let mail = member.mail { div(.class("muted")) { mail } }
          }
          td { accessWords(member.access, brands) }
          td { day(member.joinedAt) }
          td { if manages, member.user != caller.user { memberActs(member, brands, context) } }
        }
      }
      if manages {
        card("Invite somebody") { inviteForm(context, brands, problem) }
      }
      if let open { card("Open invitations") { openInvitations(open, brands, context) } }
    }
  }

  /// Nil for whoever does not see them. Those that are seen can be taken back, too.
  private func openInvitations(_ context: PageContext, as tenant: TenantContext) async throws -> [Invitation]? {
    guard let seen = context.scope(of: "invitations:read") else { return nil }
    return try await services.db.query(
      InvitationStatements.open, (services.time.now(), nil, seen, 100), as: tenant)
  }

  /// What a form asked for that came too late. What is there now stands in the list.
  private func chosen(_ context: PageContext, _ brands: [PageShell.Brand]) -> HTML {
    HTML {
      if let access = try? access(in: context) {
        p { "You chose:" }
        accessWords(access, brands)
      }
      p { "The list below shows what is there now." }
    }
  }

  private func invitedNotice(_ invited: (invitation: Invitation, link: Redacted<String>)) -> HTML {
    notice(.good, "\(invited.invitation.mail) is invited.") {
      p {
        services.mailer.isConfigured
          ? "The link goes out by mail. You can also pass it on yourself:"
          : "No mail server is set up, so pass this link on yourself. It is shown only now and works for seven days:"
      }
      p { code(.id("invitation-link")) { invited.link.reveal() } }
      button(.type("button"), .class("button button-secondary"), .data("copy", "invitation-link")) { "Copy the link" }
    }
  }

  private func openInvitations(_ open: [Invitation], _ brands: [PageShell.Brand], _ context: PageContext) -> HTML {
    HTML {
      if open.isEmpty {
        p(.class("muted")) { "Nobody is invited at the moment." }
      } else {
        dataTable("Open invitations", columns: ["Address", "Access", "Until", ""], rows: open) { invitation in
          td { invitation.mail }
          td { accessWords(invitation.access, brands) }
          td { day(invitation.expiresAt) }
          td {
            form("/people/invitations/\(invitation.id)/revoke", in: context) { submit("Take back", .quiet) }
          }
        }
      }
    }
  }

  private func inviteForm(_ context: PageContext, _ brands: [PageShell.Brand], _ problem: Problem?) -> HTML {
    form("/people/invite", in: context) {
      textField(
        Field("mail", "Mail address", value: problem == nil ? "" : context.form["mail"] ?? "", required: true),
        type: "email", problem: problem, .autocomplete("off"))
      roleField(.editor, id: "role", problem: problem)
      brandChoices(brands, chosen: [])
      div(.class("form-end")) { submit("Invite") }
    }
  }

  private func memberActs(_ member: Member, _ brands: [PageShell.Brand], _ context: PageContext) -> HTML {
    details(.class("row-menu")) {
      summary { "Change" }
      form("/people/\(member.id)/access", in: context) {
        input(.type("hidden"), .name("version"), .value(String(member.version)))
        roleField(member.access.orgRole ?? member.access.brandRoles.first?.role ?? .viewer, id: "role", problem: nil)
        brandChoices(brands, chosen: Set(member.access.brandRoles.map(\.brand)))
        submit("Save", .secondary)
      }
      form(
        "/people/\(member.id)/remove", in: context,
        .data("confirm", "Remove \(member.name), end their sessions and revoke their access keys?")
      ) {
        input(.type("hidden"), .name("version"), .value(String(member.version)))
        submit("Remove", .danger)
      }
    }
  }

  private func roleField(_ role: Role, id: String, problem: Problem?) -> HTML {
    selectField(
      Field(id, "Role", value: role.rawValue, required: true),
      options: Role.allCases.map { ($0.rawValue, Self.words(for: $0)) }, problem: problem)
  }

  private func brandChoices(_ brands: [PageShell.Brand], chosen: Set<BrandID>) -> HTML {
    HTML {
      if !brands.isEmpty {
        fieldset {
          legend { "Only for these brands" }
          p(.class("hint")) { "Leave all of them empty for the whole organisation." }
          for brand in brands {
            checkbox("brand", brand.name, value: brand.id.description, isOn: chosen.contains(brand.id))
          }
        }
      }
    }
  }

  private func accessWords(_ access: MemberAccess, _ brands: [PageShell.Brand]) -> HTML {
    HTML {
      switch access {
      case .everywhere(let role): badge(role.rawValue.capitalized, role == .owner ? .accent : .neutral)
      case .brands:
        for grant in access.brandRoles {
          div {
            badge(grant.role.rawValue.capitalized)
            " "
            brands.first { $0.id == grant.brand }?.name ?? "another brand"
          }
        }
      }
    }
  }

  private func day(_ date: Date) -> HTML {
    timeElement(.dateTime(date.ISO8601Format())) { String(date.ISO8601Format().prefix(10)) }
  }

  private static func words(for role: Role) -> String {
    switch role {
    case .owner: "Owner: everything, also removing the organisation"
    case .admin: "Admin: everything but owners"
    case .editor: "Editor: writes, schedules and publishes"
    case .reviewer: "Reviewer: approves and comments"
    case .viewer: "Viewer: looks"
    }
  }
}
