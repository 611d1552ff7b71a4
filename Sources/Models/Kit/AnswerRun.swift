import Kernel
import NIOCore
import Synchronization
import Transport

/// One running answer: feeds the reply's bytes to the protocol's reader and passes on what comes out.
final class AnswerRun<Reader: AnswerReader>: Sendable {
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
    var reader = Reader()
    for try await piece in reply.body {
      for event in try reader.receive(piece.readableBytesView) { pass(event) }
      if reader.isDone { break }
    }
    if let fault = reader.end() { throw fault }
    start("")
    output.yield(
      .finished(
        ModelEnd(
          finish: reader.finish ?? .other, usage: reader.usage,
          timings: ModelTimings(firstToken: firstText.withLock { $0 }, total: began.duration(to: time.monotonic())))))
  }

  private func pass(_ event: AnswerEvent) {
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
