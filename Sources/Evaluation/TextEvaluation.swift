import Kernel
import Yams

/// Text rules on a conformance file of twitter-text's form: `tests`, groups, and in each a list of cases with
/// `description`, `text` and `expected`.
package struct TextEvaluation: Evaluation {
  package struct Figures: Encodable, Sendable, Equatable {
    package var cases = 0
    package var right = 0
    /// By group.
    package var groups: [String: Group] = [:]
    /// Groups that ask for something Starling has no answer to (such as HTML); their cases are not counted.
    package var notRun: [String] = []
  }

  package struct Group: Encodable, Sendable, Equatable {
    package var cases = 0
    package var right = 0
  }

  package struct WrongCase: Encodable, Sendable, Equatable {
    package var group: String
    package var description: String
    package var text: String
    package var expected: SuiteValue
    package var got: SuiteValue
  }

  private let suite: EvaluationFile

  package init(suite: EvaluationFile) { self.suite = suite }

  package func run() throws -> EvaluationResult<Figures, WrongCase> {
    var result = EvaluationResult<Figures, WrongCase>(figures: Figures())
    for (group, cases) in try SuiteFile(suite).groups {
      for item in cases {
        guard let got = SuiteGroup.answer(group, item.text, expected: item.expected) else {
          if !result.figures.notRun.contains(group) { result.figures.notRun.append(group) }
          continue
        }
        let right = got == item.expected ? 1 : 0
        result.figures.cases += 1
        result.figures.right += right
        result.figures.groups[group, default: Group()].cases += 1
        result.figures.groups[group, default: Group()].right += right
        guard right == 0 else { continue }
        result.wrong.append(
          WrongCase(
            group: group, description: item.description, text: item.text, expected: item.expected, got: got))
      }
    }
    return result
  }
}

/// The file's groups in its order. Throws `Problem(.invalid)` naming what is not as it should be.
private struct SuiteFile {
  struct Case {
    var description: String
    var text: String
    var expected: SuiteValue
  }

  var groups: [(String, [Case])]

  init(_ file: EvaluationFile) throws {
    let text = try Self.text(file)
    guard let root = try Self.root(text, file), case .mapping(let tests)? = root["tests"] else {
      throw Problem.invalid(file.path, "The file has no tests. Its form is described in docs/guides/evaluate.md.")
    }
    groups = try tests.map { key, value in
      let group = key.string ?? ""
      guard case .sequence(let cases) = value else {
        throw Problem.invalid(file.path, "The group \(group) is not a list of cases.")
      }
      return (group, try cases.enumerated().map { try Self.item($1, "\(group), case \($0 + 1)", file) })
    }
  }

  private static func text(_ file: EvaluationFile) throws -> String {
    guard let text = String(validating: try file.bytes(), as: UTF8.self) else {
      throw Problem.invalid(file.path, "This file is not UTF-8. Save it as UTF-8.")
    }
    return text
  }

  private static func root(_ text: String, _ file: EvaluationFile) throws -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch {
      let line = (error as? YamlError).flatMap(Self.line)
      throw Problem.invalid(line.map { "\(file.path):\($0)" } ?? file.path, "This is not valid YAML.")
    }
  }

  private static func line(_ error: YamlError) -> Int? {
    switch error {
    case .reader(_, _, _, _): nil
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

  private static func item(_ node: Node, _ place: String, _ file: EvaluationFile) throws -> Case {
    guard case .mapping(let fields) = node, let text = fields["text"]?.scalar?.string else {
      throw Problem.invalid(file.path, "\(place): the field text is missing.")
    }
    guard let expected = fields["expected"] else {
      throw Problem.invalid(file.path, "\(place): the field expected is missing.")
    }
    return Case(
      description: fields["description"]?.scalar?.string ?? "", text: text, expected: SuiteValue(expected))
  }
}
