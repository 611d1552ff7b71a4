import Database
import Kernel
import Text
import Web

/// The template of a brief, and what its slots hold.
struct TemplateChoice {
  /// Those that may be chosen, with their brands' names where there are several brands.
  private let options: [(value: String, label: String)]
  /// The one whose slots are shown.
  let chosen: PostTemplate?

  /// `brand` narrows to that brand's templates; nil offers those of all that the person sees.
  static func load(
    _ parts: StudioParts, _ context: PageContext, brand: BrandID?, brands: [Brand], chosen id: TemplateID?
  ) async throws -> TemplateChoice {
    let keyset = try Keyset("templates", ListFilter(brand: brand), Paging(limit: 100))
    var templates = try await parts.templates(keyset, as: context.tenant).items
    var chosen = templates.first { $0.id == id }
    if chosen == nil, let id {
      chosen = try await parts.database.first(TemplateStatements.byID, id, as: context.tenant)
      if let chosen { templates.append(chosen) }
    }
    let names = Dictionary(brands.map { ($0.id, $0.profile.name) }, uniquingKeysWith: { first, _ in first })
    let isOne = brand != nil || brands.count < 2
    return TemplateChoice(
      options: templates.map {
        ($0.id.description, isOne ? $0.name : [$0.name, names[$0.brand]].compactMap(\.self).joined(separator: ", "))
      }, chosen: chosen)
  }

  static func id(_ form: FormValues) -> TemplateID? { form["template_id"].flatMap { TemplateID($0) } }

  /// Whether the form was sent before the slots of its template were shown.
  func isNews(_ form: FormValues) -> Bool {
    guard let chosen, !chosen.content.slots.isEmpty else { return false }
    return form["slots_of"] != chosen.id.description
  }

  /// Nothing where there is no template to choose.
  func selection(
    _ problem: Problem?, hint: String = "Gives the posts their form. What it needs is asked for when you go on."
  ) -> HTML {
    guard !options.isEmpty else { return .empty }
    return selectField(
      Field("template_id", "Template", value: chosen?.id.description ?? "", hint: hint),
      options: [("", "None: every post is written freely")] + options, problem: problem)
  }

  /// The slots of the chosen template; nothing without one.
  @HTMLBuilder func slots(_ values: [String: String], _ problem: Problem?) -> HTML {
    if let chosen, !chosen.content.slots.isEmpty {
      hidden("slots_of", chosen.id.description)
      fieldset {
        legend { "For “\(chosen.name)”" }
        for slot in chosen.content.slots { input(slot, values[slot.name] ?? "", problem) }
      }
    }
  }

  private func input(_ slot: TemplateSlot, _ value: String, _ problem: Problem?) -> HTML {
    let hint = slot.fallback.map { "Empty: \($0)" } ?? (slot.kind == .text ? nil : "Such as \(slot.kind.example)")
    let field = Field(
      "slots.\(slot.name)", slot.title, value: value, hint: slot.kind == .choice ? nil : hint,
      required: slot.isRequired && slot.fallback == nil)
    guard slot.kind == .choice else {
      return textField(field, type: slot.kind.inputType, problem: problem)
    }
    return selectField(
      field, options: [("", slot.fallback.map { "As usual: \($0)" } ?? "—")] + slot.choices.map { ($0, $0) },
      problem: problem)
  }
}
