import Foundation
import Text

extension BlueskyClient {
  /// Finds links, mentions and tags and looks the mentioned accounts up. A name that nobody has stays plain text.
  package func prepare(
    _ text: String, language: String, _ session: PlatformSession
  ) async throws(PublishFailure) -> PreparedSegment {
    var facets: [BlueskyModels.RichFacet] = []
    for facet in Facets.detect(text) {
      guard let feature = try await feature(facet.feature, session) else { continue }
      facets.append(.init(index: .init(byteStart: facet.byteStart, byteEnd: facet.byteEnd), features: [feature]))
    }
    let extras = facets.isEmpty ? nil : String(decoding: try Self.encoded(facets), as: UTF8.self)
    return PreparedSegment(text: text, language: language, extras: extras)
  }

  private func feature(
    _ feature: Facet.Feature, _ session: PlatformSession
  ) async throws(PublishFailure) -> BlueskyModels.RichFacet.Feature? {
    switch feature {
    case .link(let uri): .init(type: "app.bsky.richtext.facet#link", uri: uri)
    case .tag(let tag): .init(type: "app.bsky.richtext.facet#tag", tag: tag)
    case .mention(let handle):
      try await resolve(handle, session).map { .init(type: "app.bsky.richtext.facet#mention", did: $0) }
    }
  }

  private func resolve(_ handle: String, _ session: PlatformSession) async throws(PublishFailure) -> String? {
    do {
      let found: BlueskyModels.ResolvedHandle = try await query(
        "com.atproto.identity.resolveHandle", [("handle", handle)], base: session.account.baseURL, token: nil)
      return found.did
    } catch {
      guard error.kind == .rejected || error.kind == .notFound else { throw error }
      return nil
    }
  }
}
