import Database
import HTTPTypes
import Kernel
import Text
package import Web

package enum PolicyPages {
  package static func all(_ parts: StudioParts) -> [Route] { [show(parts), save(parts), test(parts)] }

  /// What the two forms of the page hold.
  private struct Draft {
    var yaml: String
    /// The version that a save replaces.
    var version: Int
    var trial = PolicyTrial(text: "")
    var problem: Problem?
    var findings: [Finding]?
  }

  private static func show(_ parts: StudioParts) -> Route {
    .page("/brands/{brand_id}/policy", "brands:read") { context in
      let policy = try await parts.policy(context.id("brand_id"), as: context.tenant)
      let yaml = policy.version == 0 ? BrandPolicy.example : policy.yaml
      return .page(try await page(parts, context, Draft(yaml: yaml, version: policy.version)))
    }
  }

  private static func save(_ parts: StudioParts) -> Route {
    .form("/brands/{brand_id}/policy", "brands:update", bodyLimit: 512 << 10) { context in
      let brand: BrandID = try context.id("brand_id")
      let draft = read(context.form)
      return try await retrying {
        _ = try await EditPolicy(parts).run(brand, yaml: draft.yaml, expected: draft.version, as: context.tenant)
        return .redirect("/brands/\(brand)/policy")
      } again: { problem in
        var draft = draft
        draft.problem = problem
        // After a conflict the next save is meant for what is there now, and the notice says so.
        if problem.kind == .stale { draft.version = try await parts.policy(brand, as: context.tenant).version }
        return .page(try await page(parts, context, draft))
      }
    }
  }

  /// Tries the text in the editor, saved or not.
  private static func test(_ parts: StudioParts) -> Route {
    .form("/brands/{brand_id}/policy/test", "brands:read", bodyLimit: 512 << 10) { context in
      let brand: BrandID = try context.id("brand_id")
      let draft = read(context.form)
      return try await retrying {
        var draft = draft
        draft.findings = try await TestPolicy(parts).run(brand, draft.trial, as: context.tenant)
        return .page(try await page(parts, context, draft))
      } again: { problem in
        var draft = draft
        draft.problem = problem
        return .page(try await page(parts, context, draft))
      }
    }
  }

  private static func read(_ form: FormValues) -> Draft {
    let text = FormText(form: form)
    let yaml = text.text("yaml") + "\n"
    let trial = PolicyTrial(
      text: text.text("text"), platform: text.optional("platform"), regions: text.words("regions"),
      language: text.optional("language"), paid: text.isOn("paid"), yaml: yaml)
    return Draft(yaml: yaml, version: form["version"].flatMap { Int($0) } ?? 0, trial: trial)
  }

  private static func page(_ parts: StudioParts, _ context: PageContext, _ draft: Draft) async throws -> PageValue {
    let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
    let versions = try await parts.database.query(PolicyStatements.versions, brand.id, as: context.tenant)
    let status: HTTPResponse.Status = draft.problem == nil ? .ok : .unprocessableContent
    return PageValue("Rules of \(brand.profile.name)", section: .brands, status: status) {
      pageHead(
        "Rules of \(brand.profile.name)",
        "Every text of this brand is held to them, besides the law and the platforms' own rules.")
      problemNotice(draft.problem)
      // One form with two buttons, so that trying a text never loses an edit.
      form("/brands/\(brand.id)/policy", in: context) {
        hidden("version", String(draft.version))
        editor(draft, context)
        testBox(draft, brand, parts)
      }
      if let findings = draft.findings { PolicyFindings.box(findings) }
      if !versions.isEmpty { history(versions) }
    }
  }

  private static func editor(_ draft: Draft, _ context: PageContext) -> HTML {
    card("Rules") {
      textArea(
        Field(
          "yaml", "Rules as YAML", value: draft.yaml,
          hint: "A fault is told with its line, and the old rules stay in force until there is none."),
        rows: 24, problem: draft.problem)
      if context.may("brands:update") { submit("Save") }
    }
  }

  private static func testBox(_ draft: Draft, _ brand: Brand, _ parts: StudioParts) -> HTML {
    card("Try them") {
      textArea(Field("text", "A text", value: draft.trial.text), rows: 4, problem: draft.problem)
      selectField(
        Field("platform", "Platform", value: draft.trial.platform ?? ""),
        options: [("", "None in particular")] + parts.rules.all.map { ($0.id, $0.name) }, problem: draft.problem)
      textField(
        Field("regions", "Countries", value: draft.trial.regions.joined(separator: ", "), hint: "Such as AT, US."),
        problem: draft.problem)
      selectField(
        Field("language", "Language", value: draft.trial.language ?? ""),
        options: [("", "Unknown")] + brand.profile.locales.map { ($0, $0) }, problem: draft.problem)
      checkbox("paid", "Somebody pays for it", isOn: draft.trial.paid)
      submit("Try the rules as they are typed", .secondary, .formAction("/brands/\(brand.id)/policy/test"))
    }
  }

  private static func history(_ versions: [BrandPolicy]) -> HTML {
    card("Versions") {
      ul {
        for policy in versions.prefix(10) {
          li {
            strong { "Version \(policy.version)" }
            " by \(policy.savedBy)"
          }
        }
      }
    }
  }
}

/// What the rules said about a text.
enum PolicyFindings {
  static func box(_ findings: [Finding]) -> HTML {
    card("What they say") {
      if findings.isEmpty { message(.good, "Nothing against this text.") }
      if !findings.isEmpty { ul { for finding in findings { li { line(finding) } } } }
    }
  }

  @HTMLBuilder private static func line(_ finding: Finding) -> HTML {
    badge(finding.severity.rawValue, tone(finding.severity))
    " "
    if !finding.quote.isEmpty { strong { "“\(finding.quote)” " } }
    finding.message
    " "
    small { [finding.rule, finding.version, finding.source].compactMap { $0 }.joined(separator: " · ") }
  }

  private static func tone(_ severity: Finding.Severity) -> Tone {
    switch severity {
    case .notice: .info
    case .warning: .warn
    case .block: .bad
    }
  }
}
