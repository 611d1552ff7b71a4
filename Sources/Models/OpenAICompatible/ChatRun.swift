import Kernel
import NIOCore
import Synchronization
import Transport

/// One running answer: feeds the reply's bytes to `ChatStream` and passes on what comes out.
final class ChatRun: Sendable {
  private let began: ContinuousClock.Instant
  private let time: TimeSource
  private let output: AsyncThrowingStream<ModelChunk, any Error>.Continuation
  private let firstText = Mutex<Duration?>(nil)
  private let started = Mutex(false)

  init(
    began: ContinuousClock.Instant, time: TimeSource, output: AsyncThrowingStream<ModelChunk, any Error>.Continuation
  ) {
    self.began = began
    self.time = time
    self.output = output
  }

  var hasText: Bool { firstText.withLock { $0 != nil } }

  func read(_ reply: StreamedReply) async throws {
    guard reply.status == 200 else { throw try await refusal(reply) }
    var stream = ChatStream()
    for try await piece in reply.body {
      for event in try stream.receive(piece.readableBytesView) { pass(event) }
      if stream.isDone { break }
    }
    if let fault = stream.end() { throw fault }
    output.yield(
      .finished(
        ModelEnd(
          finish: stream.finish ?? .other, usage: stream.usage,
          timings: ModelTimings(firstToken: firstText.withLock { $0 }, total: began.duration(to: time.monotonic())))))
  }

  private func pass(_ event: ChatStream.Event) {
    switch event {
    case .model(let name): start(name)
    case .text(let text):
      start("")
      firstText.withLock { $0 = $0 ?? began.duration(to: time.monotonic()) }
      output.yield(.text(text))
    }
  }

  private func start(_ model: String) {
    let isFirst = started.withLock { state in
      defer { state = true }
      return !state
    }
    if isFirst { output.yield(.started(model: model)) }
  }

  private func refusal(_ reply: StreamedReply) async throws -> ModelError {
    var body: [UInt8] = []
    for try await piece in reply.body where body.count < 64 << 10 { body.append(contentsOf: piece.readableBytesView) }
    return ModelFaults.refusal(status: reply.status, headers: reply.headers, body: body)
  }
}
