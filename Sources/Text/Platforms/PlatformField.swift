/// A field of a post beside its text.
package enum PlatformField: String, Codable, Sendable, CaseIterable {
  case title, altText = "alt-text", destination, keywords
  /// Of a post of pictures, where those have limits of their own.
  case photoTitle = "photo-title", photoText = "photo-text"
}

extension PlatformLimits {
  /// Nil when there is no such field, or no limit is documented.
  package func limit(of field: PlatformField) -> Int? {
    switch field {
    case .title: titleLimit
    case .altText: altTextLimit
    case .destination: destinationLimit
    case .keywords: tagsLimit
    case .photoTitle: photo?.titleLimit
    case .photoText: photo?.limit
    }
  }
}
