/// One call of a model. It has no tools: the model answers with text and nothing else.
package struct ModelRequest: Sendable, Equatable {
  package var system: String?
  package var messages: [ModelMessage]
  /// Most tokens of the answer.
  package var maxTokens: Int
  package var temperature: Double?
  package var seed: Int?
  package var stop: [String]
  /// When set, the answer must be JSON of this schema.
  package var jsonSchema: JSONSchema?

  package init(
    system: String? = nil, messages: [ModelMessage], maxTokens: Int = 600, temperature: Double? = nil,
    seed: Int? = nil, stop: [String] = [], jsonSchema: JSONSchema? = nil
  ) {
    self.system = system
    self.messages = messages
    self.maxTokens = maxTokens
    self.temperature = temperature
    self.seed = seed
    self.stop = stop
    self.jsonSchema = jsonSchema
  }

  package struct JSONSchema: Sendable, Equatable {
    package var name: String
    /// A JSON Schema document, as JSON text.
    package var text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }
}

package struct ModelMessage: Sendable, Equatable, Codable {
  package enum Role: String, Sendable, Codable { case user, assistant }

  package var role: Role
  package var content: String

  package init(_ role: Role, _ content: String) {
    self.role = role
    self.content = content
  }

  package static func user(_ content: String) -> ModelMessage { ModelMessage(.user, content) }
  package static func assistant(_ content: String) -> ModelMessage { ModelMessage(.assistant, content) }
}
