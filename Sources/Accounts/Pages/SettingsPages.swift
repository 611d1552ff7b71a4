import Database
import Foundation
import HTTPTypes
import Kernel
package import Web

/// A person's profile and access keys, and the organisation itself.
package struct SettingsPages: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] {
    [
      .page("/settings", .signedIn) { context in .page(try await page(context)) },
      .form("/settings/profile", .signedIn) { context in try await saveProfile(context) },
      .form("/settings/password", .signedIn, channel: .named("auth")) { context in try await savePassword(context) },
      .form("/settings/keys", .signedIn) { context in try await makeKey(context) },
      .form("/settings/keys/{key_id}/revoke", .signedIn) { context in
        try await ManageAPIKeys(services: services).revoke(
          try context.id("key_id"), by: try context.principal, managesPeople: false, requestID: context.request.id)
        return .redirect("/settings")
      },
      .form("/settings/organisation/remove", .signedIn) { context in
        do {
          try await RemoveOrg(services: services)(confirming: context.form["name"], by: try context.principal)
        } catch let problem as Problem where problem.kind == .invalid || problem.kind == .forbidden {
          return .page(try await page(context, problem: problem))
        }
        context.call.endSession()
        return .redirect("/sign-in")
      },
    ]
  }

  private func saveProfile(_ context: PageContext) async throws -> PageReply {
    let name = (context.form["name"] ?? "").trimmingBlanks
    guard (1...120).contains(name.count) else {
      return .page(try await page(context, problem: .invalid("/name", "Give a name of 1 to 120 characters.")))
    }
    try await services.db.execute(
      PersonStatements.update,
      (try context.principal.user, name, context.form["locale"] ?? "en", context.form["zone"] ?? "UTC"))
    return .redirect("/settings")
  }

  private func savePassword(_ context: PageContext) async throws -> PageReply {
    do {
      try await ChangePassword(services: services)(
        current: Redacted(context.form["current"] ?? ""), new: Redacted(context.form["new"] ?? ""),
        by: try context.principal, requestID: context.request.id)
    } catch let problem as Problem where problem.kind == .invalid {
      return .page(try await page(context, problem: problem))
    }
    context.call.endSession()
    return .redirect("/sign-in")
  }

  private func makeKey(_ context: PageContext) async throws -> PageReply {
    do {
      let name = (context.form["key_name"] ?? "").trimmingBlanks
      guard (1...80).contains(name.count) else { throw Problem.invalid("/key_name", "Say what the key is for.") }
      let scopes = context.form.all("scope")
      guard !scopes.isEmpty else { throw Problem.invalid("/scope", "Choose at least one thing the key may do.") }
      let made = try await ManageAPIKeys(services: services).create(
        name: name, scopes: try Scope.check(scopes), expires: nil, by: try context.principal,
        requestID: context.request.id)
      return .page(try await page(context, newKey: made.text))
    } catch let problem as Problem where problem.kind == .invalid || problem.kind == .forbidden {
      return .page(try await page(context, problem: problem))
    }
  }

  private func page(
    _ context: PageContext, newKey: Redacted<String>? = nil, problem: Problem? = nil
  ) async throws -> PageValue {
    let tenant = try services.tenant(of: context.call)
    let caller = try context.principal
    guard let person = try await services.db.first(PersonStatements.profile, caller.user, as: tenant),
      let org = try await services.db.first(OrgStatements.current, as: tenant)
    else { throw AccountAuthenticator.signInAgain }
    let keys = try await services.db.query(APIKeyStatements.page, (caller.user, nil, 100), as: tenant)
    return PageValue("Settings", section: .settings, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead("Settings")
      if let problem { notice(.bad, problem.detail) {} }
      card("You") { profile(person, context, problem) }
      card("Password") { password(context, problem) }
      card("Access keys") { keyList(keys, newKey, context, problem) }
      if context.scope(of: "model-providers:read") == .all {
        card("Models", actions: linkButton("Models", "/settings/models")) {
          p { "What writes for this organisation: providers and their keys, which model does what, limits and costs." }
        }
      }
      if caller.memberAccess == .everywhere(.owner) { card("Organisation") { removal(org, context, problem) } }
    }
  }

  private func profile(_ person: Person, _ context: PageContext, _ problem: Problem?) -> HTML {
    form("/settings/profile", in: context) {
      textField(Field("name", "Name", value: person.name, required: true), problem: problem, .autocomplete("name"))
      textField(Field("zone", "Time zone", value: person.zone, hint: "Such as Europe/Berlin.", required: true))
      input(.type("hidden"), .name("locale"), .value(person.locale))
      p(.class("muted")) { "You sign in with \(person.mail)." }
      div(.class("form-end")) { submit("Save") }
    }
  }

  private func password(_ context: PageContext, _ problem: Problem?) -> HTML {
    form("/settings/password", in: context) {
      textField(
        Field("current", "Current password", required: true), type: "password", problem: problem,
        .autocomplete("current-password"))
      textField(
        Field(
          "new", "New password", hint: "At least \(PasswordRules.minimum) characters. You are signed out everywhere.",
          required: true),
        type: "password", problem: problem, .autocomplete("new-password"))
      div(.class("form-end")) { submit("Change password", .secondary) }
    }
  }

  private func keyList(
    _ keys: [APIKey], _ newKey: Redacted<String>?, _ context: PageContext, _ problem: Problem?
  ) -> HTML {
    HTML {
      if let newKey {
        notice(.good, "Your new key, shown only now:") {
          p { code(.id("new-key")) { newKey.reveal() } }
          button(.type("button"), .class("button button-secondary"), .data("copy", "new-key")) { "Copy the key" }
        }
      }
      if !keys.isEmpty {
        dataTable("Access keys", columns: ["Name", "Begins with", "May", "Last used", ""], rows: keys) { key in
          td { key.name }
          td { code { key.hint + "…" } }
          td { key.scopes.joined(separator: ", ") }
          td { key.usedAt.map { String($0.ISO8601Format().prefix(10)) } ?? "never" }
          td {
            form("/settings/keys/\(key.id)/revoke", in: context, .data("confirm", "Revoke the key \(key.name)?")) {
              submit("Revoke", .danger)
            }
          }
        }
      }
      form("/settings/keys", in: context) {
        textField(Field("key_name", "What is the key for?", required: true), problem: problem)
        fieldset {
          legend { "It may" }
          for choice in Self.scopeChoices { checkbox("scope", choice.words, value: choice.scope) }
        }
        div(.class("form-end")) { submit("Make a key", .secondary) }
      }
    }
  }

  private func removal(_ org: Org, _ context: PageContext, _ problem: Problem?) -> HTML {
    form(
      "/settings/organisation/remove", in: context,
      .data("confirm", "Remove \(org.name) with everything in it? This cannot be undone.")
    ) {
      if org.isDemo {
        p { "This is the demo. Removing it deletes its people, brands, posts and the sandbox accounts' connections." }
      } else {
        p { "Removing deletes everything for good. Posts that are out stay out." }
        textField(Field("name", "Type \(org.name) to confirm", required: true), problem: problem, .autocomplete("off"))
      }
      submit(org.isDemo ? "Remove the demo" : "Remove the organisation", .danger)
    }
  }

  private static let scopeChoices: [(scope: String, words: String)] = [
    ("brands:*", "read and edit brands"), ("voices:*", "train voices"), ("campaigns:*", "plan campaigns"),
    ("briefs:*", "write briefs"), ("posts:*", "write, schedule and publish posts"),
    ("variants:*", "edit and score variants"), ("connectors:*", "manage connections"),
    ("metrics:*", "read and send metrics"), ("reports:*", "make reports"), ("events:*", "follow events"),
  ]
}
