/// Something that writes: a remote endpoint, a supervised local server, a recorded exchange in tests.
package protocol LanguageModel: Sendable {
  /// Stable name for records and accounting, such as `openai/gpt-4o-mini`.
  var name: String { get }

  /// Streams the answer. The stream yields `.started` once, then text as it comes, and ends with
  /// `.finished`; it fails with a `ModelError`. Dropping the stream cancels the request.
  func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error>
}

extension LanguageModel {
  /// The whole answer. Throws `ModelError`; text that came before a failure is lost.
  package func complete(_ request: ModelRequest) async throws -> ModelReply {
    var reply = ModelReply(text: "", usage: nil, finish: .stop, timings: nil)
    for try await chunk in stream(request) { reply.take(chunk) }
    return reply
  }
}

/// An answer in one piece.
package struct ModelReply: Sendable, Equatable {
  package var text: String
  package var usage: ModelUsage?
  package var finish: ModelFinish
  package var timings: ModelTimings?

  mutating func take(_ chunk: ModelChunk) {
    switch chunk {
    case .started: break
    case .text(let piece): text += piece
    case .finished(let end):
      usage = end.usage
      finish = end.finish
      timings = end.timings
    }
  }
}
