import Foundation
import Transport

/// Reads the event stream of `/chat/completions`. Pure: bytes in, chunks out; it never waits and never throws
/// anything but `ModelError`. One line may not be longer than `lineLimit`, all text not longer than `textLimit`.
struct ChatStream {
  enum Event: Equatable {
    case text(String)
    case model(String)
  }

  private static let lineLimit = 256 << 10
  private static let textLimit = 1 << 20
  private var events = ServerSentEvents()
  private var lineLength = 0
  private var textLength = 0
  private var sawEvent = false
  private(set) var isDone = false
  private(set) var finish: ModelFinish?
  private(set) var usage: ModelUsage?

  mutating func receive(_ bytes: some Collection<UInt8>) throws(ModelError) -> [Event] {
    for byte in bytes {
      lineLength = byte == 0x0A || byte == 0x0D ? 0 : lineLength + 1
      if lineLength > Self.lineLimit { throw ModelError(.tooLarge, "a line of the stream is too long") }
    }
    var result: [Event] = []
    for event in events.receive(bytes) where !isDone { result += try take(event.data) }
    return result
  }

  /// The connection ended: nil when the answer is whole, else what is wrong with it.
  func end() -> ModelError? {
    if isDone || finish != nil { return nil }
    return sawEvent ? ModelError(.cutShort, "the stream ended early") : ModelError(.garbage, "no events in the reply")
  }

  private mutating func take(_ data: String) throws(ModelError) -> [Event] {
    sawEvent = true
    if data.trimmingCharacters(in: .whitespaces) == "[DONE]" {
      isDone = true
      return []
    }
    guard let part = try? JSONDecoder().decode(Part.self, from: Data(data.utf8)) else {
      throw ModelError(.garbage, "an event of the stream is not JSON of this protocol")
    }
    if part.error != nil { throw ModelError(.serverError, "the endpoint reported an error in the stream") }
    if let counted = part.usage {
      usage = ModelUsage(promptTokens: counted.prompt_tokens ?? 0, completionTokens: counted.completion_tokens ?? 0)
    }
    return try events(of: part)
  }

  private mutating func events(of part: Part) throws(ModelError) -> [Event] {
    var result: [Event] = part.model.map { [.model($0)] } ?? []
    guard let choice = part.choices?.first else { return result }
    if let reason = choice.finish_reason { finish = Self.finish(reason) }
    guard let text = choice.delta?.content, !text.isEmpty else { return result }
    textLength += text.utf8.count
    if textLength > Self.textLimit { throw ModelError(.tooLarge, "the answer is too long") }
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
    var error: Failure?

    struct Choice: Decodable {
      var delta: Delta?
      var finish_reason: String?
    }
    struct Delta: Decodable { var content: String? }
    struct Usage: Decodable {
      var prompt_tokens: Int?
      var completion_tokens: Int?
    }
    struct Failure: Decodable {}
  }
}
