package import Kernel

/// Asks the same model again when what went wrong may be over in a moment: before the first text, for kinds that are
/// worth another try, and only when the provider asks for no longer pause than `longest`.
package struct RetryingModel: LanguageModel {
  package var name: String { model.name }
  private let model: any LanguageModel
  private let tries: Int
  private let longest: Duration
  private let time: TimeSource

  /// - Parameter tries: calls in all, the first included.
  package init(_ model: any LanguageModel, tries: Int = 2, longest: Duration = .seconds(1), time: TimeSource) {
    self.model = model
    self.tries = tries
    self.longest = longest
    self.time = time
  }

  package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          try await pass(request, to: continuation)
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  private func pass(
    _ request: ModelRequest, to output: AsyncThrowingStream<ModelChunk, any Error>.Continuation
  ) async throws {
    var hasStarted = false
    for attempt in 1...max(1, tries) {
      var spoke = false
      do {
        for try await chunk in model.stream(request) {
          if case .text = chunk { spoke = true }
          if case .started = chunk, hasStarted { continue }
          hasStarted = true
          output.yield(chunk)
        }
        return try Task.checkCancellation()
      } catch let error as ModelError where !spoke && attempt < tries && !Task.isCancelled {
        guard let pause = pause(after: error) else { throw error }
        try await time.sleep(pause)
      }
    }
  }

  /// Nil: not worth it, or not in this time. A model that did not begin in its time has had it.
  private func pause(after error: ModelError) -> Duration? {
    guard error.kind != .noFirstToken, case .later(let pause) = error.retry, pause <= longest else { return nil }
    return pause
  }
}
