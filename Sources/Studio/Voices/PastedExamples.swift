import Kernel

/// Reads what a person pasted into one box: a post a line, posts with blank lines between, or CSV.
package enum PastedExamples {
  package static func read(_ text: String) throws -> (examples: [VoiceExample], source: String) {
    guard !text.allSatisfy(\.isWhitespace) else {
      throw Problem.invalid("/examples", "Paste posts that this brand has published.")
    }
    if isCSV(text) { return (try ExampleImport.csv(text), "csv") }
    return (try ExampleImport.list(posts(in: text)), "paste")
  }

  /// The first line is a header with a `text` column.
  private static func isCSV(_ text: String) -> Bool {
    guard let header = text.split(whereSeparator: \.isNewline).first else { return false }
    let names = header.split(separator: ",").map { $0.lowercased().filter { !$0.isWhitespace && $0 != "\"" } }
    return names.count > 1 && names.contains("text")
  }

  private static func posts(in text: String) -> [String] {
    let blocks = paragraphs(text)
    return blocks.count > 1 ? blocks : text.split(whereSeparator: \.isNewline).map(String.init)
  }

  private static func paragraphs(_ text: String) -> [String] {
    var blocks: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
    }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
  }
}
