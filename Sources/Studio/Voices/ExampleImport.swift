import Foundation
import Kernel
import Text

/// Reads what a person pasted or uploaded as examples.
package enum ExampleImport {
  /// A list of posts. Empty ones are left out; the rest is checked.
  /// Throws `Problem(.invalid)` with one field per post at fault.
  package static func list(_ texts: [String]) throws -> [VoiceExample] {
    try checked(texts, pointer: "/examples")
  }

  /// CSV with a `text` column. Throws `Problem(.invalid)` that names the line at fault.
  package static func csv(_ text: String) throws -> [VoiceExample] {
    do {
      return try checked(try CSVReader.examples([UInt8](text.utf8)), pointer: "/csv")
    } catch let problem as Problem where problem.fields.isEmpty {
      throw Problem.invalid("/csv", problem.detail)
    }
  }

  private static func checked(_ texts: [String], pointer: String) throws -> [VoiceExample] {
    let kept = texts.enumerated().filter { !canonical($0.element).allSatisfy(\.isWhitespace) }
    var check = FieldCheck()
    check.require(
      kept.count <= VoiceExample.Limits.perImport, pointer,
      "has \(kept.count) posts: at most \(VoiceExample.Limits.perImport) at once. Send the rest after them.")
    for (index, text) in kept.prefix(VoiceExample.Limits.perImport) where check.faults.count < 20 {
      check.text(text, "\(pointer)/\(index)", TextRule(VoiceExample.Limits.text, lines: true))
      // A character may have hundreds of marks piled on it.
      check.require(
        text.utf8.count <= VoiceExample.Limits.bytes, "\(pointer)/\(index)",
        "is larger than \(VoiceExample.Limits.bytes / 1_000) KB: leave it out, it is no post")
    }
    try check.done()
    guard !kept.isEmpty else {
      throw Problem.invalid(pointer, "There is no post to learn from: every entry is empty.")
    }
    return kept.map { VoiceExample(text: $0.element) }
  }
}
