import Foundation
import Transport

/// Reads the event stream of `/chat/completions`.
struct ChatStream: AnswerReader {
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
    if data.trimmingCharacters(in: .whitespaces) == "[DONE]" {
      isDone = true
      return []
    }
    guard let part = try? JSONDecoder().decode(Part.self, from: Data(data.utf8)) else {
      throw ModelError(.garbage, "an event of the stream is not JSON of this protocol")
    }
    if let error = part.error { throw ModelFaults.streamed(error) }
    if let counted = part.usage {
      usage = ModelUsage(promptTokens: counted.prompt_tokens ?? 0, completionTokens: counted.completion_tokens ?? 0)
    }
    return try text(of: part)
  }

  private mutating func text(of part: Part) throws(ModelError) -> [AnswerEvent] {
    var result: [AnswerEvent] = part.model.map { [.model($0)] } ?? []
    guard let choice = part.choices?.first else { return result }
    if let reason = choice.finish_reason { finish = Self.finish(reason) }
    guard let text = choice.delta?.content, !text.isEmpty else { return result }
    try events.count(text)
    result.append(.text(text))
    return result
  }

  private static func finish(_ reason: String) -> ModelFinish {
    switch reason {
    case "stop": .stop
    case "length": .length
    case "content_filter": .filtered
    default: .other
    }
  }

  private struct Part: Decodable {
    var model: String?
    var choices: [Choice]?
    var usage: Usage?
    var error: ModelFaults.ErrorBody?

    struct Choice: Decodable {
      var delta: Delta?
      var finish_reason: String?
    }
    struct Delta: Decodable { var content: String? }
    struct Usage: Decodable {
      var prompt_tokens: Int?
      var completion_tokens: Int?
    }
  }
}
