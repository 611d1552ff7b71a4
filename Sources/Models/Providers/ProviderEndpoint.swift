package import Kernel

/// Which protocol a provider speaks.
package enum ProviderKind: String, Sendable, Codable, CaseIterable {
  /// `/chat/completions`: OpenAI, OpenRouter, vLLM, llama.cpp, Ollama and many others.
  case openAI = "openai"
  /// Anthropic's Messages API.
  case anthropic

  /// Where most people's accounts are.
  package var usualBaseURL: String {
    switch self {
    case .openAI: "https://api.openai.com/v1"
    case .anthropic: "https://api.anthropic.com"
    }
  }
}

/// One model at one provider, with what opens it.
package struct ProviderEndpoint: Sendable {
  package var kind: ProviderKind
  package var baseURL: String
  package var model: String
  /// nil for servers that ask for none.
  package var key: Redacted<String>?
  package var firstToken: Duration
  package var total: Duration

  package init(
    _ kind: ProviderKind, baseURL: String, model: String, key: Redacted<String>? = nil,
    firstToken: Duration = .seconds(3), total: Duration = .seconds(60)
  ) {
    self.kind = kind
    self.baseURL = baseURL
    self.model = model
    self.key = key
    self.firstToken = firstToken
    self.total = total
  }

  var openAI: OpenAIEndpoint {
    OpenAIEndpoint(baseURL: baseURL, model: model, key: key, firstToken: firstToken, total: total)
  }

  var anthropic: AnthropicEndpoint {
    AnthropicEndpoint(baseURL: baseURL, model: model, key: key, firstToken: firstToken, total: total)
  }
}
