package import Accounts
import HTTPTypes
package import Kernel
package import Studio
package import Web

/// The first visit, by the one-time link: your own organisation, or a look around in the demo.
package struct StartPages: Sendable {
  /// What the demo answers to somebody who wants to look around.
  package enum DemoDoor: Sendable {
    case open(user: UserID, org: OrgID)
    /// Being made; to be asked again.
    case loading
  }

  /// Loads the demo if it is not there; answers within some seconds.
  package typealias OpenDemo = @Sendable () async throws -> DemoDoor

  private let accounts: AccountServices
  private let studio: StudioParts
  private let openDemo: OpenDemo?

  package init(accounts: AccountServices, studio: StudioParts, openDemo: OpenDemo?) {
    self.accounts = accounts
    self.studio = studio
    self.openDemo = openDemo
  }

  package var routes: [Route] {
    [
      .page("/start", .anyone) { context in .page(codePage(context, problem: nil)) },
      .form("/start", .anyone, channel: .named("auth")) { context in
        guard try await SetupLink(services: accounts).isOpen(code(context)) else {
          return .page(codePage(context, problem: Self.closed))
        }
        return .page(await choices(context, problem: nil))
      },
      .form("/start/own", .anyone, channel: .named("auth")) { context in try await own(context) },
      .form("/start/demo", .anyone) { context in try await demo(context) },
    ]
  }

  private func own(_ context: PageContext) async throws -> PageReply {
    let link = SetupLink(services: accounts)
    do {
      guard try await link.isOpen(code(context)) else { return .page(codePage(context, problem: Self.closed)) }
      let form = try NewWorkspace(context.form)
      let made = try await CreateOrg(services: accounts).withOwner(
        orgName: form.org, ownerName: form.name, mail: form.mail, zone: form.zone, password: form.password,
        requestID: context.request.id)
      try await link.take(code(context))
      let tenant = TenantContext(
        org: made.org.id, brands: .all, actor: .user(made.owner), requestID: context.request.id)
      let brand = try await CreateBrand(studio).run(BrandProfile(name: form.brand, zone: form.zone), as: tenant)
      try await enter(made.owner, made.org.id, context)
      return .redirect("/brands/\(brand.id)")
    } catch let problem as Problem where [.invalid, .conflict, .unauthenticated].contains(problem.kind) {
      return .page(await choices(context, problem: problem))
    }
  }

  private func demo(_ context: PageContext) async throws -> PageReply {
    guard let openDemo else { throw Problem.notFound("demo") }
    let link = SetupLink(services: accounts)
    guard try await link.isOpen(code(context)) else { return .page(codePage(context, problem: Self.closed)) }
    do {
      guard case .open(let user, let org) = try await openDemo() else { return .page(loading(context)) }
      try await link.take(code(context))
      try await enter(user, org, context)
      return .redirect("/")
    } catch let problem as Problem {
      return .page(await choices(context, problem: Self.notLoaded(problem)))
    }
  }

  /// Without its fields: they are not this form's.
  private static func notLoaded(_ problem: Problem) -> Problem {
    Problem(problem.kind, "The demo could not be loaded: \(problem.detail) Try again, or begin with your own.")
  }

  /// Asks again by itself, or at a click where there is no JavaScript.
  private func loading(_ context: PageContext) -> PageValue {
    PageValue("Loading the demo", layout: .focused, status: .ok) {
      pageHead("Loading the demo", "Voices are being trained and posts written. This takes a few seconds.")
      progress(.aria("label", "Loading"))
      form("/start/demo", in: context, .data("again", "1")) {
        input(.type("hidden"), .name("code"), .value(code(context)))
        div(.class("form-end")) { submit("Continue", .secondary) }
      }
    }
  }

  private func enter(_ user: UserID, _ org: OrgID, _ context: PageContext) async throws {
    let opened = try await SignIn(services: accounts).openPageSession(
      user: user, org: org, agent: context.request.userAgent, requestID: context.request.id)
    context.call.startSession(opened.token.text.reveal(), lifetime: .seconds(SessionLifetime.page))
  }

  private func code(_ context: PageContext) -> String { context.form["code"] ?? "" }

  private static let closed = Problem(
    .unauthenticated, "This link was used already or is more than a day old. Start Starling again to get a new one.")

  private func codePage(_ context: PageContext, problem: Problem?) -> PageValue {
    PageValue("Start", layout: .focused, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead("Welcome to Starling", "It learns how you write, and publishes each post exactly once.")
      if let problem { notice(.bad, problem.detail) {} }
      form("/start", in: context, .data("from-hash", "code")) {
        textField(
          Field(
            "code", "Code", hint: "The part of the printed link after the #. It is filled in when you open the link.",
            required: true), .autocomplete("off"))
        div(.class("form-end")) { submit("Begin") }
      }
      p(.class("muted")) {
        "Already set up? "
        a(.href("/sign-in")) { "Sign in" }
      }
    }
  }

  private func choices(_ context: PageContext, problem: Problem?) async -> PageValue {
    let found = await studio.findOllama()
    return PageValue("Start", layout: .focused, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead("How would you like to begin?")
      if let problem, problem.fields.isEmpty { notice(.bad, problem.detail) {} }
      card("Your own organisation") {
        p { "Your brand starts in rehearsal: posts go to a sandbox on this machine until you switch it to live." }
        form("/start/own", in: context) {
          input(.type("hidden"), .name("code"), .value(code(context)))
          text("org", "Organisation", "Acme Coffee", context, problem, "organization")
          text("brand", "First brand", "Acme Coffee", context, problem, "off")
          text("name", "Your name", "Alice Adams", context, problem, "name")
          textField(
            Field("mail", "Mail address", value: context.form["mail"] ?? "", required: true), type: "email",
            problem: problem, .autocomplete("username"))
          textField(
            Field("password", "Password", hint: "At least \(PasswordRules.minimum) characters.", required: true),
            type: "password", problem: problem, .autocomplete("new-password"))
          input(.type("hidden"), .name("zone"), .value("UTC"), .data("time-zone", "fill"))
          div(.class("form-end")) { submit("Create it") }
        }
      }
      card("What writes") { writers(found) }
      if openDemo != nil {
        card("Look around first") {
          p { "Two brands with voices of their own, people in every role, and posts. Removable in one click." }
          form("/start/demo", in: context) {
            input(.type("hidden"), .name("code"), .value(code(context)))
            submit("Explore the demo", .secondary)
          }
        }
      }
    }
  }

  /// Nothing has to be decided now: both ways stand in the settings.
  private func writers(_ found: FoundOllama?) -> HTML {
    HTML {
      if let model = studio.installationModel {
        p { "The operator has connected a model, \(model): it writes, and what it cannot write is composed." }
      } else {
        p {
          "Drafts are composed until a model is connected: by rules, in English, from the brief's own facts, and labelled drafts. Two ways to connect one, in Settings, Models:"
        }
      }
      ul {
        li {
          if let found {
            "An Ollama on this machine. One answers already, with \(found.models.prefix(3).joined(separator: ", ")): one click, no key."
          } else {
            "An Ollama on this machine, without a key. None answers now; start it and it is found."
          }
        }
        li { "A provider's key: OpenAI or anything that speaks its protocol, or Anthropic. It is sealed at once." }
      }
    }
  }

  private func text(
    _ name: String, _ label: String, _ example: String, _ context: PageContext, _ problem: Problem?,
    _ autocomplete: String
  ) -> HTML {
    textField(
      Field(name, label, value: context.form[name] ?? "", required: true), problem: problem, .placeholder(example),
      .autocomplete(autocomplete))
  }
}
