import Text

/// Adds cases up.
struct PolicyTally {
  private var cases = 0
  private var violations: [(evades: Bool, found: Bool)] = []
  private var harmless: [Bool] = []
  private var disclosure: [(truth: Bool, said: Bool)] = []
  private var commercial: [(truth: Bool, said: Bool)] = []
  private(set) var wrong: [PolicyWrongCase] = []

  mutating func take(_ item: PolicyCase, _ verdict: PolicyVerdict) {
    cases += 1
    takeRules(item, verdict)
    if let label = item.disclosure { takeDisclosure(item, label, verdict) }
  }

  private mutating func takeRules(_ item: PolicyCase, _ verdict: PolicyVerdict) {
    let evades = item.evasion ?? false
    if let expect = item.expect, !expect.isEmpty {
      for expected in expect {
        let found = verdict.findings.contains { $0.answers(expected) }
        violations.append((evades, found))
        if !found { note(item, "missed", [expected.rule], verdict) }
      }
    } else if item.violates == true {
      violations.append((evades, !verdict.serious.isEmpty))
      if verdict.serious.isEmpty { note(item, "missed", [], verdict) }
    } else if item.violates == false || item.expect != nil {
      harmless.append(!verdict.serious.isEmpty)
      if !verdict.serious.isEmpty { note(item, "false-alarm", [], verdict) }
    }
  }

  private mutating func takeDisclosure(
    _ item: PolicyCase, _ label: PolicyCase.Disclosure, _ verdict: PolicyVerdict
  ) {
    let lacks = label.commercial && !(label.sufficient ?? false)
    disclosure.append((lacks, verdict.lacksDisclosure))
    commercial.append((label.commercial, verdict.isCommercial))
    if lacks != verdict.lacksDisclosure { note(item, "disclosure", lacks ? ["disclosure"] : [], verdict) }
    if label.commercial != verdict.isCommercial { note(item, "commercial", [], verdict) }
  }

  private mutating func note(_ item: PolicyCase, _ fault: String, _ expected: [String], _ verdict: PolicyVerdict) {
    wrong.append(
      PolicyWrongCase(
        id: item.id, text: item.text, fault: fault, expected: expected,
        found: verdict.findings.map { "\($0.rule) (\($0.severity.rawValue)) “\($0.quote)”" }))
  }

  func figures(_ packs: String) -> PolicyFigures {
    let evasions = violations.filter(\.evades)
    let (found, alarms) = (violations.count(where: \.found), harmless.count { $0 })
    return PolicyFigures(
      packs: packs, cases: cases, violations: violations.count, found: found, missed: violations.count - found,
      recall: share(found, violations.count), evasions: evasions.count, evasionsFound: evasions.count(where: \.found),
      evasionRecall: share(evasions.count(where: \.found), evasions.count), harmless: harmless.count,
      falseAlarms: alarms, falseAlarmRate: share(alarms, harmless.count),
      disclosure: disclosure.isEmpty ? nil : Agreement(disclosure),
      commercial: commercial.isEmpty ? nil : Agreement(commercial))
  }

  private func share(_ part: Int, _ whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }
}

extension Finding {
  /// The rule itself, or any of the pack that is named.
  fileprivate func answers(_ expected: PolicyCase.Expected) -> Bool {
    let named = expected.rule.contains("/") ? rule == expected.rule : rule.hasPrefix(expected.rule + "/")
    return named && (expected.severity.map { $0 == severity.rawValue } ?? true)
  }
}
