import Kernel
import Synchronization
import Testing

@testable import Models

@Suite("asking again")
struct RetryingModelTests {
  /// Fails with each of the errors in turn, then answers.
  private final class Shaky: LanguageModel {
    let name = "shaky"
    private let errors: [ModelError]
    private let calls = Mutex(0)

    init(_ errors: [ModelError]) { self.errors = errors }

    var count: Int { calls.withLock { $0 } }

    func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
      let call = calls.withLock { calls in
        defer { calls += 1 }
        return calls
      }
      return AsyncThrowingStream { output in
        output.yield(.started(model: "shaky"))
        guard call < errors.count else {
          output.yield(.text("good"))
          return output.finish()
        }
        if errors[call].afterFirstToken { output.yield(.text("ha")) }
        output.finish(throwing: errors[call])
      }
    }
  }

  private let slept = Slept()

  private final class Slept: Sendable {
    let all = Mutex<[Duration]>([])
  }

  private func retrying(_ model: Shaky, tries: Int = 2) -> RetryingModel {
    var time = TimeSource.system
    time.sleep = { [slept] duration in slept.all.withLock { $0.append(duration) } }
    return RetryingModel(model, tries: tries, time: time)
  }

  private let request = ModelRequest(messages: [.user("u")])

  @Test(
    "what may be over in a moment is asked again once, after the pause",
    arguments: [ModelError.Kind.unreachable, .serverError, .cutShort])
  func again(kind: ModelError.Kind) async throws {
    let model = Shaky([ModelError(kind, "x")])
    var starts = 0
    var text = ""
    for try await chunk in retrying(model).stream(request) {
      if case .started = chunk { starts += 1 }
      if case .text(let piece) = chunk { text += piece }
    }
    #expect(text == "good" && starts == 1 && model.count == 2)
    #expect(slept.all.withLock { $0 } == [.seconds(1)])
  }

  @Test("a short Retry-After is kept, a long one is left to who can wait")
  func retryAfter() async throws {
    let short = Shaky([ModelError(.rateLimited, "x", retryAfter: .milliseconds(400))])
    #expect(try await retrying(short).complete(request).text == "good")
    #expect(slept.all.withLock { $0 } == [.milliseconds(400)])
    let long = Shaky([ModelError(.rateLimited, "x", retryAfter: .seconds(7))])
    await #expect(throws: ModelError.self) { try await retrying(long).complete(request) }
    #expect(long.count == 1)
  }

  @Test(
    "what will not get better, or has taken its time, is not asked again",
    arguments: [
      ModelError.Kind.denied, .unknownModel, .rejected, .promptTooLong, .quotaExceeded, .limitReached, .blocked,
      .noFirstToken, .rateLimited, .overloaded,
    ])
  func never(kind: ModelError.Kind) async {
    let model = Shaky([ModelError(kind, "x")])
    await #expect(throws: ModelError.self) { try await retrying(model).complete(request) }
    #expect(model.count == 1)
  }

  @Test("once text has come nobody starts over")
  func afterText() async {
    let model = Shaky([ModelError(.cutShort, "x", afterFirstToken: true)])
    await #expect(throws: ModelError.self) { try await retrying(model).complete(request) }
    #expect(model.count == 1)
  }

  @Test("a chain is named after the model that spoke")
  func named() async throws {
    struct Silent: LanguageModel {
      let name = "silent"
      func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
        AsyncThrowingStream { $0.finish(throwing: ModelError(.overloaded, "x")) }
      }
    }
    let chain = FallbackModel([Silent(), Shaky([])])
    #expect(chain.name == "silent")
    #expect(try await chain.complete(request).text == "good")
    #expect(chain.name == "shaky")
  }
}
