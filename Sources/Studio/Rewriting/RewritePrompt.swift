import Models
import Text

/// Asks a model to rewrite a text. The writer's instruction stands in the system part; the text and the brief go in as
/// data.
struct RewritePrompt {
  let request: ModelRequest

  /// Begins the line with the writer's instruction.
  static let wishMark = "The writer asks: "

  init(_ text: String, _ wish: RewriteWish, _ rules: JudgeRules, seed: UInt64, correction: String? = nil) {
    let data = DataBlock(rules, rewriting: text)
    var messages = [ModelMessage.user(data.text)]
    if let correction { messages.append(.user(correction)) }
    request = ModelRequest(
      system: Self.system(wish, rules, data.fence), messages: messages, maxTokens: Prompt.room(rules.platform),
      temperature: 0.5, seed: Int(seed % 2_147_483_647), jsonSchema: Prompt.schema)
  }

  private static func system(_ wish: RewriteWish, _ rules: JudgeRules, _ fence: String) -> String {
    let lines = [
      "You rewrite the post of the section [post to rewrite], for the brand \(Prompt.oneLine(rules.brand.name)).",
      wishMark + Prompt.oneLine(wish.instruction),
      "Write in the language \(rules.language). Change only what the writer asks for.",
      "Answer with JSON only: {\"post\": \"…\"}.",
    ]
    return (lines + Prompt.bounds(fence) + Prompt.manner(rules)).joined(separator: "\n")
  }
}
