import Database
import HTTPTypes
package import Kernel
package import Web

package enum BrandRoutes {
  package static func all(_ parts: StudioParts) -> [Route] {
    [create(parts), list(parts), show(parts), edit(parts), versions(parts), archive(parts), restore(parts)]
  }

  private static func create(_ parts: StudioParts) -> Route {
    .post(
      "/v1/brands", "brands:create", "Make a brand", tag: "Brands", body: NewBrand.self, reply: BrandReply.self,
      status: .created, errors: [.conflict]
    ) { context, body in
      try await context.perform { BrandReply(try await CreateBrand(parts).run(body.profile, in: $0)) }
    }
  }

  private static func list(_ parts: StudioParts) -> Route {
    .get(
      "/v1/brands", "brands:read", "List brands", tag: "Brands", reply: List<BrandReply>.self,
      query: [QueryParameter("archived", .boolean, "Also those that were put away.")], options: [.paged]
    ) { context in
      let keyset = try Keyset("brands", context.parameters.bool("archived") ?? false, context.paging)
      let rows = try await parts.database.query(BrandStatements.page, keyset, as: context.tenant)
      return try context.list(keyset.page("brands", rows) { $0.id }.map(BrandReply.init))
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get("/v1/brands/{brand_id}", "brands:read", "Show a brand", tag: "Brands", reply: BrandReply.self) { context in
      BrandReply(try await parts.brand(context.id("brand_id"), as: context.tenant))
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .patch(
      "/v1/brands/{brand_id}", "brands:update", "Change a brand", tag: "Brands", body: BrandEdit.self,
      reply: BrandReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await context.perform { tx in
        BrandReply(
          try await EditBrand(parts).run(context.id("brand_id"), body, expected: context.expectedVersion, in: tx))
      }
    }
  }

  private static func versions(_ parts: StudioParts) -> Route {
    .get(
      "/v1/brands/{brand_id}/versions", "brands:read", "The newest 100 versions of a brand", tag: "Brands",
      reply: List<BrandVersionReply>.self
    ) { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      let rows = try await parts.database.query(BrandStatements.versions, brand.id, as: context.tenant)
      return List(items: rows.map(BrandVersionReply.init))
    }
  }

  private static func archive(_ parts: StudioParts) -> Route {
    .post(
      "/v1/brands/{brand_id}/archive", "brands:archive", "Put a brand away", tag: "Brands", body: NoBody.self,
      reply: BrandReply.self
    ) { context, _ in
      try await context.perform { tx in
        BrandReply(try await ArchiveBrand(parts).run(context.id("brand_id"), archived: true, in: tx))
      }
    }
  }

  private static func restore(_ parts: StudioParts) -> Route {
    .post(
      "/v1/brands/{brand_id}/restore", "brands:archive", "Bring a brand back", tag: "Brands", body: NoBody.self,
      reply: BrandReply.self, errors: [.conflict]
    ) { context, _ in
      try await context.perform { tx in
        BrandReply(try await ArchiveBrand(parts).run(context.id("brand_id"), archived: false, in: tx))
      }
    }
  }
}

extension StudioParts {
  /// Throws `Problem(.notFound)` for one that is absent or that the tenant cannot see.
  package func brand(_ id: BrandID, as tenant: TenantContext) async throws -> Brand {
    guard let brand = try await database.first(BrandStatements.byID, id, as: tenant) else {
      throw Problem.notFound("brand")
    }
    return brand
  }
}
