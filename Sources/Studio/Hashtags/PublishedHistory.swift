package import Database
import Foundation
import Kernel
import Text

/// A post that a brand has sent, or an example of one, with what is known of how it did.
struct PublishedText: Sendable, Equatable {
  var text: String
  var at: Date?
  /// The account; nil for an example, of which nobody counted anything.
  var connector: ConnectorID?
  var platform: String?
  var impressions: Int?
  var likes: Int?
}

package enum HashtagStatements: StatementList {
  package static let all = AnyStatement.list(history, counted)

  /// A brand's newest examples and published posts; the latter say what their chosen variant says.
  static let history = Statement<BrandID, PublishedText>.tenant(
    "hashtag.history",
    """
    (SELECT text, posted_at AS at, NULL::uuid, NULL::text, NULL::bigint, NULL::bigint FROM voice_examples
      WHERE org_id = $1 AND brand_id = $2 ORDER BY id DESC LIMIT 2000)
    UNION ALL
    (SELECT v.text, s.published_at, s.connector_id, s.platform, s.impressions, s.likes FROM metric_series s
      JOIN posts p ON p.org_id = s.org_id AND p.id = s.post_id
      JOIN variants v ON v.org_id = p.org_id AND v.id = p.chosen_variant_id
      WHERE s.org_id = $1 AND s.brand_id = $2 ORDER BY s.published_at DESC LIMIT 3000)
    """,
    bind: { $1.append($0) },
    row: { row in
      PublishedText(
        text: try row.string(), at: try row.optionalDate(), connector: try row.optionalID(),
        platform: try row.optionalString(), impressions: try row.optionalInt(), likes: try row.optionalInt())
    })

  /// How many posts of a brand on a platform have numbers.
  static let counted = Statement<(brand: BrandID, platform: String), Int>.tenant(
    "hashtag.counted",
    """
    SELECT count(*) FROM metric_series
    WHERE org_id = $1 AND brand_id = $2 AND platform = $3 AND (likes IS NOT NULL OR impressions IS NOT NULL)
    """,
    bind: { input, parameters in
      parameters.append(input.brand)
      parameters.append(input.platform)
    }, row: { try $0.int() })
}

/// What a brand's past says, account by account.
struct PublishedHistory: Sendable {
  let texts: [PublishedText]

  /// Posts with their tags, and with their lift: what they got over the median of the posts before them on the same
  /// account. An example that was also published counts once, with its numbers.
  var tagged: [TaggedPost] {
    let lifts = lifts()
    let published = Set(texts.filter { $0.connector != nil }.map { canonical($0.text) })
    return zip(texts, lifts).compactMap { text, lift in
      if text.connector == nil, published.contains(canonical(text.text)) { return nil }
      return TaggedPost(published: text.text, at: text.at, lift: lift)
    }
  }

  /// The account's posts that were counted: by impressions where every one has them, else by likes.
  func counted(_ connector: ConnectorID) -> [EngagementPost] { numbers(of: connector).map(\.post) }

  /// The account with the most counted posts on a platform; nil when nothing was counted there.
  func largestAccount(on platform: String) -> ConnectorID? {
    Set(texts.filter { $0.platform == platform }.compactMap(\.connector)).map { ($0, numbers(of: $0).count) }
      .filter { $0.1 > 0 }
      .max { ($0.1, $1.0.description) < ($1.1, $0.0.description) }?.0
  }

  private func lifts() -> [Double?] {
    var result = [Double?](repeating: nil, count: texts.count)
    for connector in Set(texts.compactMap(\.connector)) {
      let numbers = numbers(of: connector)
      for (number, lift) in zip(numbers, EngagementLift.lifts(numbers.map(\.post))) { result[number.place] = lift }
    }
    return result
  }

  private func numbers(of connector: ConnectorID) -> [(place: Int, post: EngagementPost)] {
    let own = texts.indices.filter { texts[$0].connector == connector }
    let seen = own.allSatisfy { texts[$0].impressions != nil }
    return own.compactMap { place in
      let text = texts[place]
      guard let count = seen ? text.impressions : text.likes, let at = text.at else { return nil }
      return (place, EngagementPost(text: text.text, at: at, count: Double(count)))
    }
  }
}
