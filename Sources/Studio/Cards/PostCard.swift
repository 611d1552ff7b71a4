package import Contracts
import Database
package import Kernel
import Text

/// What stands on the cover card of a post.
package enum PostCard {
  /// The card of a post as its brand would have it: the first sentence of the text that is shown, or else the topic.
  package static func design(
    _ post: Post, _ brief: BriefContent, _ brand: BrandProfile, text: String?, wish: CardWish = CardWish()
  ) -> CardDesign {
    let (width, height) = size(post.platform)
    return CardDesign(
      width: width, height: height, headline: wish.headline.map(Invisible.stripped) ?? headline(text, brief),
      kicker: fitted(brand.name),
      footer: fitted(LinkHost.of(brief.link ?? "") ?? ""),
      label: brief.paid ? Disclosure.words(for: post.language)[0] : "", colours: brand.colours, fonts: brand.fonts,
      language: post.language, style: wish.style ?? .bold)
  }

  /// Pixels of a picture that fills most of the screen on each platform; see `docs/platforms`.
  package static func size(_ platform: String) -> (width: Int, height: Int) {
    switch platform {
    case "instagram", "facebook", "threads": (1_080, 1_350)
    case "pinterest": (1_000, 1_500)
    case "tiktok": (1_080, 1_920)
    case "linkedin": (1_200, 628)
    default: (1_200, 675)
    }
  }

  /// Short enough to be read at a glance.
  private static let comfortable = 110

  private static func headline(_ text: String?, _ brief: BriefContent) -> String {
    let topic = Invisible.stripped(brief.topic)
    let candidates = [text.map(firstSentence) ?? "", firstSentence(topic), topic]
    let chosen = candidates.first { (1...comfortable).contains($0.count) } ?? topic
    return Truncation.fit(bounded(chosen)) { $0.count <= comfortable }
  }

  /// Without the links, tags and marks that mean nothing on a picture.
  private static func firstSentence(_ text: String) -> String {
    let found = Entities.extract(text).filter { $0.kind == .url || $0.kind == .hashtag }
    var scalars = Array(text.unicodeScalars)
    for entity in found.reversed() { scalars.removeSubrange(entity.span.range) }
    var plain = String.UnicodeScalarView()
    plain.append(contentsOf: scalars)
    let words = String(plain)
    guard let first = Sentences.split(words).first else { return "" }
    return quote(first, words).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func fitted(_ text: String) -> String {
    Truncation.fit(bounded(Invisible.stripped(text))) { $0.count <= CardDesign.Limits.line }
  }

  private static func bounded(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(CardDesign.Limits.codePoints)))
  }
}

/// What somebody wants otherwise on a card.
package struct CardWish: Sendable, Equatable {
  package var headline: String?
  package var style: CardDesign.Style?

  package init(headline: String? = nil, style: CardDesign.Style? = nil) {
    self.headline = headline
    self.style = style
  }
}

extension StudioParts {
  /// Throws `Problem(.notFound)` for a post that is absent or that the tenant cannot see, `.invalid` for words that no
  /// picture can hold, `.unavailable` when it could not be drawn.
  package func card(_ id: PostID, _ wish: CardWish, as tenant: TenantContext) async throws -> (CardDesign, DrawnCard) {
    guard let cards else { throw Problem(.unavailable, "This installation draws no cards.") }
    let material = try await material(id, database, as: tenant)
    let text = try await database.first(PostStatements.shownText, id, as: tenant)
    let design = PostCard.design(material.post, material.brief, material.brand, text: text, wish: wish)
    return (design, try await cards.draw(design))
  }
}
