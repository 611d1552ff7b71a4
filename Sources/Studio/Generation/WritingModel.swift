package import Models

/// A model that writes, or a chain of them: the operator's, or what an organisation chose.
package struct WritingModel: Sendable {
  package var model: any LanguageModel
  /// No first text within this time: a draft is composed instead.
  package var firstToken: Duration
  /// The whole answer.
  package var total: Duration
  /// How often the model is asked for one variant before the composer takes over.
  package var tries: Int

  package init(
    _ model: any LanguageModel, firstToken: Duration = .seconds(3), total: Duration = .seconds(60), tries: Int = 2
  ) {
    self.model = model
    self.firstToken = firstToken
    self.total = total
    self.tries = tries
  }
}
