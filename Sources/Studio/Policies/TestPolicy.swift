package import Kernel
package import Text

/// What the rules would say about a text. Nothing is kept.
package struct TestPolicy: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// `yaml`: rules to try instead of the brand's; nil takes those in force. Throws `Problem(.invalid)` with the faults
  /// of rules that do not hold.
  package func run(
    _ brand: BrandID, _ trial: PolicyTrial, as tenant: TenantContext
  ) async throws -> [Finding] {
    try trial.check(known: parts.platforms)
    let profile = try await parts.brand(brand, as: tenant).profile
    let shipped = parts.policies.packs
    let own: PolicySet
    if let yaml = trial.yaml {
      own = PolicySet(try BrandPolicy.pack(yaml, shipped: shipped.packs).map { [$0] } ?? [], lookup: shipped.packs)
    } else {
      own = try await parts.ownRules(brand, as: tenant)
    }
    let sets = [shipped, own, PolicySet([.terms(never: profile.never, competitors: [])])]
    let context = PolicyContext(
      platform: trial.platform, regions: trial.regions + own.declared.regions,
      industries: Set(own.declared.industries), language: trial.language,
      facts: trial.paid ? [PolicyContext.paid] : [],
      foldAt: trial.platform.flatMap { parts.rules[$0]?.foldAt })
    // Rules that somebody just typed may take their time, and must not take the gateway's.
    return try await Calculation.run(isShort: true) { sets.findings(in: trial.text, context).inReadingOrder }
  }
}

/// A text to try the rules on, and where it would go.
package struct PolicyTrial: Sendable, Equatable {
  package var text: String
  package var platform: String?
  package var regions: [String]
  package var language: String?
  package var paid: Bool
  package var yaml: String?

  package init(
    text: String, platform: String? = nil, regions: [String] = [], language: String? = nil, paid: Bool = false,
    yaml: String? = nil
  ) {
    self.text = text
    self.platform = platform
    self.regions = regions
    self.language = language
    self.paid = paid
    self.yaml = yaml
  }

  func check(known: Set<String>) throws(Problem) {
    var check = FieldCheck()
    check.text(text, "/text", TextRule(BrandPolicy.Limits.text, least: 1, lines: true))
    if let platform {
      check.require(
        known.contains(platform), "/platform",
        "is not a platform we write for: " + known.sorted().joined(separator: ", "))
    }
    for (index, region) in regions.enumerated() {
      check.refuse(Formats.regionFault(region), at: "/regions/\(index)")
    }
    if let language {
      check.refuse(Formats.languageFault(language), at: "/language")
    }
    try check.done()
  }
}
