/// A rich-text annotation as Bluesky stores it (app.bsky.richtext.facet): UTF-8 byte offsets, end exclusive.
package struct Facet: Codable, Sendable, Hashable {
  package enum Feature: Codable, Sendable, Hashable {
    /// An absolute URL.
    case link(uri: String)
    /// Without the `#`.
    case tag(String)
    /// A handle without the `@`; the client resolves it to a DID and drops it when it cannot.
    case mention(handle: String)
  }

  package var byteStart: Int
  package var byteEnd: Int
  package var feature: Feature
}

package enum Facets {
  /// Links, tags and mentions of a Bluesky post, in order and without overlaps.
  package static func detect(_ text: String) -> [Facet] { [] }
}
