/// Rules that belong together: one law, one industry, one platform's terms, or one brand's own. Read from YAML by
/// `PolicyReader`; docs/guides/add-a-policy-pack.md has the format.
package struct PolicyPack: Sendable, Equatable {
  /// `finance`, `disclosure`, …; a brand's own is `brand`.
  package var id: String
  /// As its author writes it, such as `2026.11`. Every finding names it.
  package var version: String
  package var title: String
  /// Industries that the brand declares by this pack, and regions that it always writes for; empty in shipped packs.
  package var declared: PolicyDeclaration
  /// By industry: what in a text shows that it is about that industry, though nobody said so.
  package var recognise: [String: PolicyCondition]
  /// Conditions with names, for `use:`.
  package var definitions: [String: PolicyCondition]
  package var rules: [PolicyRule]

  package init(
    id: String, version: String, title: String, declared: PolicyDeclaration = PolicyDeclaration(),
    recognise: [String: PolicyCondition] = [:], definitions: [String: PolicyCondition] = [:], rules: [PolicyRule]
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.declared = declared
    self.recognise = recognise
    self.definitions = definitions
    self.rules = rules
  }
}

/// What a brand says about itself in its pack.
package struct PolicyDeclaration: Sendable, Equatable {
  package var industries: [String]
  package var regions: [String]

  package init(industries: [String] = [], regions: [String] = []) {
    self.industries = industries
    self.regions = regions
  }
}

/// One rule: where it applies, what it looks for, and what it says.
package struct PolicyRule: Sendable, Equatable {
  /// `finance/guaranteed-return`: the pack's subject and the rule's name.
  package var id: String
  /// `2026.11`, the pack's unless the rule has one of its own.
  package var version: String
  package var severity: Finding.Severity
  package var scope: PolicyScope
  package var when: PolicyCondition
  /// What makes it right: words beside it, a warning, a label early enough.
  package var unless: PolicyCondition?
  /// For the writer: what is wrong and why.
  package var reason: String
  package var source: PolicySource
  package var fix: PolicyFix?

  package init(
    id: String, version: String, severity: Finding.Severity, scope: PolicyScope, when: PolicyCondition,
    unless: PolicyCondition?, reason: String, source: PolicySource, fix: PolicyFix?
  ) {
    self.id = id
    self.version = version
    self.severity = severity
    self.scope = scope
    self.when = when
    self.unless = unless
    self.reason = reason
    self.source = source
    self.fix = fix
  }
}

/// Where a rule or condition applies. An empty list applies everywhere.
package struct PolicyScope: Sendable, Equatable {
  package var platforms: Set<String>
  /// Country codes, and `EU` for its 27 members.
  package var regions: Set<String>
  package var industries: Set<String>
  /// Without region: `en`, `de`.
  package var languages: Set<String>

  package init(
    platforms: Set<String> = [], regions: Set<String> = [], industries: Set<String> = [], languages: Set<String> = []
  ) {
    self.platforms = platforms
    self.regions = regions
    self.industries = industries
    self.languages = languages
  }

  var isEverywhere: Bool { platforms.isEmpty && regions.isEmpty && industries.isEmpty && languages.isEmpty }

  /// The same with `outer`'s lists where this one has none.
  func within(_ outer: PolicyScope) -> PolicyScope {
    PolicyScope(
      platforms: platforms.isEmpty ? outer.platforms : platforms, regions: regions.isEmpty ? outer.regions : regions,
      industries: industries.isEmpty ? outer.industries : industries,
      languages: languages.isEmpty ? outer.languages : languages)
  }
}

/// What a rule rests on: a law or a platform's page, the place in it, and the day it was so.
package struct PolicySource: Sendable, Equatable {
  package var name: String
  package var section: String
  /// `2026-08-02`, or less exactly `2026-08` or `2026`.
  package var date: String

  package init(name: String, section: String, date: String) {
    self.name = name
    self.section = section
    self.date = date
  }

  /// In one line, as findings carry it.
  package var line: String { (section.isEmpty ? name : "\(name), \(section)") + " (\(date))" }
}

/// One click that mends a finding. Texts are by language; `*` is for all others.
package enum PolicyFix: Sendable, Equatable {
  /// Put in place of the words that were found.
  case replace([String: String])
  /// Put before everything.
  case prepend([String: String])
  /// Put behind everything, on a line of its own.
  case append([String: String])
  /// Take the words out.
  case remove
}
