/// Packs ready to be held against texts. Same text, context and packs, same findings.
package struct PolicySet: Sendable {
  struct Rule: Sendable {
    var rule: PolicyRule
    var when: PolicyNode
    var unless: PolicyNode?
  }

  package let packs: [PolicyPack]
  /// Industries and regions that the packs declare, for every text.
  package let declared: PolicyDeclaration
  let rules: [Rule]
  let definitions: [PolicyNode]
  private let named: [String: Int]
  let recognise: [(industry: String, node: PolicyNode)]
  let index: PolicyIndex

  /// `lookup` are packs whose definitions the others may use without their rules applying here.
  package init(_ packs: [PolicyPack] = [], lookup: [PolicyPack] = []) {
    var compiler = PolicyCompiler(packs + lookup)
    var rules: [Rule] = []
    var recognise: [(String, PolicyNode)] = []
    for pack in packs {
      for rule in pack.rules {
        let when = compiler.node(rule.when, in: pack.id)
        rules.append(Rule(rule: rule, when: when, unless: rule.unless.map { compiler.node($0, in: pack.id) }))
      }
      for (industry, condition) in pack.recognise.sorted(by: { $0.key < $1.key }) {
        recognise.append((industry, compiler.node(condition, in: pack.id)))
      }
    }
    self.packs = packs
    self.rules = rules
    self.recognise = recognise
    declared = PolicyDeclaration(
      industries: packs.flatMap(\.declared.industries), regions: packs.flatMap(\.declared.regions))
    definitions = compiler.definitions
    named = compiler.named
    index = compiler.index
  }

  /// `finance@2026.11 gambling@2026.11`: what a judgement was made with.
  package var versions: String { packs.map { "\($0.id)@\($0.version)" }.joined(separator: " ") }

  /// In the order of the rules, at most five findings of each.
  package func findings(in text: String, _ context: PolicyContext) -> [Finding] {
    findings(in: PolicyText(text), context)
  }

  func findings(in text: PolicyText, _ context: PolicyContext) -> [Finding] {
    guard !rules.isEmpty else { return [] }
    var evaluation = PolicyEvaluation(set: self, text: text, context: context)
    return evaluation.run()
  }

  /// Whether a definition that some rule uses, such as `disclosure.connected`, holds; nil when there is none of the name.
  package func holds(_ name: String, in text: String, _ context: PolicyContext) -> Bool? {
    guard let number = named[name] else { return nil }
    var evaluation = PolicyEvaluation(set: self, text: PolicyText(text), context: context)
    return evaluation.holds(number)
  }

  /// Industries that the text itself shows.
  package func industries(in text: String, _ context: PolicyContext) -> Set<String> {
    var evaluation = PolicyEvaluation(set: self, text: PolicyText(text), context: context)
    return evaluation.industries()
  }
}

extension [PolicySet] {
  /// The text is folded once for all sets.
  package func findings(in text: String, _ context: PolicyContext) -> [Finding] {
    let text = PolicyText(text)
    return flatMap { $0.findings(in: text, context) }
  }
}
