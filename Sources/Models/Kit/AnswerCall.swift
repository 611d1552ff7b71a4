import Kernel
import Synchronization
import Transport

/// How much of what a request may say is said.
enum BodyStyle: Sendable {
  case full
  /// Only what every model of the protocol takes: for those that refuse the rest, such as a temperature.
  case plain
}

/// The models that refused a full request. They are asked plainly from then on.
package final class PlainModels: Sendable {
  private let names = Mutex<Set<String>>([])

  package init() {}

  func style(of name: String) -> BodyStyle { names.withLock { $0.contains(name) ? .plain : .full } }
  func remember(_ name: String) { names.withLock { _ = $0.insert(name) } }
}

/// One call of a model over HTTP, in whichever protocol `Reader` reads.
struct AnswerCall<Reader: AnswerReader>: Sendable {
  let client: TransportClient
  let time: TimeSource
  /// No text within this time ends the call, also when the endpoint has answered already.
  let firstToken: Duration
  let plain: PlainModels
  /// Endpoint and model, for `plain`.
  let name: String
  let request: @Sendable (BodyStyle) throws -> OutboundRequest

  func stream() -> AsyncThrowingStream<ModelChunk, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        let run = AnswerRun<Reader>(began: time.monotonic(), time: time, output: continuation)
        do {
          try await watched(run)
          continuation.finish()
        } catch {
          continuation.finish(throwing: ModelFaults.classify(error, afterFirstToken: run.hasText))
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  private enum Ended { case answered, watched }

  private func watched(_ run: AnswerRun<Reader>) async throws {
    try await withThrowingTaskGroup(of: Ended.self) { group in
      group.addTask {
        try await ask(run)
        return .answered
      }
      group.addTask {
        try await time.sleep(firstToken)
        guard run.hasText else { throw ModelError(.noFirstToken, "no text after \(firstToken)") }
        return .watched
      }
      defer { group.cancelAll() }
      while let ended = try await group.next() { if ended == .answered { return } }
    }
  }

  /// A refused request is repeated once without what is optional in it.
  private func ask(_ run: AnswerRun<Reader>) async throws {
    let style = plain.style(of: name)
    do {
      try await client.stream(try request(style)) { try await run.read($0) }
    } catch let refusal as ModelError where refusal.kind == .rejected && style == .full && !run.hasText {
      try await client.stream(try request(.plain)) { try await run.read($0) }
      plain.remember(name)
    }
  }
}
