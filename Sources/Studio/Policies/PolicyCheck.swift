import Text

/// Holds a text against the packs: Starling's, the brand's own, and the words that brand and brief forbid.
enum PolicyCheck {
  static func findings(_ text: String, by author: Authorship, _ rules: JudgeRules) -> [Finding] {
    rules.policies.findings(in: text, context(by: author, rules))
  }

  private static func context(by author: Authorship, _ rules: JudgeRules) -> PolicyContext {
    var facts: Set<String> = []
    if rules.brief.paid { facts.insert(PolicyContext.paid) }
    if author == .machine { facts.insert(PolicyContext.machine) }
    return PolicyContext(
      platform: rules.platform.id, regions: rules.brief.regions + rules.policies.flatMap(\.declared.regions),
      industries: Set(rules.policies.flatMap(\.declared.industries)), language: rules.language, facts: facts,
      foldAt: rules.platform.foldAt)
  }
}

extension [Finding] {
  /// With the packs' findings. What both say of the same words is said once: the packs' word goes where it names a law
  /// for what the plain lint only suspects, the plain one where it is the same rule.
  func joined(with policies: [Finding]) -> [Finding] {
    let new = policies.filter { policy in
      !contains { $0.rule == policy.rule && $0.span.overlaps(policy.span) }
    }
    let known = filter { found in
      !["risk/claim", "risk/money", "risk/pressure"].contains(found.rule)
        || !new.contains { $0.span.overlaps(found.span) && $0.severity >= found.severity }
    }
    return known + new
  }
}
