package import Text

/// How many planted inventions grounding finds, and how often it is wrong about honest texts.
package struct GroundingEvaluation: Evaluation {
  private let file: EvaluationFile

  /// One `GroundingCase` a line; `docs/guides/evaluate.md` has the format.
  package init(_ file: EvaluationFile) { self.file = file }

  package struct Figures: Encodable, Sendable, Equatable {
    /// Lines of the file.
    package var cases = 0
    /// Planted inventions, and those that a finding overlaps.
    package var inventions = 0
    package var found = 0
    /// `found` of `inventions`, 0 to 1; nil without any.
    package var recall: Double?
    /// Texts without an invention, and those with a finding all the same.
    package var honest = 0
    package var falseAlarms = 0
    package var falseAlarmRate: Double?
    /// Findings beside the inventions in texts that have some; whether they are wrong is for a reader to say.
    package var beside = 0
  }

  package struct WrongCase: Encodable, Sendable, Equatable {
    package var line: Int
    package var id: String?
    /// `missed`, `false-alarm` or `beside`.
    package var fault: String
    package var text: String
    package var quotes: [String]
  }

  /// Throws `Problem(.invalid)` for a line that is no case, or whose invention does not stand in its text.
  package func run() throws -> EvaluationResult<Figures, WrongCase> {
    var result = EvaluationResult<Figures, WrongCase>(figures: Figures())
    let lines = try file.lines().map(\.number)
    for (line, entry) in zip(lines, try file.jsonLines(GroundingCase.self)) {
      let spans = try entry.spans(place: "\(file.path):\(line)")
      let findings = Grounding.check(entry.text, against: entry.sources, today: entry.day)
      let missed = spans.filter { span in !findings.contains { $0.span.overlaps(span) } }
      let beside = findings.filter { finding in !spans.contains { $0.overlaps(finding.span) } }.map(\.quote)
      result.figures.add(spans: spans.count, missed: missed.count, beside: beside.count)
      func wrong(_ fault: String, _ quotes: [String]) {
        guard !quotes.isEmpty else { return }
        result.wrong.append(WrongCase(line: line, id: entry.id, fault: fault, text: entry.text, quotes: quotes))
      }
      wrong("missed", missed.map(entry.quote))
      wrong(spans.isEmpty ? "false-alarm" : "beside", beside)
    }
    result.figures.settle()
    return result
  }
}

extension GroundingEvaluation.Figures {
  fileprivate mutating func add(spans: Int, missed: Int, beside: Int) {
    cases += 1
    inventions += spans
    found += spans - missed
    if spans == 0 {
      honest += 1
      falseAlarms += beside > 0 ? 1 : 0
    } else {
      self.beside += beside
    }
  }

  fileprivate mutating func settle() {
    recall = inventions == 0 ? nil : Double(found) / Double(inventions)
    falseAlarmRate = honest == 0 ? nil : Double(falseAlarms) / Double(honest)
  }
}
