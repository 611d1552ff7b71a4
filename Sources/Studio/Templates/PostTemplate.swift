package import Foundation
package import Kernel
package import Text

/// One place of a template that a brief fills.
package struct TemplateSlot: Codable, Sendable, Equatable {
  /// As it stands between `{` and `}`.
  package var name: String
  package var kind: SlotKind
  /// What people are asked for; the name when it is empty.
  package var label: String
  package var isRequired: Bool
  /// Used where a brief gives nothing.
  package var fallback: String?
  /// Of a choice.
  package var choices: [String]
  /// Most characters of a text.
  package var most: Int?

  package init(
    _ name: String, _ kind: SlotKind = .text, label: String = "", isRequired: Bool = false, fallback: String? = nil,
    choices: [String] = [], most: Int? = nil
  ) {
    self.name = name
    self.kind = kind
    self.label = label
    self.isRequired = isRequired
    self.fallback = fallback
    self.choices = choices
    self.most = most
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(String.self, forKey: .name), try values.decode(SlotKind.self, forKey: .kind),
      label: try values.decodeIfPresent(String.self, forKey: .label) ?? "",
      isRequired: try values.decodeIfPresent(Bool.self, forKey: .isRequired) ?? false,
      fallback: try values.decodeIfPresent(String.self, forKey: .fallback),
      choices: try values.decodeIfPresent([String].self, forKey: .choices) ?? [],
      most: try values.decodeIfPresent(Int.self, forKey: .most))
  }

  package var title: String { label.isEmpty ? name.replacing("_", with: " ") : label }
}

/// Slots that every template has: what the brief itself says, and the part that is still to be written.
package enum BriefSlot: String, Sendable, CaseIterable {
  case brand, topic, audience, offer, link
  case callToAction = "call_to_action"
  /// Written for each variant; everything else of a form is the same in all of them.
  case body
}

/// The text of a template on one platform and in one language; nil stands for all that have none of their own.
package struct TemplateForm: Codable, Sendable, Equatable {
  package var platform: String?
  package var language: String?
  /// See `TemplateText`.
  package var text: String

  package init(platform: String? = nil, language: String? = nil, _ text: String) {
    self.platform = platform
    self.language = language
    self.text = text
  }
}

package struct TemplateContent: Codable, Sendable, Equatable {
  /// What it is for, for those who choose among several.
  package var purpose: String
  package var slots: [TemplateSlot]
  package var forms: [TemplateForm]

  package init(purpose: String = "", slots: [TemplateSlot] = [], forms: [TemplateForm] = []) {
    self.purpose = purpose
    self.slots = slots
    self.forms = forms
  }

  /// The form for a post: one for its platform goes before one for all, then one for its language. Nil when there is
  /// none, and the post is then written freely.
  package func form(platform: String, language: String) -> TemplateForm? {
    func rank(_ form: TemplateForm) -> Int? {
      guard form.platform == nil || form.platform == platform else { return nil }
      let place = form.platform == nil ? 0 : 3
      guard let wanted = form.language else { return place }
      if wanted == language { return place + 2 }
      return wanted == language.split(separator: "-").first.map(String.init) ? place + 1 : nil
    }
    return forms.compactMap { form in rank(form).map { (form, $0) } }.max { $0.1 < $1.1 }?.0
  }

  /// Whether the form for a post leaves nothing to write: then all its variants would be one.
  package func isWhole(on platform: String, in language: String) -> Bool {
    guard let form = form(platform: platform, language: language), let text = try? TemplateText(form.text) else {
      return false
    }
    return text.uses(of: BriefSlot.body.rawValue) == 0
  }
}

/// A brand's template as it stands.
package struct PostTemplate: Sendable, Equatable {
  package var id: TemplateID
  package var brand: BrandID
  package var version: Int
  /// No two templates of a brand that are in use have the same.
  package var name: String
  package var content: TemplateContent
  package var created: Date
  package var updated: Date
  package var archived: Date?

  package init(
    id: TemplateID, brand: BrandID, version: Int, name: String, content: TemplateContent, created: Date,
    updated: Date, archived: Date?
  ) {
    self.id = id
    self.brand = brand
    self.version = version
    self.name = name
    self.content = content
    self.created = created
    self.updated = updated
    self.archived = archived
  }

  package func assertActive() throws(Problem) {
    if archived != nil { throw Problem(.conflict, "This template is archived. Bring it back before using it.") }
  }
}

/// An edit: what is absent stays as it is; slots and forms are replaced as a whole.
package struct TemplateEdit: Codable, Sendable, Equatable {
  package var name: String?
  package var purpose: String?
  package var slots: [TemplateSlot]?
  package var forms: [TemplateForm]?

  package func applied(to content: TemplateContent) -> TemplateContent {
    TemplateContent(
      purpose: purpose ?? content.purpose, slots: slots ?? content.slots, forms: forms ?? content.forms)
  }
}
