import Foundation
import HTTPTypes
import Kernel
package import Web

/// Signing in and out.
package struct SignInPages: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] {
    [
      .page("/sign-in", .anyone, query: [QueryParameter("next", .verbatim(1...2_000), "Where to go afterwards.")]) {
        context in
        if context.caller != nil { return .redirect(target(context.parameters.string("next"))) }
        return .page(page(in: context, next: context.parameters.string("next") ?? "", mail: "", problem: nil))
      },
      .form("/sign-in", .anyone, channel: .named("auth")) { context in try await signIn(context) },
      .form("/sign-out", .signedIn) { context in
        try await SignOut(services: services)(try context.principal, requestID: context.request.id)
        context.call.endSession()
        return .redirect("/sign-in")
      },
    ]
  }

  private func signIn(_ context: PageContext) async throws -> PageReply {
    let mail = context.form["mail"] ?? ""
    let next = context.form["next"] ?? ""
    do {
      let act = SignIn(services: services)
      let user = try await act.person(mail: mail, password: Redacted(context.form["password"] ?? ""))
      let org = try await act.org(for: user, wanted: nil)
      let opened = try await act.openPageSession(
        user: user, org: org, agent: context.request.userAgent, requestID: context.request.id)
      context.call.startSession(opened.token.text.reveal(), lifetime: .seconds(SessionLifetime.page))
      return .redirect(target(next))
    } catch let problem as Problem where problem.kind != .internal {
      return .page(page(in: context, next: next, mail: mail, problem: problem))
    }
  }

  private func target(_ next: String?) -> PageURL { next.flatMap { PageURL(returning: $0) } ?? "/" }

  private func page(in context: PageContext, next: String, mail: String, problem: Problem?) -> PageValue {
    PageValue("Sign in", layout: .focused, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead("Sign in", "Welcome back.")
      if let problem { notice(.bad, problem.detail) {} }
      form("/sign-in", in: context) {
        input(.type("hidden"), .name("next"), .value(next))
        textField(
          Field("mail", "Mail address", value: mail, required: true), type: "email", .autocomplete("username"),
          .autofocus)
        textField(
          Field("password", "Password", required: true), type: "password", .autocomplete("current-password"))
        div(.class("form-end")) { submit("Sign in") }
      }
    }
  }
}
