import Database
import Kernel
import Web

enum VersionRoutes {
  static func all(_ parts: StudioParts) -> [Route] { [versions(parts), diff(parts), restore(parts)] }

  /// What a variant may be compared with, in an address.
  static let query = [
    QueryParameter("against", .id(VariantID.self), "Another variant."),
    QueryParameter("version", .integer(1...1_000_000_000), "An earlier text of the variant itself."),
  ]

  /// Throws `Problem(.invalid)` unless exactly one is named.
  static func compared(_ parameters: CallParameters) throws(Problem) -> ComparedText {
    let other: VariantID? = parameters.queryID("against")
    switch (other, parameters.int("version")) {
    case (let other?, nil): return .variant(other)
    case (nil, let version?): return .version(version)
    default: throw .invalid("/against", "Name either another variant, in against, or an earlier text, in version.")
    }
  }

  private static func versions(_ parts: StudioParts) -> Route {
    .get(
      "/v1/variants/{variant_id}/versions", "posts:read", "The newest 100 texts that a variant had before",
      tag: "Posts", reply: List<VariantVersionReply>.self
    ) { context in
      let variant = try await parts.variant(context.id("variant_id"), as: context.tenant)
      let rows = try await parts.database.query(VariantVersionStatements.ofVariant, variant.id, as: context.tenant)
      return List(items: rows.map(VariantVersionReply.init))
    }
  }

  private static func diff(_ parts: StudioParts) -> Route {
    .get(
      "/v1/variants/{variant_id}/diff", "posts:read", "Compare a variant with another one or an earlier text",
      tag: "Posts", reply: VariantDiffReply.self, query: query
    ) { context in
      let variant = try await parts.variant(context.id("variant_id"), as: context.tenant)
      let comparison = try await CompareVariants(parts).run(
        variant.id, with: compared(context.parameters), as: context.tenant)
      return VariantDiffReply(comparison)
    }
  }

  private static func restore(_ parts: StudioParts) -> Route {
    .post(
      "/v1/variants/{variant_id}/restore", "posts:update", "Give a variant an earlier text back", tag: "Posts",
      body: RestoreVersionBody.self, reply: VariantReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await context.perform { tx in
        VariantReply(
          try await RestoreVersion(parts).run(
            context.id("variant_id"), version: body.version, expected: context.expectedVersion, in: tx))
      }
    }
  }
}
