package import Foundation

/// A post whose tags are known: what a ranking learns from.
package struct TaggedPost: Sendable, Hashable {
  /// Without its tags.
  package var text: String
  /// As spelled there, without their signs.
  package var tags: [String]
  package var at: Date?
  /// Its reach or engagement over the account's usual one then; 1 is as usual.
  package var lift: Double?

  package init(text: String, tags: [String], at: Date? = nil, lift: Double? = nil) {
    self.text = text
    self.tags = tags
    self.at = at
    self.lift = lift
  }

  /// Takes the tags out of the text of a post as it went out.
  package init(published text: String, at: Date? = nil, lift: Double? = nil) {
    let found = Entities.hashtags(text)
    self.init(text: Self.without(found.map(\.span), text), tags: found.map(\.value), at: at, lift: lift)
  }

  /// The same tag for the same key: case, form and sign aside.
  package static func key(_ tag: String) -> String {
    let bare = tag.hasPrefix("#") || tag.hasPrefix("＃") ? String(tag.dropFirst()) : tag
    return canonical(bare).lowercased()
  }

  private static func without(_ spans: [Span], _ text: String) -> String {
    guard !spans.isEmpty else { return text }
    let scalars = Scalars(text)
    var rest = ""
    var start = 0
    for span in spans {
      rest += scalars.string(start..<span.start)
      start = span.end
    }
    return rest + scalars.string(start..<scalars.count)
  }
}
