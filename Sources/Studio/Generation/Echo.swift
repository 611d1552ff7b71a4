/// Whether an answer gives away what the model was told.
enum Echo {
  /// So many of the instructions' words in a row are no chance; slogans and opening hours are shorter.
  static let words = 15

  /// `instructions` may hold the writer's own wish, whose words a post may say.
  static func repeats(_ text: String, _ instructions: String) -> Bool {
    let lines = instructions.split(separator: "\n").filter { !$0.hasPrefix(RewritePrompt.wishMark) }
    let told = folded(lines.joined(separator: " "))
    let said = folded(text)
    guard said.count >= words, told.count >= words else { return false }
    let runs = Set((0...(told.count - words)).map { told[$0..<($0 + words)].joined(separator: " ") })
    return (0...(said.count - words)).contains { runs.contains(said[$0..<($0 + words)].joined(separator: " ")) }
  }

  private static func folded(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
