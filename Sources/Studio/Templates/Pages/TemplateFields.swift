import Kernel
import Text
import Web

/// What is typed into the form of a template.
struct TemplateDraft {
  var name: String
  var content: TemplateContent
  /// The version that a save replaces; 0 for a new one.
  var version = 0
  /// Slots that the texts use and that nobody had described when the form was sent.
  var added: [String] = []
  var problem: Problem?

  init(name: String = "", content: TemplateContent = TemplateContent(), version: Int = 0) {
    self.name = name
    self.content = content
    self.version = version
  }

  /// Slots follow the texts: one that is new gets a row of its own, one that no text has any more goes.
  init(_ form: FormValues) {
    let text = FormText(form: form)
    let forms = Self.rows(form, "forms", "text").compactMap { prefix -> TemplateForm? in
      let words = text.text(prefix + "text")
      guard !words.isEmpty else { return nil }
      return TemplateForm(
        platform: text.optional(prefix + "platform"), language: text.optional(prefix + "language"), words)
    }
    let slots = Self.rows(form, "slots", "name").map { Self.slot(text, $0) }.filter { !$0.name.isEmpty }
    let used = Self.used(in: forms)
    let known = Set(slots.map(\.name))
    added = used.filter { !known.contains($0) }
    let readable = forms.allSatisfy { (try? TemplateText($0.text)) != nil }
    name = text.text("name")
    content = TemplateContent(
      purpose: text.text("purpose"),
      slots: slots.filter { !readable || used.contains($0.name) } + added.map { TemplateSlot($0, isRequired: true) },
      forms: forms)
    version = form["version"].flatMap { Int($0) } ?? 0
  }

  private static func rows(_ form: FormValues, _ kind: String, _ field: String) -> [String] {
    (0..<TemplateContent.Limits.forms + 1).map { "\(kind).\($0)." }.prefix { form[$0 + field] != nil }
  }

  private static func slot(_ text: FormText, _ prefix: String) -> TemplateSlot {
    let kind = SlotKind(rawValue: text.text(prefix + "kind")) ?? .text
    return TemplateSlot(
      text.text(prefix + "name"), kind, label: text.text(prefix + "label"),
      isRequired: text.isOn(prefix + "is_required"), fallback: text.optional(prefix + "fallback"),
      choices: kind == .choice ? text.words(prefix + "choices") : [],
      most: kind == .text ? text.optional(prefix + "most").map { Int($0) ?? 0 } : nil)
  }

  private static func used(in forms: [TemplateForm]) -> [String] {
    var seen: Set<String> = []
    return forms.compactMap { try? TemplateText($0.text) }.flatMap(\.slots).filter {
      BriefSlot(rawValue: $0) == nil && seen.insert($0).inserted
    }
  }
}

/// The inputs of a template.
struct TemplateFields {
  let draft: TemplateDraft
  let platforms: [PlatformLimits]

  @HTMLBuilder var html: HTML {
    problemNotice(draft.problem)
    hidden("version", String(draft.version))
    textField(
      Field("name", "Name", value: draft.name, hint: "Such as Product launch or Open today.", required: true),
      problem: draft.problem)
    textField(Field("purpose", "What is it for?", value: draft.content.purpose), problem: draft.problem)
    for (index, form) in (draft.content.forms + [blank]).enumerated() { texts(index, form) }
    if !draft.content.slots.isEmpty { slots }
  }

  private var blank: TemplateForm {
    TemplateForm(draft.content.forms.isEmpty ? Self.example : "")
  }

  static let example = """
    {headline}

    {body}

    Until {last_day}: {price}
    {link}
    """

  private func texts(_ index: Int, _ form: TemplateForm) -> HTML {
    let isFirst = index == 0
    let isBlank = index == draft.content.forms.count && !isFirst
    let inner = HTML {
      textArea(
        Field(
          "forms.\(index).text", isFirst ? "Text" : isBlank ? "Another text" : "Text \(index + 1)", value: form.text,
          hint: isFirst
            ? Self.hint : isBlank ? "For one platform or language. Leave it empty if one text is enough." : nil),
        rows: isBlank ? 3 : 7, problem: draft.problem)
      div(.class("form-row")) {
        selectField(
          Field("forms.\(index).platform", "Platform", value: form.platform ?? ""),
          options: [("", "Every platform")] + platforms.map { ($0.id, $0.name) }, problem: draft.problem)
        textField(
          Field("forms.\(index).language", "Language", value: form.language ?? "", hint: "Empty for every language."),
          problem: draft.problem)
      }
    }
    return isBlank
      ? details {
        summary { "Another text, for one platform or language" }
        inner
      } : inner
  }

  private static let hint =
    "{name} is a place to fill. {body} is written anew for each post; {topic}, {offer}, {link}, {call_to_action}, "
    + "{audience} and {brand} come from the brief. A line with an empty place is left out."

  private var slots: HTML {
    fieldset {
      legend { "What the places hold" }
      for (index, slot) in draft.content.slots.enumerated() {
        fieldset(.class("slot")) {
          legend { "{\(slot.name)}" }
          hidden("slots.\(index).name", slot.name)
          div(.class("form-row")) {
            selectField(
              Field("slots.\(index).kind", "Kind", value: slot.kind.rawValue),
              options: SlotKind.allCases.map { ($0.rawValue, $0.title) })
            textField(
              Field("slots.\(index).label", "Asked for as", value: slot.label, hint: "Empty: \(slot.title)."),
              problem: draft.problem)
          }
          checkbox("slots.\(index).is_required", "Must be filled", isOn: slot.isRequired)
          div(.class("form-row")) {
            textField(
              Field(
                "slots.\(index).fallback", "Otherwise", value: slot.fallback ?? "",
                hint: "Used where a brief leaves it empty. Such as \(slot.kind.example)."),
              problem: draft.problem)
            if slot.kind == .choice {
              textField(
                Field(
                  "slots.\(index).choices", "Choices", value: slot.choices.joined(separator: ", "),
                  hint: "With commas between."), problem: draft.problem)
            }
            if slot.kind == .text {
              textField(
                Field("slots.\(index).most", "Most characters", value: slot.most.map { String($0) } ?? ""),
                type: "number", problem: draft.problem)
            }
          }
        }
      }
    }
  }
}

extension SlotKind {
  var title: String {
    switch self {
    case .text: "Words"
    case .number: "Number"
    case .price: "Price"
    case .percentage: "Percentage"
    case .date: "Date"
    case .time: "Time"
    case .link: "Link"
    case .mention: "Mention"
    case .hashtag: "Hashtag"
    case .choice: "One of several"
    }
  }

  /// The kind of HTML input that fits, where browsers have one of the same form.
  var inputType: String {
    switch self {
    case .date: "date"
    case .time: "time"
    case .link: "url"
    default: "text"
    }
  }
}

extension TemplateSlot {
  /// Something to show where a brief's value will stand.
  var sample: String {
    if let fallback { return fallback }
    return switch kind {
    case .text: title
    case .number: "1250"
    case .price: "12.50 EUR"
    case .percentage: "18"
    case .date: "2026-12-24"
    case .time: "18:30"
    case .link: "https://example.com/page"
    case .mention: "@name"
    case .hashtag: "#Hashtag"
    case .choice: choices.first ?? title
    }
  }
}
