package import Database
package import Foundation
import Kernel
package import Text

/// A post that a brand has sent, or an example of one, with what is known of how it did.
struct PublishedText: Sendable, Equatable {
  var text: String
  var at: Date?
  /// The account; nil for an example, of which nobody counted anything.
  var connector: ConnectorID?
  var impressions: Int?
  var likes: Int?
}

package enum HashtagStatements: StatementList {
  package static let all = AnyStatement.list(history)

  /// A brand's newest examples and published posts; the latter say what their chosen variant says.
  static let history = Statement<BrandID, PublishedText>.tenant(
    "hashtag.history",
    """
    (SELECT text, posted_at AS at, NULL::uuid, NULL::bigint, NULL::bigint FROM voice_examples
      WHERE org_id = $1 AND brand_id = $2 ORDER BY id DESC LIMIT 2000)
    UNION ALL
    (SELECT v.text, s.published_at, s.connector_id, s.impressions, s.likes FROM metric_series s
      JOIN posts p ON p.org_id = s.org_id AND p.id = s.post_id
      JOIN variants v ON v.org_id = p.org_id AND v.id = p.chosen_variant_id
      WHERE s.org_id = $1 AND s.brand_id = $2 ORDER BY s.published_at DESC LIMIT 3000)
    """,
    bind: { $1.append($0) },
    row: { row in
      PublishedText(
        text: try row.string(), at: try row.optionalDate(), connector: try row.optionalID(),
        impressions: try row.optionalInt(), likes: try row.optionalInt())
    })
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

  /// The account with the most counted posts; nil when nothing was counted.
  var largestAccount: ConnectorID? {
    Set(texts.compactMap(\.connector)).map { ($0, numbers(of: $0).count) }.filter { $0.1 > 0 }
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
