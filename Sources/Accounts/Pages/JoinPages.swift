import HTTPTypes
import Kernel
package import Web

/// What an invited person sees. The link carries its code behind the `#`, which browsers send to nobody; a
/// module moves it into the form, and without scripts it can be pasted.
package struct JoinPages: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] {
    [
      .page("/join", .anyone) { context in .page(codePage(in: context, problem: nil)) },
      .form("/join", .anyone, channel: .named("auth")) { context in
        do { return .page(try await offer(context, problem: nil)) } catch let problem as Problem {
          return .page(codePage(in: context, problem: problem))
        }
      },
      .form("/join/accept", .anyone, channel: .named("auth")) { context in try await accept(context) },
    ]
  }

  private func accept(_ context: PageContext) async throws -> PageReply {
    let password = Redacted(context.form["password"] ?? "")
    let newcomer = context.form["name"].map {
      AcceptInvitation.Newcomer(name: $0.trimmingBlanks, zone: context.form["zone"] ?? "UTC", password: password)
    }
    do {
      if let newcomer, !(1...120).contains(newcomer.name.count) { throw Problem.invalid("/name", "Give your name.") }
      let joined = try await AcceptInvitation(services: services)(
        context.form["code"] ?? "", newcomer: newcomer, password: password, requestID: context.request.id)
      let opened = try await SignIn(services: services).openPageSession(
        user: joined.user, org: joined.org, agent: context.request.userAgent, requestID: context.request.id)
      context.call.startSession(opened.token.text.reveal(), lifetime: .seconds(SessionLifetime.page))
      return .redirect("/")
    } catch let problem as Problem where problem.kind == .invalid || problem.kind == .unauthenticated {
      return .page(try await offer(context, problem: problem))
    } catch let problem as Problem where problem.kind != .internal {
      return .page(codePage(in: context, problem: problem))
    }
  }

  private func codePage(in context: PageContext, problem: Problem?) -> PageValue {
    PageValue("Join", layout: .focused, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead("Join your team", "Somebody invited you to work with them on Starling.")
      if let problem { notice(.bad, problem.detail) {} }
      form("/join", in: context, .data("from-hash", "code")) {
        textField(
          Field(
            "code", "Code", hint: "The part of your link after the #. It is filled in when you open the link.",
            required: true),
          .autocomplete("off"))
        div(.class("form-end")) { submit("Look at the invitation") }
      }
    }
  }

  private func offer(_ context: PageContext, problem: Problem?) async throws -> PageValue {
    let code = context.form["code"]?.trimmingBlanks ?? ""
    let look = try await AcceptInvitation(services: services).look(code)
    return PageValue("Join \(look.org.name)", layout: .focused, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead("Join \(look.org.name)", "You were invited as \(look.invitation.mail).")
      if let problem, problem.fields.isEmpty { notice(.bad, problem.detail) {} }
      form("/join/accept", in: context) {
        input(.type("hidden"), .name("code"), .value(code))
        if !look.hasAccount {
          textField(
            Field("name", "Your name", value: context.form["name"] ?? "", required: true), problem: problem,
            .autocomplete("name"))
          input(.type("hidden"), .name("zone"), .value("UTC"), .data("time-zone", "fill"))
        }
        textField(
          Field(
            "password", look.hasAccount ? "Your password" : "Choose a password",
            hint: look.hasAccount
              ? "Of the account you have already." : "At least \(PasswordRules.minimum) characters.",
            required: true), type: "password", problem: problem,
          .autocomplete(look.hasAccount ? "current-password" : "new-password"))
        div(.class("form-end")) { submit("Join \(look.org.name)") }
      }
    }
  }
}

extension String {
  var trimmingBlanks: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
