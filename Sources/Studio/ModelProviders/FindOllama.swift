import Kernel
import Models

/// An Ollama that runs on this machine, as it could be connected.
package struct FoundOllama: Sendable, Equatable {
  /// Of its OpenAI-compatible interface.
  package var baseURL: String
  package var models: [String]

  package var profile: ProviderProfile {
    ProviderProfile(
      name: "Ollama on this machine", kind: .openAI, baseURL: baseURL,
      // What runs at home has no price, and that is known.
      models: models.prefix(ProviderProfile.Limits.models).map { OfferedModel(name: $0) })
  }
}

extension StudioParts {
  /// Looks at the one address that the operator named for it, and nowhere else. Nil when none answers there within two
  /// seconds, or it has no model.
  package func findOllama() async -> FoundOllama? {
    guard let services, let origin = services.ollama, let models = await services.connector.ollama(at: origin),
      !models.isEmpty
    else { return nil }
    return FoundOllama(baseURL: origin + "/v1", models: models)
  }
}
