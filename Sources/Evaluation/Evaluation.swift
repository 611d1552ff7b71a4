import Foundation
package import Kernel

/// A judgement of one part of Starling on data that its users bring: `starling eval NAME`.
///
/// `run` reads the files it was made with and throws `Problem(.invalid)` in words that name file, line and remedy.
package protocol Evaluation: Sendable {
  /// What the one line of JSON says; keys are written in snake case.
  associatedtype Figures: Encodable & Sendable
  /// What `--cases-out` says of one case that came out wrong.
  associatedtype WrongCase: Encodable & Sendable

  func run() throws -> EvaluationResult<Figures, WrongCase>
}

package struct EvaluationResult<Figures: Encodable & Sendable, WrongCase: Encodable & Sendable>: Sendable {
  package var figures: Figures
  /// In the order of the input.
  package var wrong: [WrongCase]

  package init(figures: Figures, wrong: [WrongCase] = []) {
    self.figures = figures
    self.wrong = wrong
  }

  /// One line of JSON.
  package func line() throws -> String { try JSONLine.text(of: figures) }

  /// A line of JSON for each wrong case, in UTF-8. Throws `Problem(.invalid)` when the file cannot be written.
  package func writeWrongCases(to path: String) throws {
    let lines = try wrong.map { try JSONLine.text(of: $0) + "\n" }.joined()
    do {
      try Data(lines.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Problem.invalid("cases-out", "\(path) cannot be written. Name a file in a folder that exists.")
    }
  }
}

enum JSONLine {
  static func text(of value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
