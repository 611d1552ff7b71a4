import Foundation

/// The JSON that `/v1/messages` takes. It names no tools and switches thinking off.
enum MessageBody {
  static func encode(
    _ request: ModelRequest, model: String, style: BodyStyle = .full
  ) throws(ModelError) -> [UInt8] {
    var body: [String: Any] = [
      "model": model, "max_tokens": request.maxTokens, "stream": true,
      "messages": request.messages.map { ["role": $0.role.rawValue, "content": $0.content] },
    ]
    if let system = system(of: request) { body["system"] = system }
    if !request.stop.isEmpty { body["stop_sequences"] = request.stop }
    if style == .full {
      body["thinking"] = ["type": "disabled"]
      // From 0 to 1 here. There is no seed.
      if let temperature = request.temperature { body["temperature"] = min(1, max(0, temperature)) }
    }
    guard let data = try? JSONSerialization.data(withJSONObject: body, options: [.sortedKeys]) else {
      throw ModelError(.rejected, "the request is no JSON")
    }
    return Array(data)
  }

  /// Not every model takes a schema as a field, so it is asked for in words; the answer is checked anyway.
  private static func system(of request: ModelRequest) -> String? {
    guard let schema = request.jsonSchema else { return request.system }
    let words = "Answer with one JSON object and nothing else, valid by this JSON Schema: \(schema.text)"
    return [request.system, words].compactMap(\.self).joined(separator: "\n")
  }
}
