import Database
import Foundation
import Kernel
package import Web

struct AuditModel: APIModel {
  var id: AuditEntryID
  var at: Date
  var actor: String
  var action: String
  var resource: String
  var brand: BrandID?
  var requestID: String?
  var facts: String

  static let schema = Schema.object(
    "AuditEntry",
    .required("id", .id(AuditEntryID.self)),
    .required("at", .instant),
    .required("actor", .verbatim(1...80), "`user_…`, `key_…` or `system:…`."),
    .required("action", .verbatim(1...80)),
    .required("resource", .verbatim(1...80)),
    .optional("brand", .id(BrandID.self)),
    .optional("request_id", .verbatim(1...80)),
    .required("facts", .verbatim(0...8000), "A JSON object of ids, hashes, numbers and stable words."))

  init(_ row: AuditRow) {
    id = row.id
    at = row.at
    actor = row.actor
    action = row.action
    resource = row.resource
    brand = row.brand
    requestID = row.requestID
    facts = row.facts
  }
}

/// `/v1/audit`.
package struct AuditRoutes: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] {
    [
      .get(
        "/v1/audit", "audit:read", "List what was done, newest first", tag: "Audit", reply: List<AuditModel>.self,
        query: [
          QueryParameter("action", .verbatim(1...80), "Such as `brand.create`."),
          QueryParameter("resource", .verbatim(1...80), "The id of what it was done to."),
          QueryParameter("actor", .verbatim(1...80), "Who did it."),
        ],
        options: [.paged, .description("Whoever is limited to brands sees what is about them.")]
      ) { context in
        let rows = try await page(
          action: context.parameters.string("action"), resource: context.parameters.string("resource"),
          actor: context.parameters.string("actor"), scope: context.scope, paging: context.paging,
          as: try services.tenant(of: context))
        return try context.list(rows.map(AuditModel.init))
      }
    ]
  }

  func page(
    action: String?, resource: String?, actor: String?, scope: BrandScope, paging: Paging, as tenant: TenantContext
  ) async throws -> Page<AuditRow> {
    let before = paging.after?.values.first.flatMap { AuditEntryID($0) }
    let rows = try await services.db.query(
      AuditStatements.page, (action, resource, actor, before, scope, paging.limit + 1), as: tenant)
    return Page.cut(rows, limit: paging.limit, list: "audit") { [$0.id.description] }
  }
}
