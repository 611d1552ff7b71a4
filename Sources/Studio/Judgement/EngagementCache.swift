package import Kernel
import Synchronization
package import Text

/// Models of engagement by brand and platform, each as good as long as no further post was counted.
package final class EngagementCache: Sendable {
  package struct Key: Hashable, Sendable {
    var brand: BrandID
    var platform: String
  }

  private struct State {
    var kept: [Key: (counted: Int, model: EngagementModel?)] = [:]
    var order: [Key] = []
  }

  private let state = Mutex(State())
  /// A model takes some megabytes.
  private let most = 6

  package init() {}

  /// The model for so many counted posts, made by `make` when there is none yet; nil when they are too few.
  func model(
    _ key: Key, counted: Int, _ make: () async throws -> EngagementModel?
  ) async throws -> EngagementModel? {
    guard counted >= EngagementModel.fewestPosts else { return nil }
    if let kept = state.withLock({ $0.kept[key] }), kept.counted == counted { return kept.model }
    let model = try await make()
    state.withLock { state in
      state.order.removeAll { $0 == key }
      state.order.append(key)
      state.kept[key] = (counted, model)
      if state.order.count > most { state.kept.removeValue(forKey: state.order.removeFirst()) }
    }
    return model
  }
}
