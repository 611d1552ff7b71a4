import Contracts
import Foundation
import HTTPTypes
import Kernel
package import Web

/// A post's cover card: looked at, with other words, taken away.
package enum CardPages {
  package static func all(_ parts: StudioParts) -> [Route] { [show(parts), picture(parts)] }

  private static func show(_ parts: StudioParts) -> Route {
    .page("/posts/{post_id}/card", "posts:read", query: CardRoutes.query) { context in
      let post = try await parts.post(context.id("post_id"), as: context.tenant)
      let wish = CardWish(context.parameters)
      do {
        let (design, card) = try await parts.card(post.id, wish, as: context.tenant)
        return page(post, design, card.notes, nil, context)
      } catch let problem as Problem where [.invalid, .unavailable].contains(problem.kind) {
        let design = CardDesign(width: 0, height: 0, headline: wish.headline ?? "", style: wish.style ?? .bold)
        return page(post, design, nil, problem, context)
      }
    }
  }

  private static func picture(_ parts: StudioParts) -> Route {
    .page("/posts/{post_id}/card.png", "posts:read", query: CardRoutes.query) { context in
      let (_, card) = try await parts.card(
        context.id("post_id"), CardWish(context.parameters), as: context.tenant)
      return .file(card.png, mediaType: "image/png", name: nil)
    }
  }

  private static func page(
    _ post: Post, _ design: CardDesign, _ notes: DrawnCard.Notes?, _ problem: Problem?, _ context: PageContext
  ) -> PageReply {
    let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
    return .page(
      PageValue("Cover card", section: .posts, brand: post.brand, status: status) {
        pageHead(
          "Cover card", "Words of the post as a picture, in the brand's colours.",
          actions: linkButton("Back to the post", "/posts/\(post.id)"))
        problemNotice(problem)
        if let notes {
          card {
            image(post, design)
            told(notes)
            p {
              a(
                .class("button button-primary"), .href(address(post, design)),
                .download("card-\(post.platform).png")
              ) { "Download" }
            }
          }
        }
        card("Other words") {
          formElement(.method("get"), .action("/posts/\(post.id)/card")) {
            textArea(
              Field("headline", "Headline", value: design.headline, hint: "Empty: the post's first sentence."),
              rows: 2, problem: problem, .maxLength(CardDesign.Limits.headline))
            selectField(
              Field("style", "Look", value: design.style.rawValue),
              options: [("bold", "On the brand's main colour"), ("light", "On a light ground")])
            submit("Draw it", .secondary)
          }
        }
      })
  }

  private static func address(_ post: Post, _ design: CardDesign) -> PageURL {
    "/posts/\(post.id)/card.png?headline=\(design.headline)&style=\(design.style.rawValue)"
  }

  static func image(_ post: Post, _ design: CardDesign) -> HTML {
    img(
      .class("card-picture"), .src(address(post, design)), .alt(design.headline), .width(design.width),
      .height(design.height))
  }

  /// What a person should know before it goes out.
  private static func told(_ notes: DrawnCard.Notes) -> HTML {
    HTML {
      p(.class("hint")) {
        "\(notes.width) × \(notes.height) pixels, set in \(notes.font), contrast \(String(format: "%.1f", notes.contrast)) to 1."
      }
      if !notes.absentFonts.isEmpty {
        message(
          .info,
          "Not installed on this machine: \(notes.absentFonts.joined(separator: ", ")). Install the font files for the server, or choose other fonts for the brand."
        )
      }
      if notes.unknownCharacters > 0 {
        message(
          .warn,
          "\(notes.unknownCharacters) characters are in no installed font and show as boxes. Install the package fonts-noto-core or fonts-noto-cjk."
        )
      }
      if notes.isCut { message(.warn, "Not all words have room: shorten the headline.") }
    }
  }
}
