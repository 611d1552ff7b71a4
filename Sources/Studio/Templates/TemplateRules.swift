package import Kernel
package import Text

/// What a template must be.
extension TemplateContent {
  package enum Limits {
    package static let name = 120
    package static let purpose = 500
    package static let slots = 20
    package static let label = 120
    package static let choices = 30
    package static let value = BriefContent.Limits.slot
    package static let forms = 40
    package static let text = 10_000
  }

  /// Throws `Problem(.invalid)` with every fault.
  package func check(name: String, platforms: PlatformRules) throws(Problem) {
    var check = FieldCheck()
    check.text(name, "/name", .line(Limits.name))
    check.text(purpose, "/purpose", .paragraphs(Limits.purpose))
    if check.count(slots.count, "/slots", most: Limits.slots) { checkSlots(&check) }
    if check.count(forms.count, "/forms", least: 1, most: Limits.forms) { checkForms(&check, platforms) }
    try check.done()
  }

  private func checkSlots(_ check: inout FieldCheck) {
    var seen: Set<String> = []
    for (index, slot) in slots.enumerated() {
      let pointer = "/slots/\(index)"
      check.require(
        TemplateText.isName(slot.name), pointer + "/name",
        "must have small letters, digits and _ only, and begin with a letter")
      check.require(seen.insert(slot.name).inserted, pointer + "/name", "is there twice")
      check.require(
        BriefSlot(rawValue: slot.name) == nil, pointer + "/name",
        "is what every brief has anyway: use {\(slot.name)} without listing it")
      check.text(slot.label, pointer + "/label", .optionalLine(Limits.label))
      slot.check(&check, pointer)
    }
  }

  private func checkForms(_ check: inout FieldCheck, _ platforms: PlatformRules) {
    let known = Set(slots.map(\.name) + BriefSlot.allCases.map(\.rawValue))
    var places: Set<String> = []
    var used: Set<String> = []
    for (index, form) in forms.enumerated() {
      let pointer = "/forms/\(index)"
      check.text(form.text, pointer + "/text", TextRule(Limits.text, least: 1, lines: true))
      if let language = form.language {
        check.refuse(Formats.languageFault(language), at: pointer + "/language")
      }
      let place = "\(form.platform ?? "")/\(form.language ?? "")"
      check.require(places.insert(place).inserted, pointer, "is for the same platform and language as one before it")
      do throws(TemplateText.Fault) {
        let text = try TemplateText(form.text)
        used.formUnion(text.slots)
        for name in text.slots where !known.contains(name) {
          check.fault(pointer + "/text", "uses {\(name)}, which is not among the slots")
        }
        check.require(
          text.uses(of: BriefSlot.body.rawValue) < 2, pointer + "/text", "has {body} twice: it is written once")
        checkRoom(&check, pointer, form, text, platforms)
      } catch {
        check.fault(pointer + "/text", "line \(error.line), column \(error.column): \(error.reason)")
      }
    }
    for (index, slot) in slots.enumerated() where !used.contains(slot.name) {
      check.fault("/slots/\(index)/name", "is in none of the texts: write {\(slot.name)} where it belongs")
    }
  }

  private func checkRoom(
    _ check: inout FieldCheck, _ pointer: String, _ form: TemplateForm, _ text: TemplateText,
    _ platforms: PlatformRules
  ) {
    guard let id = form.platform else { return }
    guard let platform = platforms[id] else {
      let names = platforms.all.map(\.id).joined(separator: ", ")
      return check.fault(pointer + "/platform", "is not a platform we write for: \(names)")
    }
    let measured = TextMeasure.measure(text.fixedText, platform)
    check.require(
      measured.ok, pointer + "/text",
      "has \(measured.length) characters without its slots: \(platform.name) takes \(platform.limit)")
  }
}

extension TemplateSlot {
  fileprivate func check(_ check: inout FieldCheck, _ pointer: String) {
    if kind == .choice {
      if check.count(choices.count, pointer + "/choices", least: 2, most: TemplateContent.Limits.choices) {
        check.texts(
          choices, pointer + "/choices", most: TemplateContent.Limits.choices, each: .line(TemplateContent.Limits.value)
        )
      }
    } else {
      check.require(choices.isEmpty, pointer + "/choices", "belong to a slot of the kind choice")
    }
    if let most {
      check.require(kind == .text, pointer + "/most", "belongs to a slot of the kind text")
      check.require(
        (1...TemplateContent.Limits.value).contains(most), pointer + "/most",
        "must be from 1 to \(TemplateContent.Limits.value)")
    }
    if let fallback, let fault = fault(in: fallback) { check.fault(pointer + "/fallback", fault) }
  }

  /// Why a value does not fit, in words for the one who gave it; nil when it does.
  package func fault(in value: String) -> String? {
    if let fault = TextRule(most ?? TemplateContent.Limits.value, least: 1, lines: kind == .text).fault(in: value) {
      return fault
    }
    if kind == .choice {
      return choices.contains(value) ? nil : "must be one of: " + choices.joined(separator: ", ")
    }
    if kind == .link { return Formats.linkFault(value) }
    let known = SlotWriter(language: "en", regions: [], today: "").text(value, kind) != nil
    return known ? nil : "must be a \(kind.rawValue) such as \(kind.example)"
  }
}

extension PostTemplate {
  /// Whether a brief's values fill the slots; unless they are `isWhole`, only whether those that are there may be.
  /// Throws `Problem(.invalid)` with every fault.
  package func check(_ values: [String: String], isWhole: Bool = true) throws(Problem) {
    var check = FieldCheck()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let slot = content.slots.first(where: { $0.name == name }) else {
        let names = content.slots.map(\.name).joined(separator: ", ")
        check.fault("/slots/\(name)", "is no slot of “\(self.name)”" + (names.isEmpty ? "" : ": it has \(names)"))
        continue
      }
      if let fault = slot.fault(in: value) { check.fault("/slots/\(name)", fault) }
    }
    for slot in content.slots where isWhole && slot.isRequired && slot.fallback == nil && values[slot.name] == nil {
      check.fault("/slots/\(slot.name)", "is missing: “\(self.name)” needs \(slot.title)")
    }
    try check.done()
  }
}
