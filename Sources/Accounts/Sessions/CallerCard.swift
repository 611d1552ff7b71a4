import Database
package import Kernel
package import Web

/// Who is signed in, for the frame around every page.
package struct CallerCard: Sendable {
  package var orgName: String
  package var isDemo: Bool
  package var personName: String
  package var unread: Int
}

extension AccountServices {
  /// Throws `.unauthenticated` when the person or the org is gone.
  package func card(of caller: Principal) async throws -> CallerCard {
    let tenant = TenantContext(org: caller.org, brands: .all, actor: caller.actor)
    guard let person = try await db.first(PersonStatements.profile, caller.user, as: tenant),
      let org = try await db.first(OrgStatements.current, as: tenant)
    else { throw AccountAuthenticator.signInAgain }
    let unread = try await db.first(NotificationStatements.unread, caller.user, as: tenant) ?? 0
    return CallerCard(orgName: org.name, isDemo: org.isDemo, personName: person.name, unread: unread)
  }
}
