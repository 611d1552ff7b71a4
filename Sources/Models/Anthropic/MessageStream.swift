import Foundation
import Transport

/// Reads the event stream of `/v1/messages`: `message_start`, text in `content_block_delta`, the stop reason in
/// `message_delta`, `message_stop`. Events of other types (`ping`, and those that are added later) say nothing here.
struct MessageStream: AnswerReader {
  private var events = BoundedEvents()
  private(set) var isDone = false
  private(set) var finish: ModelFinish?
  private(set) var usage: ModelUsage?

  init() {}

  mutating func receive(_ bytes: some Collection<UInt8>) throws(ModelError) -> [AnswerEvent] {
    var result: [AnswerEvent] = []
    for event in try events.receive(bytes) where !isDone { result += try take(event.data) }
    return result
  }

  func end() -> ModelError? { isDone || finish != nil ? nil : events.cut }

  private mutating func take(_ data: String) throws(ModelError) -> [AnswerEvent] {
    guard let part = try? JSONDecoder().decode(Part.self, from: Data(data.utf8)) else {
      throw ModelError(.garbage, "an event of the stream is not JSON of this protocol")
    }
    switch part.type {
    case "message_start":
      count(part.message?.usage)
      return [.model(part.message?.model ?? "")]
    case "content_block_delta":
      guard part.delta?.type == "text_delta", let text = part.delta?.text, !text.isEmpty else { return [] }
      try events.count(text)
      return [.text(text)]
    case "message_delta":
      count(part.usage)
      if let reason = part.delta?.stop_reason { finish = Self.finish(reason) }
    case "message_stop": isDone = true
    case "error": throw ModelFaults.streamed(part.error ?? .init())
    default: break
    }
    return []
  }

  /// The start counts what was read, cached or not; each delta counts all that was written so far.
  private mutating func count(_ counted: Usage?) {
    guard let counted else { return }
    let parts = [counted.input_tokens, counted.cache_creation_input_tokens, counted.cache_read_input_tokens]
    let read = parts.compactMap(\.self).reduce(0, +)
    usage = ModelUsage(
      promptTokens: max(read, usage?.promptTokens ?? 0),
      completionTokens: max(counted.output_tokens ?? 0, usage?.completionTokens ?? 0))
  }

  private static func finish(_ reason: String) -> ModelFinish {
    switch reason {
    case "end_turn", "stop_sequence": .stop
    case "max_tokens", "model_context_window_exceeded": .length
    case "refusal": .filtered
    default: .other
    }
  }

  private struct Part: Decodable {
    var type: String
    var message: Message?
    var delta: Delta?
    var usage: Usage?
    var error: ModelFaults.ErrorBody?
  }

  private struct Message: Decodable {
    var model: String?
    var usage: Usage?
  }

  private struct Delta: Decodable {
    var type: String?
    var text: String?
    var stop_reason: String?
  }

  private struct Usage: Decodable {
    var input_tokens: Int?
    var cache_creation_input_tokens: Int?
    var cache_read_input_tokens: Int?
    var output_tokens: Int?
  }
}
