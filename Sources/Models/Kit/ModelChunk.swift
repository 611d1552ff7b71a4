/// What a model's stream yields, in this order: one `started`, any number of `text`, one `finished`.
package enum ModelChunk: Sendable, Equatable {
  /// The endpoint answered 200; `model` is the name that it gave.
  case started(model: String)
  case text(String)
  case finished(ModelEnd)
}

package struct ModelEnd: Sendable, Equatable {
  package var finish: ModelFinish
  /// nil when the endpoint does not count.
  package var usage: ModelUsage?
  package var timings: ModelTimings

  package init(finish: ModelFinish, usage: ModelUsage?, timings: ModelTimings) {
    self.finish = finish
    self.usage = usage
    self.timings = timings
  }
}

package enum ModelFinish: String, Sendable, Equatable, Codable {
  case stop
  /// Cut at `maxTokens`.
  case length
  /// The provider's own filter stopped it.
  case filtered
  case other
}

package struct ModelUsage: Sendable, Equatable, Codable {
  package var promptTokens: Int
  package var completionTokens: Int

  package init(promptTokens: Int, completionTokens: Int) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
  }

  package static func + (a: ModelUsage, b: ModelUsage) -> ModelUsage {
    ModelUsage(
      promptTokens: a.promptTokens + b.promptTokens, completionTokens: a.completionTokens + b.completionTokens)
  }
}

package struct ModelTimings: Sendable, Equatable {
  /// From the call to the first text; nil when there was none.
  package var firstToken: Duration?
  package var total: Duration

  package init(firstToken: Duration?, total: Duration) {
    self.firstToken = firstToken
    self.total = total
  }
}
