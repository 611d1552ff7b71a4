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

  // Signing in and refreshing happen in the org that is entered, which need not be the caller's, so their replies are
  // kept after the effect (and without a body: it is a secret). Running twice opens one session more.
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
      try await context.perform { tx in
        try await SignOut(services: services)(try context.principal, in: tx)
        return NoReply()
      }
    }
  }

  private var me: Route {
    .get("/v1/me", .signedIn, "Who am I, and what may I do", tag: "Sessions", reply: MeReply.self) { context in
      let caller = try context.principal
      let tenant = services.tenant(of: caller, requestID: context.request.id)
      return try describe(
        caller, try await services.db.first(PersonStatements.profile, caller.user, as: tenant),
        try await services.db.first(OrgStatements.current, as: tenant),
        try await services.db.query(PersonStatements.orgs, caller.user))
    }
  }

  private var updateMe: Route {
    .patch(
      "/v1/me", .signedIn, "Change my name, language or time zone", tag: "Sessions", body: ProfileBody.self,
      reply: MeReply.self
    ) { context, body in
      let caller = try context.principal
      return try await context.perform { tx in
        let now = try await describe(caller, in: tx)
        try await tx.execute(
          PersonStatements.update, (caller.user, body.name, body.locale ?? now.locale, body.zone ?? now.zone))
        return try await describe(caller, in: tx)
      }
    }
  }

  private var changePassword: Route {
    .post(
      "/v1/me/password", .signedIn, "Change my password and end my sessions", tag: "Sessions",
      body: PasswordBody.self, reply: NoReply.self, options: [.channel(.named("auth")), .secretReply]
    ) { context, body in
      let caller = try context.principal
      let change = ChangePassword(services: services)
      let hash = try await change.checked(current: Redacted(body.current), new: Redacted(body.new), by: caller)
      return try await context.perform { tx in
        try await change.store(hash, by: caller, in: tx)
        return NoReply()
      }
    }
  }

  private func reply(org: OrgID, session: SessionID, refresh: Token) async throws -> TokensReply {
    let access = try await tokens.issue(org: org, session: session)
    return TokensReply(
      accessToken: access.token.reveal(), expiresIn: Int(AccessTokens.lifetime), refreshToken: refresh.text.reveal(),
      org: org.description)
  }

  private func describe(_ caller: Principal, in tx: Transaction) async throws -> MeReply {
    try describe(
      caller, try await tx.first(PersonStatements.profile, caller.user), try await tx.first(OrgStatements.current),
      try await tx.query(PersonStatements.orgs, caller.user))
  }

  private func describe(_ caller: Principal, _ person: Person?, _ org: Org?, _ orgs: [OrgID]) throws -> MeReply {
    guard let person, let org else { throw AccountAuthenticator.signInAgain }
    return MeReply(
      id: person.id, name: person.name, mail: person.mail, locale: person.locale, zone: person.zone,
      org: .init(id: org.id, name: org.name, isDemo: org.isDemo), access: AccessModel(caller.memberAccess),
      scopes: caller.scopes, otherOrgs: orgs.filter { $0 != caller.org })
  }
}
