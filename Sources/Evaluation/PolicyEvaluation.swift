import Kernel
package import Text

/// `starling eval policy`: how much of what should be found the policy packs find, and how much else.
///
/// A finding counts from severity `warning` on, unless the case asks for its rule by name.
package struct PolicyEvaluation: Evaluation {
  package var cases: EvaluationFile
  package var packs: PolicySet
  package var platforms: PlatformRules

  package init(cases: EvaluationFile, packs: PolicySet, platforms: PlatformRules) {
    self.cases = cases
    self.packs = packs
    self.platforms = platforms
  }

  /// With the packs that the installation brings. Throws `Problem(.internal)` when they cannot be read.
  package init(cases: EvaluationFile) throws {
    self.init(cases: cases, packs: try PolicyShelf.load().packs, platforms: try PlatformRules.load())
  }

  package func run() throws -> EvaluationResult<PolicyFigures, PolicyWrongCase> {
    var tally = PolicyTally()
    for item in try cases.jsonLines(PolicyCase.self) { tally.take(item, judged(item)) }
    return EvaluationResult(figures: tally.figures(packs.versions), wrong: tally.wrong)
  }

  private func judged(_ item: PolicyCase) -> PolicyVerdict {
    let context = PolicyContext(
      platform: item.platform, regions: item.regions, industries: Set(item.industry.map { [$0] } ?? []),
      language: item.language, facts: item.paid == true ? [PolicyContext.paid] : [],
      foldAt: item.platform.flatMap { platforms[$0]?.foldAt })
    return PolicyVerdict(
      findings: packs.findings(in: item.text, context),
      isCommercial: packs.holds("disclosure.connected", in: item.text, context) ?? false)
  }
}

struct PolicyVerdict: Sendable {
  var findings: [Finding]
  var isCommercial: Bool

  var serious: [Finding] { findings.filter { $0.severity >= .warning } }
  /// The post shows a connection and does not disclose it well enough.
  var lacksDisclosure: Bool { findings.contains { Self.lacking.contains($0.rule) } }

  private static let lacking: Set<String> = [
    "disclosure/missing", "disclosure/unclear", "disclosure/late", "disclosure/buried",
  ]
}

package struct PolicyFigures: Encodable, Sendable {
  package var packs: String
  package var cases: Int
  /// Violations that the cases name, and those that were found.
  package var violations: Int
  package var found: Int
  package var missed: Int
  package var recall: Double?
  /// Of the violations, those that are written to escape a search.
  package var evasions: Int
  package var evasionsFound: Int
  package var evasionRecall: Double?
  /// Cases with nothing to find, and those of them in which something was found.
  package var harmless: Int
  package var falseAlarms: Int
  package var falseAlarmRate: Double?
  /// Posts with a connection that is not disclosed well enough.
  package var disclosure: Agreement?
  /// Posts with a connection, disclosed or not.
  package var commercial: Agreement?
}

/// How far the packs and the labels agree.
package struct Agreement: Encodable, Sendable, Equatable {
  package var cases = 0
  package var precision = 0.0
  package var recall = 0.0
  package var f1 = 0.0

  init(_ pairs: [(truth: Bool, said: Bool)]) {
    cases = pairs.count
    let both = Double(pairs.count { $0.truth && $0.said })
    let (said, truth) = (Double(pairs.count { $0.said }), Double(pairs.count { $0.truth }))
    precision = said == 0 ? (truth == 0 ? 1 : 0) : both / said
    recall = truth == 0 ? 1 : both / truth
    f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }
}

package struct PolicyWrongCase: Encodable, Sendable {
  package var id: String?
  package var text: String
  /// `missed`, `false-alarm`, `disclosure` or `commercial`.
  package var fault: String
  /// What should have been found.
  package var expected: [String]
  /// Every rule that found something.
  package var found: [String]
}
