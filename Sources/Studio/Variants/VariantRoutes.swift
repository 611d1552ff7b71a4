import Database
import HTTPTypes
package import Kernel
import Text
package import Web

package enum VariantRoutes {
  package static func all(_ parts: StudioParts) -> [Route] {
    [show(parts), edit(parts), score(parts), translate(parts)]
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get("/v1/variants/{variant_id}", "posts:read", "Show a variant", tag: "Posts", reply: VariantReply.self) {
      context in
      VariantReply(try await parts.variant(context.id("variant_id"), as: context.tenant))
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .patch(
      "/v1/variants/{variant_id}", "posts:update", "Change a variant's text", tag: "Posts",
      body: EditVariantBody.self, reply: VariantReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await context.perform { tx in
        VariantReply(
          try await EditVariant(parts).run(
            context.id("variant_id"), text: body.text, expected: context.expectedVersion, in: tx))
      }
    }
  }

  private static func score(_ parts: StudioParts) -> Route {
    .post(
      "/v1/variants/{variant_id}/score", "variants:score", "Judge a variant", tag: "Posts",
      body: ScoreVariantBody.self, reply: VariantReply.self, errors: [.conflict]
    ) { context, body in
      let act = ScoreVariant(parts)
      let id: VariantID = try context.id("variant_id")
      guard let text = body.text else {
        return try await context.perform { tx in
          let variant = try await act.run(id, in: tx)
          let post = try await tx.first(PostStatements.byID, variant.post)
          return VariantReply(variant, on: post.flatMap { parts.rules[$0.platform] })
        }
      }
      let (variant, platform) = try await act.preview(id, text: text, as: context.tenant)
      return VariantReply(variant, on: platform)
    }
  }
}

extension VariantRoutes {
  private static func translate(_ parts: StudioParts) -> Route {
    .post(
      "/v1/variants/{variant_id}/translate", "posts:generate", "Say a variant in another language", tag: "Posts",
      body: TranslateBody.self, reply: AcceptedReply.self, status: .accepted, errors: [.conflict],
      options: [.channel(.named("generate")), .preferWait]
    ) { context, body in
      try await parts.accepted(context) { tx in
        AcceptedReply(
          begun: try await TranslateVariant(parts).run(
            context.id("variant_id"), to: body.language, formality: body.formality, in: tx),
          kind: TranslateArgs.kind)
      }
    }
  }
}

extension StudioParts {
  /// Throws `Problem(.notFound)` for one that is absent or that the tenant cannot see.
  package func variant(_ id: VariantID, as tenant: TenantContext) async throws -> Variant {
    guard let variant = try await database.first(VariantStatements.byID, id, as: tenant) else {
      throw Problem.notFound("variant")
    }
    return variant
  }
}
