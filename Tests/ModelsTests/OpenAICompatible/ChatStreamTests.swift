import HTTPTypes
import Testing
import Transport

@testable import Models

@Suite("the chat stream, byte by byte")
struct ChatStreamTests {
  static let whole =
    "data: {\"model\":\"m1\",\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n"
    + "data: {\"choices\":[{\"delta\":{\"content\":\"lo 🎉\"},\"finish_reason\":\"stop\"}]}\n\n"
    + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n"

  @Test("a whole answer comes out the same however it is cut", arguments: [1, 3, 7, 64, 10_000])
  func whole(size: Int) throws {
    var stream = ChatStream()
    var text = ""
    let bytes = Array(Self.whole.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      for case .text(let piece) in try stream.receive(bytes[start..<min(bytes.count, start + size)]) { text += piece }
    }
    #expect(text == "Hello 🎉")
    #expect(stream.isDone)
    #expect(stream.end() == nil)
    #expect(stream.finish == .stop)
    #expect(stream.usage == ModelUsage(promptTokens: 7, completionTokens: 2))
  }

  @Test("garbage, an early end, a 2 MB line and an error in the stream each have their kind")
  func faults() throws {
    var garbage = ChatStream()
    #expect(throws: ModelError.self) { try garbage.receive(Array("data: <html>\n\n".utf8)) }
    var cut = ChatStream()
    _ = try cut.receive(Array(Self.whole.utf8.prefix(70)))
    #expect(cut.end()?.kind == .cutShort)
    var silent = ChatStream()
    _ = try silent.receive(Array("hello there\n".utf8))
    #expect(silent.end()?.kind == .garbage)
    var long = ChatStream()
    let error = #expect(throws: ModelError.self) { try long.receive([UInt8](repeating: 0x61, count: 2 << 20)) }
    #expect(error?.kind == .tooLarge)
    var failed = ChatStream()
    let reported = #expect(throws: ModelError.self) { try failed.receive(Array("data: {\"error\":{}}\n\n".utf8)) }
    #expect(reported?.kind == .serverError)
  }

  @Test(
    "refusals are told by status and code",
    arguments: [
      (401, "", ModelError.Kind.denied), (404, "", .unknownModel), (429, "", .rateLimited),
      (429, "insufficient_quota", .quotaExceeded), (400, "context_length_exceeded", .promptTooLong),
      (400, "", .rejected),
      (503, "", .serverError),
    ])
  func refusals(status: Int, code: String, kind: ModelError.Kind) {
    let body = Array("{\"error\":{\"code\":\"\(code)\"}}".utf8)
    let error = ModelFaults.refusal(status: status, headers: [.retryAfter: "7"], body: body)
    #expect(error.kind == kind)
    if status == 429, kind == .rateLimited { #expect(error.retry == .later(.seconds(7))) }
  }

  @Test("faults of the wire have their kind, and text that was passed on is remembered")
  func wire() {
    func kind(_ fault: TransportError.Kind, left: Bool, text: Bool) -> ModelError {
      ModelFaults.classify(TransportError(fault, bytesLeft: left), afterFirstToken: text)
    }
    #expect(kind(.timeout, left: true, text: false).kind == .noFirstToken)
    #expect(kind(.timeout, left: true, text: true).kind == .stalled)
    #expect(kind(.refused, left: false, text: false).kind == .unreachable)
    #expect(kind(.reset, left: true, text: true).kind == .cutShort)
    #expect(kind(.reset, left: true, text: true).afterFirstToken)
  }

  @Test("a request names no tools and carries the schema")
  func body() throws {
    let request = ModelRequest(
      system: "s", messages: [.user("u")], seed: 3, jsonSchema: .init(name: "post", text: "{\"type\":\"object\"}"))
    let text = String(decoding: try ChatBody.encode(request, model: "m"), as: UTF8.self)
    #expect(text.contains("\"response_format\"") && text.contains("\"seed\":3") && !text.contains("tool"))
    let broken = ModelRequest(messages: [], jsonSchema: .init(name: "x", text: "{"))
    #expect(throws: ModelError.self) { try ChatBody.encode(broken, model: "m") }
  }

  @Test("vectors come in order and of one length, or not at all")
  func vectors() throws {
    let reply = Array("{\"data\":[{\"index\":1,\"embedding\":[0,2]},{\"index\":0,\"embedding\":[3,4]}]}".utf8)
    #expect(try OpenAICompatibleEmbedder.vectors(reply, count: 2, dimensions: 2) == [[0.6, 0.8], [0, 1]])
    #expect(throws: ModelError.self) { try OpenAICompatibleEmbedder.vectors(reply, count: 3, dimensions: 2) }
    let other = #expect(throws: ModelError.self) {
      try OpenAICompatibleEmbedder.vectors(reply, count: 2, dimensions: 3)
    }
    #expect(other?.kind == .wrongDimensions && other?.retry == .never)
  }

  @Test("the next model is asked only before the first text")
  func fallback() async throws {
    let good = Scripted([.started(model: "g"), .text("good")], error: nil)
    let dead = Scripted([], error: ModelError(.unreachable, "x"))
    let halfway = Scripted(
      [.started(model: "h"), .text("ha")], error: ModelError(.cutShort, "x", afterFirstToken: true))
    let request = ModelRequest(messages: [.user("u")])
    #expect(try await FallbackModel([dead, good]).complete(request).text == "good")
    await #expect(throws: ModelError.self) { try await FallbackModel([halfway, good]).complete(request) }
    await #expect(throws: ModelError.self) { try await FallbackModel([]).complete(request) }
  }

  struct Scripted: LanguageModel {
    let name = "scripted"
    let chunks: [ModelChunk]
    let error: ModelError?

    init(_ chunks: [ModelChunk], error: ModelError?) {
      self.chunks = chunks
      self.error = error
    }

    func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
      AsyncThrowingStream { output in
        for chunk in chunks { output.yield(chunk) }
        output.finish(throwing: error)
      }
    }
  }
}
