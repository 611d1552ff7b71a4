import Database
import HTTPTypes
import Kernel
import Text
package import Web

/// A brief in four steps. Nothing is saved before the last one: what was typed travels with the form, so that going back
/// loses nothing and a reload asks again.
package enum BriefSteps {
  package static func all(_ parts: StudioParts) -> [Route] { [begin(parts), move(parts)] }

  enum Step: Int, CaseIterable {
    case what = 1
    case facts, readers, check

    var title: String {
      switch self {
      case .what: "What it is about"
      case .facts: "What is true"
      case .readers: "Who reads it"
      case .check: "Look it over"
      }
    }

    /// Inputs of the step; those that begin with `slots.` belong to the facts.
    var inputs: Set<String> {
      switch self {
      case .what: ["brand_id", "template_id", "topic", "offer", "link", "call_to_action"]
      case .facts: ["slots_of", "facts", "constraints"]
      case .readers:
        ["platforms", "audience", "tone", "languages", "regions", "competitors", "competitor_posts", "paid"]
      case .check: ["variants"]
      }
    }

    func has(_ input: String) -> Bool { inputs.contains(input) || self == .facts && input.hasPrefix("slots.") }

    /// Whether a fault is one of this step's: `/facts/2` of the input `facts`, `/slots/price` of `slots.price`.
    func has(pointer: String) -> Bool {
      let parts = pointer.split(separator: "/").map(String.init)
      return has(parts.first ?? "") || has(parts.prefix(2).joined(separator: "."))
    }

    static let allInputs = Set(allCases.flatMap(\.inputs))
  }

  private static func begin(_ parts: StudioParts) -> Route {
    .page(
      "/briefs/steps", "briefs:create",
      query: [
        QueryParameter("brand_id", .id(BrandID.self), "The brand to write for."),
        QueryParameter("template_id", .id(TemplateID.self), "The template to write in."),
      ]
    ) { context in
      var fields = BriefPages.defaults(parts).map { (name: "platforms", value: $0) } + [("languages", "en")]
      for name in ["brand_id", "template_id"] {
        if let id = context.parameters.string(name) { fields.append((name, id)) }
      }
      return try await page(.what, FormValues(fields: fields), nil, parts, context)
    }
  }

  private static func move(_ parts: StudioParts) -> Route {
    .form("/briefs/steps", "briefs:create") { context in
      let form = context.form
      let step = form["step"].flatMap { Int($0) }.flatMap(Step.init(rawValue:)) ?? .what
      let wanted = form["go"].flatMap { Int($0) }.flatMap(Step.init(rawValue:)) ?? step
      // Only going on is held up by a fault, and then at the first step that has one.
      guard wanted.rawValue > step.rawValue else { return try await page(wanted, form, nil, parts, context) }
      let problem = try await fault(form, parts, context)
      for passed in Step.allCases where passed.rawValue < wanted.rawValue {
        if let problem = problem?.only(where: passed.has(pointer:)) {
          return try await page(passed, form, problem, parts, context)
        }
      }
      return try await page(wanted, form, nil, parts, context)
    }
  }

  /// What stands against the brief as it is now; nil when nothing does.
  private static func fault(
    _ form: FormValues, _ parts: StudioParts, _ context: PageContext
  ) async throws -> Problem? {
    var fields: [Problem.Field] = []
    func collect(_ body: () async throws -> Void) async throws {
      do { try await body() } catch let problem as Problem where problem.kind == .invalid || problem.kind == .conflict {
        fields += problem.fields.isEmpty ? [Problem.Field("/template_id", problem.detail)] : problem.fields
      }
    }
    let content = BriefForm.read(form)
    try await collect { try content.check(known: parts.platforms) }
    try await collect {
      guard let brand = form["brand_id"].flatMap({ BrandID($0) }) else {
        throw Problem.invalid("/brand_id", "Choose a brand.")
      }
      try await parts.act(as: context.tenant) { tx in
        if let template = try await tx.usable(TemplateChoice.id(form), of: brand) {
          try template.check(content.slots.filter { name, _ in template.content.slots.contains { $0.name == name } })
        }
      }
    }
    return fields.isEmpty ? nil : Problem(.invalid, "", fields: fields)
  }

  private static func page(
    _ step: Step, _ form: FormValues, _ problem: Problem?, _ parts: StudioParts, _ context: PageContext
  ) async throws -> PageReply {
    let keyset = try Keyset("brands", false, Paging(limit: 100))
    let brands = try await parts.database.query(BrandStatements.page, keyset, as: context.tenant)
    guard !brands.isEmpty else { return .redirect("/brands/new") }
    let wanted = form["brand_id"].flatMap { BrandID($0) } ?? context.shell?.current
    let brand = brands.first { $0.id == wanted } ?? brands[0]
    let choice = try await TemplateChoice.load(
      parts, context, brand: nil, brands: brands, chosen: TemplateChoice.id(form))
    let inputs = BriefForm(brief: BriefForm.read(form), platforms: parts.rules.all, choice: choice, problem: problem)
    let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
    return .page(
      PageValue("New brief", section: .briefs, brand: brand.id, status: status) {
        pageHead(
          "New brief", "Step \(step.rawValue) of \(Step.allCases.count): \(step.title.lowercased()).",
          actions: linkButton("All on one page", "/briefs/new?brand_id=\(brand.id)"))
        trail(step)
        card(step.title) {
          Web.form(step == .check ? "/briefs" : "/briefs/steps", in: context) {
            problemNotice(problem)
            carried(form, past: step, choice)
            hidden("step", String(step.rawValue))
            body(step, inputs, brand, brands, form)
            buttons(step)
          }
        }
      })
  }

  /// All that the other steps hold.
  private static func carried(_ form: FormValues, past step: Step, _ choice: TemplateChoice) -> HTML {
    let kept = form.fields.filter { field in
      guard !step.has(field.name) else { return false }
      guard field.name.hasPrefix("slots.") else { return Step.allInputs.contains(field.name) }
      return choice.chosen?.content.slots.contains { "slots.\($0.name)" == field.name } ?? false
    }
    return HTML { for field in kept { hidden(field.name, field.value) } }
  }

  @HTMLBuilder private static func body(
    _ step: Step, _ inputs: BriefForm, _ brand: Brand, _ brands: [Brand], _ form: FormValues
  ) -> HTML {
    switch step {
    case .what:
      selectField(
        Field("brand_id", "Brand", value: brand.id.description, required: true),
        options: brands.map { ($0.id.description, $0.profile.name) }, problem: inputs.problem)
      inputs.choice.selection(inputs.problem, hint: "Gives the posts their form. The next step asks for what it needs.")
      inputs.topic
      inputs.offer
    case .facts:
      inputs.choice.slots(inputs.brief.slots, inputs.problem)
      inputs.facts
      known(brand)
      inputs.constraints
    case .readers:
      inputs.platformBoxes
      inputs.readers
      inputs.places
      inputs.competition
      inputs.paid
    case .check:
      summary(inputs, brand)
      selectField(
        Field("variants", "Variants for each post", value: form["variants"] ?? "3", required: true),
        options: (1...5).map { (String($0), String($0)) })
    }
  }

  /// What the posts may say without its being typed again.
  private static func known(_ brand: Brand) -> HTML {
    guard !brand.profile.facts.isEmpty else { return .empty }
    return details {
      Web.summary { "What is known of \(brand.profile.name) already" }
      ul { for fact in brand.profile.facts { li { fact.text } } }
    }
  }

  private static func summary(_ inputs: BriefForm, _ brand: Brand) -> HTML {
    let brief = inputs.brief
    let names = brief.platforms.map { id in inputs.platforms.first { $0.id == id }?.name ?? id }
    let slots = inputs.choice.chosen?.content.slots.compactMap { slot in
      brief.slots[slot.name].map { "\(slot.title): \($0)" }
    }
    return HTML {
      p {
        "This makes "
        strong { "\(brief.reach.count) post\(brief.reach.count == 1 ? "" : "s")" }
        ", one for each platform\(brief.languages.count > 1 ? " and language" : "")."
      }
      Web.facts([
        ("Brand", text(brand.profile.name)), ("Template", text(inputs.choice.chosen?.name ?? "")),
        ("About", text(brief.topic)), ("Places", text(slots?.joined(separator: "; ") ?? "")),
        ("Facts", text(brief.facts.joined(separator: "; "))), ("Offer", text(brief.offer)),
        ("Link", text(brief.link ?? "")), ("Readers should", text(brief.callToAction)),
        ("For", text(brief.audience)), ("Tone", text(brief.tone)),
        ("Platforms", text(names.joined(separator: ", "))),
        ("Languages", text(brief.languages.joined(separator: ", "))),
        ("Countries", text(brief.regions.joined(separator: ", "))),
        ("Constraints", text(brief.constraints.joined(separator: "; "))),
        ("Not to be named", text(brief.competitors.joined(separator: ", "))),
        ("Paid", text(brief.paid ? "Yes, and the posts say so" : "")),
      ])
      if brief.facts.isEmpty, brand.profile.facts.isEmpty {
        message(.info, "There are no facts: posts can say little more than the topic. Go back and add some.")
      }
    }
  }

  private static func trail(_ step: Step) -> HTML {
    ol(.class("steps")) {
      for one in Step.allCases {
        if one == step {
          li(.aria("current", "step")) { one.title }
        } else {
          li { one.title }
        }
      }
    }
  }

  private static func buttons(_ step: Step) -> HTML {
    div(.class("form-end")) {
      if step == .check {
        submit("Write the posts")
      } else {
        go("Next", step.rawValue + 1, .primary)
      }
      if step != .what { go("Back", step.rawValue - 1, .secondary) }
    }
  }

  private static func go(_ label: String, _ step: Int, _ kind: ButtonKind) -> HTML {
    kind == .primary
      ? submit(label, kind, .name("go"), .value(String(step)), .formAction("/briefs/steps"))
      : submit(label, kind, .name("go"), .value(String(step)), .formAction("/briefs/steps"), .formNoValidate)
  }
}

extension Problem {
  /// The faults of some fields alone; nil when they have none.
  fileprivate func only(where isWanted: (String) -> Bool) -> Problem? {
    let fields = fields.filter { isWanted($0.pointer) }
    guard let first = fields.first else { return nil }
    let detail = fields.count == 1 ? "\(first.pointer) \(first.message)." : "\(fields.count) fields need a correction."
    return Problem(kind, detail, fields: fields)
  }
}
