import Database
import Foundation
import HTTPTypes
import Kernel
package import Web

struct APIKeyModel: APIModel {
  var id: APIKeyID
  var user: UserID
  var name: String
  var hint: String
  var scopes: [String]
  var createdAt: Date
  var expiresAt: Date?
  var usedAt: Date?
  var key: String?

  static let schema = Schema.object(
    "AccessKey",
    .required("id", .id(APIKeyID.self)),
    .required("user", .id(UserID.self)),
    .required("name", .line(1...80)),
    .required("hint", .verbatim(1...20), "The first characters of the key."),
    .required("scopes", .list(.verbatim(1...80), 0...100)),
    .required("created_at", .instant),
    .optional("expires_at", .instant),
    .optional("used_at", .instant),
    .optional("key", .verbatim(1...200), "The key itself; shown in the reply to the creation only."))

  init(_ key: APIKey, text: Redacted<String>? = nil) {
    id = key.id
    user = key.user
    name = key.name
    hint = key.hint
    scopes = key.scopes
    createdAt = key.createdAt
    expiresAt = key.expiresAt
    usedAt = key.usedAt
    self.key = text?.reveal()
  }
}

struct APIKeyBody: APIModel {
  var name: String
  var scopes: [String]
  var expiresAt: Date?

  static let schema = Schema.object(
    "NewAccessKey",
    .required("name", .line(1...80), "What it is for."),
    .required(
      "scopes", .list(.verbatim(3...80), 1...50, unique: true),
      "Permissions such as `posts:publish`, or `posts:*`. A key never may more than the person who made it."),
    .optional("expires_at", .instant))
}

/// `/v1/access-keys`.
package struct APIKeyRoutes: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] { [list, create, revoke] }

  private var list: Route {
    .get(
      "/v1/access-keys", .signedIn, "List my access keys", tag: "Access keys", reply: List<APIKeyModel>.self,
      errors: [.forbidden], options: [.paged]
    ) { context in
      let caller = try context.principal
      let after = context.paging.after?.values.first.flatMap { APIKeyID($0) }
      let tenant = TenantContext(org: caller.org, brands: .all, actor: caller.actor, requestID: context.request.id)
      let rows = try await services.db.query(
        APIKeyStatements.page, (caller.user, after, context.paging.limit + 1), as: tenant)
      return try context.list(
        Page.cut(rows, limit: context.paging.limit, list: "access-keys") { [$0.id.description] }
          .map { APIKeyModel($0) })
    }
  }

  private var create: Route {
    .post(
      "/v1/access-keys", .signedIn, "Make an access key", tag: "Access keys", body: APIKeyBody.self,
      reply: APIKeyModel.self, status: .created, errors: [.forbidden], options: [.secretReply]
    ) { context, body in
      let scopes = try Scope.check(body.scopes)
      return try await context.perform { tx in
        let made = try await ManageAPIKeys(services: services).create(
          name: body.name, scopes: scopes, expires: body.expiresAt, by: try context.principal, in: tx)
        return APIKeyModel(made.key, text: made.text)
      }
    }
  }

  private var revoke: Route {
    .delete(
      "/v1/access-keys/{key_id}", .signedIn, "Revoke an access key", tag: "Access keys", errors: [.forbidden]
    ) { context in
      let caller = try context.principal
      let id = try context.id("key_id", APIKeyID.self)
      try await context.perform { tx in
        try await ManageAPIKeys(services: services).revoke(
          id, by: caller, managesPeople: caller.memberAccess.mayGrant(.everywhere(.admin)), in: tx)
      }
    }
  }
}

/// `object:act` or `object:*`.
enum Scope {
  static func check(_ scopes: [String]) throws -> [String] {
    for (index, scope) in scopes.enumerated() {
      let parts = scope.split(separator: ":", omittingEmptySubsequences: false)
      let isName = { (part: Substring) in
        !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 || $0 == 45 }
      }
      guard parts.count == 2, isName(parts[0]), parts[1] == "*" || isName(parts[1]) else {
        throw Problem.invalid("/scopes/\(index)", "Write a scope as object:act or object:*, such as posts:publish.")
      }
    }
    return scopes
  }
}
