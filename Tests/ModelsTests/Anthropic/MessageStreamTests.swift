import Foundation
import Testing

@testable import Models

@Suite("the message stream, byte by byte")
struct MessageStreamTests {
  private static let whole =
    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"m1\",\"usage\":{\"input_tokens\":7,"
    + "\"cache_read_input_tokens\":3,\"output_tokens\":1}}}\n\n"
    + "event: ping\ndata: {\"type\": \"ping\"}\n\n"
    + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}\n\n"
    + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\","
    + "\"thinking\":\"no\"}}\n\n"
    + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"lo 🎉\"}}\n\n"
    + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":4}}\n\n"
    + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"

  @Test(
    "a whole answer comes out the same however it is cut, without the model's thoughts", arguments: [1, 3, 64, 10_000])
  func whole(size: Int) throws {
    var stream = MessageStream()
    var text = ""
    let bytes = Array(Self.whole.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      for case .text(let piece) in try stream.receive(bytes[start..<min(bytes.count, start + size)]) { text += piece }
    }
    #expect(text == "Hello 🎉" && stream.isDone && stream.end() == nil && stream.finish == .stop)
    #expect(stream.usage == ModelUsage(promptTokens: 10, completionTokens: 4))
  }

  @Test(
    "each stop reason has its finish",
    arguments: [
      ("end_turn", ModelFinish.stop), ("stop_sequence", .stop), ("max_tokens", .length), ("refusal", .filtered),
      ("tool_use", .other), ("pause_turn", .other), ("model_context_window_exceeded", .length),
    ])
  func reasons(reason: String, finish: ModelFinish) throws {
    var stream = MessageStream()
    let event = "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"\(reason)\"}}\n\n"
    _ = try stream.receive(Array(event.utf8))
    #expect(stream.finish == finish)
  }

  @Test("a request has no tools and no thinking, asks for JSON in words, and keeps temperatures within one")
  func body() throws {
    let request = ModelRequest(
      system: "s", messages: [.user("u")], maxTokens: 90, temperature: 1.4, seed: 3, stop: ["END"],
      jsonSchema: .init(name: "post", text: "{\"type\":\"object\"}"))
    let body = try #require(
      JSONSerialization.jsonObject(with: Data(try MessageBody.encode(request, model: "m"))) as? [String: Any])
    #expect(body["max_tokens"] as? Int == 90 && body["temperature"] as? Double == 1 && body["stream"] as? Bool == true)
    #expect((body["thinking"] as? [String: String]) == ["type": "disabled"])
    #expect((body["system"] as? String)?.hasPrefix("s\nAnswer with one JSON object") == true)
    #expect(body["stop_sequences"] as? [String] == ["END"])
    #expect(body["tools"] == nil && body["seed"] == nil && body["response_format"] == nil)
    let plain = String(decoding: try MessageBody.encode(request, model: "m", style: .plain), as: UTF8.self)
    #expect(!plain.contains("thinking") && !plain.contains("temperature"))
  }

  @Test("an address with or without /v1 is the same")
  func address() {
    for base in ["https://api.anthropic.com", "https://api.anthropic.com/", "https://api.anthropic.com/v1/"] {
      #expect(AnthropicEndpoint(baseURL: base, model: "m").baseURL == "https://api.anthropic.com", "\(base)")
    }
  }
}
