import Synchronization

/// Tries models in order, the next one only before the first text of the one before it: a reader never sees
/// two beginnings.
package struct FallbackModel: LanguageModel {
  private let models: [any LanguageModel]
  private let speaker = Speaker()

  package init(_ models: [any LanguageModel]) { self.models = models }

  /// Of the model that gave the last text; before that, of the first.
  package var name: String { speaker.name ?? models.first?.name ?? "" }

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
    var last: any Error = ModelError(.unreachable, "no model is set up")
    var hasStarted = false
    for model in models {
      var spoke = false
      do {
        for try await chunk in model.stream(request) {
          if case .text = chunk, !spoke {
            spoke = true
            speaker.set(model.name)
          }
          // Somebody else may have said that it starts before it failed.
          if case .started = chunk, hasStarted { continue }
          hasStarted = true
          output.yield(chunk)
        }
        return try Task.checkCancellation()
      } catch {
        if spoke || Task.isCancelled { throw error }
        last = error
      }
    }
    throw last
  }
}

/// Which model spoke last.
private final class Speaker: Sendable {
  private let last = Mutex<String?>(nil)

  var name: String? { last.withLock { $0 } }
  func set(_ name: String) { last.withLock { $0 = name } }
}
