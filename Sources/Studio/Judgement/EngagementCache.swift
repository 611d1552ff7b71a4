package import Kernel
package import Text

/// Models of engagement by brand and platform, each as good as long as no further post was counted.
package struct EngagementCache: Sendable {
  package struct Key: Hashable, Sendable {
    var brand: BrandID
    var platform: String
    /// Posts with numbers.
    var counted: Int
  }

  /// A model takes some megabytes.
  private let models = RecentValues<Key, EngagementModel?>(most: 6)

  package init() {}

  /// The model for so many counted posts, made by `make` when there is none yet; nil when they are too few.
  func model(_ key: Key, _ make: () async throws -> EngagementModel?) async throws -> EngagementModel? {
    guard key.counted >= EngagementModel.fewestPosts else { return nil }
    if let kept = models[key] { return kept }
    let model = try await make()
    models.keep(model, as: key)
    return model
  }
}
