import Database
import Foundation
import Kernel
package import Web

/// `/v1/auth/*` and `/v1/me`.
package struct SessionRoutes: Sendable {
  private let services: AccountServices
  private let tokens: AccessTokens

  package init(services: AccountServices, tokens: AccessTokens) {
    self.services = services
    self.tokens = tokens
  }

  package var routes: [Route] { [login, refresh, logout, me, updateMe, changePassword] }

  private var login: Route {
    .post(
      "/v1/auth/login", .anyone, "Sign in and get tokens", tag: "Sessions", body: LoginBody.self,
      reply: TokensReply.self, errors: [.unauthenticated, .forbidden, .notFound],
      options: [.secretReply, .channel(.named("auth"))]
    ) { context, body in
      let act = SignIn(services: services)
      let user = try await act.person(mail: body.mail, password: Redacted(body.password))
      let org = try await act.org(for: user, wanted: body.org.flatMap { OrgID($0) })
      let opened = try await act.openAPISession(
        user: user, org: org, agent: context.request.userAgent, requestID: context.request.id)
      return try await reply(org: org, session: opened.session, refresh: opened.refresh)
    }
  }

  private var refresh: Route {
    .post(
      "/v1/auth/refresh", .anyone, "Trade a refresh token for new tokens", tag: "Sessions", body: RefreshBody.self,
      reply: TokensReply.self, errors: [.unauthenticated], options: [.secretReply, .channel(.named("auth"))]
    ) { context, body in
      let renewed = try await RefreshSession(services: services)(body.refreshToken, requestID: context.request.id)
      return try await reply(org: renewed.org, session: renewed.session, refresh: renewed.refresh)
    }
  }

  private var logout: Route {
    .post(
      "/v1/auth/logout", .signedIn, "End this session", tag: "Sessions", body: NoBody.self, reply: NoReply.self,
      errors: [.conflict]
    ) { context, _ in
      try await SignOut(services: services)(try context.principal, requestID: context.request.id)
      return NoReply()
    }
  }

  private var me: Route {
    .get("/v1/me", .signedIn, "Who am I, and what may I do", tag: "Sessions", reply: MeReply.self) { context in
      try await describe(try context.principal)
    }
  }

  private var updateMe: Route {
    .patch(
      "/v1/me", .signedIn, "Change my name, language or time zone", tag: "Sessions", body: ProfileBody.self,
      reply: MeReply.self
    ) { context, body in
      let caller = try context.principal
      let now = try await describe(caller)
      try await services.db.execute(
        PersonStatements.update, (caller.user, body.name, body.locale ?? now.locale, body.zone ?? now.zone))
      return try await describe(caller)
    }
  }

  private var changePassword: Route {
    .post(
      "/v1/me/password", .signedIn, "Change my password and end my sessions", tag: "Sessions",
      body: PasswordBody.self, reply: NoReply.self, options: [.channel(.named("auth")), .secretReply]
    ) { context, body in
      try await ChangePassword(services: services)(
        current: Redacted(body.current), new: Redacted(body.new), by: try context.principal,
        requestID: context.request.id)
      return NoReply()
    }
  }

  private func reply(org: OrgID, session: SessionID, refresh: Token) async throws -> TokensReply {
    let access = try await tokens.issue(org: org, session: session)
    return TokensReply(
      accessToken: access.token.reveal(), expiresIn: Int(AccessTokens.lifetime), refreshToken: refresh.text.reveal(),
      org: org.description)
  }

  private func describe(_ caller: Principal) async throws -> MeReply {
    let tenant = TenantContext(org: caller.org, brands: .all, actor: caller.actor)
    guard let person = try await services.db.first(PersonStatements.profile, caller.user, as: tenant),
      let org = try await services.db.first(OrgStatements.current, as: tenant)
    else { throw AccountAuthenticator.signInAgain }
    let orgs = try await services.db.query(PersonStatements.orgs, caller.user)
    return MeReply(
      id: person.id, name: person.name, mail: person.mail, locale: person.locale, zone: person.zone,
      org: .init(id: org.id, name: org.name, isDemo: org.isDemo), access: AccessModel(caller.memberAccess),
      scopes: caller.scopes, otherOrgs: orgs.filter { $0 != caller.org })
  }
}
