/// Tries models in order, the next one only before the first text of the one before it: a reader never sees
/// two beginnings.
package struct FallbackModel: LanguageModel {
  package var name: String { models.map(\.name).joined(separator: ",") }
  private let models: [any LanguageModel]

  package init(_ models: [any LanguageModel]) { self.models = models }

  package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        var last: any Error = ModelError(.unreachable, "no model is set up")
        for model in models {
          var spoke = false
          do {
            for try await chunk in model.stream(request) {
              if case .text = chunk { spoke = true }
              continuation.yield(chunk)
            }
            return continuation.finish()
          } catch {
            last = error
            if spoke || Task.isCancelled { break }
          }
        }
        continuation.finish(throwing: last)
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
