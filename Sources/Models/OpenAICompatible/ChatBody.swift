import Foundation

/// The JSON that `/chat/completions` takes. It never names tools.
enum ChatBody {
  static func encode(
    _ request: ModelRequest, model: String, style: BodyStyle = .full
  ) throws(ModelError) -> [UInt8] {
    var messages = request.system.map { [["role": "system", "content": $0]] } ?? []
    messages += request.messages.map { ["role": $0.role.rawValue, "content": $0.content] }
    var body: [String: Any] = [
      "model": model, "messages": messages, "stream": true, "stream_options": ["include_usage": true],
    ]
    switch style {
    case .full: try addOptions(of: request, to: &body)
    // The newer name: models that refuse a temperature refuse the older one, too.
    case .plain: body["max_completion_tokens"] = request.maxTokens
    }
    guard let data = try? JSONSerialization.data(withJSONObject: body, options: [.sortedKeys]) else {
      throw ModelError(.rejected, "the request is no JSON")
    }
    return Array(data)
  }

  private static func addOptions(of request: ModelRequest, to body: inout [String: Any]) throws(ModelError) {
    body["max_tokens"] = request.maxTokens
    if let temperature = request.temperature { body["temperature"] = temperature }
    if let seed = request.seed { body["seed"] = seed }
    if !request.stop.isEmpty { body["stop"] = request.stop }
    if let schema = request.jsonSchema { body["response_format"] = try format(schema) }
  }

  private static func format(_ schema: ModelRequest.JSONSchema) throws(ModelError) -> [String: Any] {
    guard let object = try? JSONSerialization.jsonObject(with: Data(schema.text.utf8)) else {
      throw ModelError(.rejected, "the schema is no JSON")
    }
    return ["type": "json_schema", "json_schema": ["name": schema.name, "strict": true, "schema": object]]
  }
}
