import Database
import HTTPTypes
import Kernel
package import Text
package import Web

package struct RewriteBody: APIModel {
  package var preset: RewriteAim?
  package var instruction: String?

  package static var schema: Schema {
    .object(
      "RewriteVariant", .optional("preset", .choice(of: RewriteAim.self)),
      .optional(
        "instruction", .text(1...RewriteWish.longest), "In your own words. Exactly one of the two is needed."))
  }
}

enum RewriteRoutes {
  static func all(_ parts: StudioParts) -> [Route] { [rewrite(parts)] }

  private static func rewrite(_ parts: StudioParts) -> Route {
    .post(
      "/v1/variants/{variant_id}/rewrite", "posts:generate", "Rewrite a variant by a preset or an instruction",
      tag: "Posts", body: RewriteBody.self, reply: AcceptedReply.self, status: .accepted, errors: [.conflict],
      options: [.channel(.named("generate")), .preferWait, .ifMatch]
    ) { context, body in
      let wish = try RewriteWish(aim: body.preset, words: body.instruction)
      return try await parts.accepted(context) { tx in
        AcceptedReply(
          begun: try await RewriteVariant(parts).run(
            context.id("variant_id"), wish, expected: context.expectedVersion, in: tx),
          kind: RewriteVariant.kind)
      }
    }
  }
}
