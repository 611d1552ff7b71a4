package import Kernel
package import Models
import Text

/// What happened while a model was asked once.
package enum Asked: Sendable, Equatable {
  /// With what the model says that it adapted, where it was asked.
  case post(String, [Adaptation])
  /// Nothing had been shown yet, so somebody else may write.
  case silent(ModelError)
  /// It had begun and then failed.
  case broken(ModelError)
  case unusable(AnswerFault)
}

/// Asks the model for one post and shows the text as it comes.
package struct AskModel: Sendable {
  let writing: WritingModel
  let time: TimeSource

  package init(_ writing: WritingModel, time: TimeSource) {
    self.writing = writing
    self.time = time
  }

  /// `preview` gets each piece of the post's text as soon as it can be read; the first call may be empty and only
  /// says that the model began. Throws only `CancellationError`.
  package func run(
    _ request: ModelRequest, _ rules: JudgeRules, preview: @escaping @Sendable (String) -> Void
  ) async throws -> Asked {
    do {
      let answer = try await limited { try await read(request, preview) }
      let post = try ModelAnswer.post(in: answer, rules)
      if Echo.repeats(post, request.system ?? "") { throw AnswerFault.echo }
      if AnswerLanguage.isOther(post, than: rules.language) { throw AnswerFault.otherLanguage }
      return .post(post, ModelAnswer.adaptations(in: answer))
    } catch let fault as AnswerFault {
      return .unusable(fault)
    } catch let error as ModelError {
      if error.kind == .cancelled { throw CancellationError() }
      return error.afterFirstToken ? .broken(error) : .silent(error)
    }
  }

  /// Most bytes of an answer that are read.
  private static let mostBytes = 256_000

  private func read(_ request: ModelRequest, _ preview: @Sendable (String) -> Void) async throws -> String {
    var answer = ""
    var partial = PartialPost()
    do {
      for try await chunk in stream(request) {
        guard case .text(let piece) = chunk else { continue }
        answer += piece
        guard answer.utf8.count <= Self.mostBytes else {
          throw ModelError(.tooLarge, "answer above \(Self.mostBytes) bytes", afterFirstToken: true)
        }
        preview(partial.take(piece))
      }
    } catch let error as ModelError {
      throw answer.isEmpty ? error : error.late
    }
    try Task.checkCancellation()
    return answer
  }

  /// The model's stream, given up when no text has come within the time to the first token.
  private func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
    let (stream, continuation) = AsyncThrowingStream<ModelChunk, any Error>.makeStream()
    let started = Flag()
    let reading = Task {
      do {
        for try await chunk in writing.model.stream(request) {
          if case .text = chunk { started.raise() }
          continuation.yield(chunk)
        }
        continuation.finish()
      } catch {
        continuation.finish(throwing: error)
      }
    }
    let watching = Task {
      try await time.sleep(writing.firstToken)
      if !started.isRaised {
        continuation.finish(throwing: ModelError(.noFirstToken, "no text after \(writing.firstToken)"))
        reading.cancel()
      }
    }
    continuation.onTermination = { _ in
      reading.cancel()
      watching.cancel()
    }
    return stream
  }

  private func limited(_ body: @escaping @Sendable () async throws -> String) async throws -> String {
    try await withThrowingTaskGroup(of: String.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await time.sleep(writing.total)
        throw ModelError(.stalled, "not finished after \(writing.total)", afterFirstToken: true)
      }
      defer { group.cancelAll() }
      guard let answer = try await group.next() else { throw CancellationError() }
      return answer
    }
  }
}

extension ModelError {
  var late: ModelError {
    var error = self
    error.afterFirstToken = true
    return error
  }
}
