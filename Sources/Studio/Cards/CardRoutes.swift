import Contracts
import HTTPTypes
import Kernel
package import Web

package enum CardRoutes {
  package static func all(_ parts: StudioParts) -> [Route] { [.raw(picture(parts))] }

  static let query = [
    QueryParameter("headline", .text(0...CardDesign.Limits.headline), "Other words than the post's first sentence."),
    QueryParameter("style", .choice(of: CardDesign.Style.self), "bold is on the brand's main colour, light is not."),
  ]

  private static func picture(_ parts: StudioParts) -> RawRoute {
    RawRoute(
      .get, "/v1/posts/{post_id}/card", "posts:read",
      "A cover card for a post, in the brand's colours and fonts and the platform's shape", tag: "Posts",
      replies: ["image/png"], query: query, errors: [.notFound, .invalid, .unavailable]
    ) { context in
      let endpoint = context.endpoint
      let (_, card) = try await parts.card(
        endpoint.id("post_id"), CardWish(endpoint.parameters), as: endpoint.tenant)
      return RawReply(
        headers: [
          .contentType: "image/png", .contentDisposition: "inline; filename=\"card.png\"",
          .cacheControl: "private, no-cache",
        ], body: .bytes(card.png))
    }
  }
}

extension CardWish {
  init(_ parameters: CallParameters) {
    let headline = parameters.string("headline").flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    self.init(headline: headline, style: parameters.choice("style"))
  }
}
