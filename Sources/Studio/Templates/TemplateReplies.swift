package import Foundation
package import Kernel
import Text
package import Web

extension Schema {
  static let templateSlot = Schema.object(
    "TemplateSlot", .required("name", .line(1...40), "Small letters, digits and _: as it stands between { and }."),
    .required("kind", .choice(of: SlotKind.self)),
    .optional("label", .line(0...TemplateContent.Limits.label), "What people are asked for."),
    .optional("is_required", .boolean, "A brief must fill it."),
    .optional("fallback", .text(1...TemplateContent.Limits.value), "Used where a brief gives nothing."),
    .optional("choices", .list(.line(1...TemplateContent.Limits.value), 0...TemplateContent.Limits.choices)),
    .optional("most", .integer(1...TemplateContent.Limits.value), "Most characters of a text."))

  static let templateForm = Schema.object(
    "TemplateForm",
    .optional("platform", .slug(1...32), "Absent: for all platforms without a text of their own."),
    .optional("language", .language, "Absent: for all languages without a text of their own."),
    .required(
      "text", .text(1...TemplateContent.Limits.text),
      "{name} is a slot; a line whose slot is empty is left out. Every template has {body}, which is written for each "
        + "variant, and {brand}, {topic}, {audience}, {offer}, {link} and {call_to_action} of the brief. {{ and }} are the "
        + "signs themselves."))
}

extension TemplateEdit: APIModel {
  package static var schema: Schema { .object("TemplateEdit", fields: fields()) }

  static func fields(required: Set<String> = []) -> [SchemaField] {
    typealias Limits = TemplateContent.Limits
    let fields: [(String, Schema, String?)] = [
      ("name", .line(1...Limits.name), nil),
      ("purpose", .text(0...Limits.purpose), "What it is for."),
      ("slots", .list(.templateSlot, 0...Limits.slots), nil),
      ("forms", .list(.templateForm, 1...Limits.forms), "One for all, or one for a platform and language."),
    ]
    return fields.map { name, schema, summary in
      required.contains(name) ? .required(name, schema, summary) : .optional(name, schema, summary)
    }
  }
}

package struct NewTemplate: APIModel {
  package var brandID: BrandID
  package var name: String
  package var purpose: String?
  package var slots: [TemplateSlot]?
  package var forms: [TemplateForm]

  var content: TemplateContent { TemplateContent(purpose: purpose ?? "", slots: slots ?? [], forms: forms) }

  package static var schema: Schema {
    .object(
      "NewTemplate",
      fields: [.required("brand_id", .id(BrandID.self))] + TemplateEdit.fields(required: ["name", "forms"]))
  }
}

package struct TemplateReply: VersionedModel {
  package var id: TemplateID
  package var brandID: BrandID
  package var version: Int
  package var name: String
  package var purpose: String
  package var slots: [TemplateSlot]
  package var forms: [TemplateForm]
  package var created: Date
  package var updated: Date
  package var archived: Date?

  package init(_ template: PostTemplate) {
    id = template.id
    brandID = template.brand
    version = template.version
    name = template.name
    purpose = template.content.purpose
    slots = template.content.slots
    forms = template.content.forms
    created = template.created
    updated = template.updated
    archived = template.archived
  }

  package static var schema: Schema {
    .object(
      "Template",
      fields: [.required("id", .id(TemplateID.self)), .required("brand_id", .id(BrandID.self)), Schema.version]
        + TemplateEdit.fields(required: ["name", "purpose", "slots", "forms"]) + Schema.lifetime)
  }
}

/// What a template would make of some values.
package struct TemplateTrialBody: APIModel {
  package var platform: String
  package var language: String?
  package var slots: [String: String]?
  package var topic: String?
  package var link: String?
  package var callToAction: String?

  package static var schema: Schema {
    .object(
      "TemplateTrial", .required("platform", .slug(1...32)), .optional("language", .language, "en if absent."),
      .optional("slots", .map(.text(1...TemplateContent.Limits.value), 0...TemplateContent.Limits.slots)),
      .optional("topic", .text(0...BriefContent.Limits.topic)), .optional("link", .url()),
      .optional("call_to_action", .line(0...BriefContent.Limits.callToAction)))
  }
}

package struct TemplateTrialReply: APIModel {
  package var text: String
  package var length: Int
  package var limit: Int
  package var isOpen: Bool
  package var missing: [String]

  package static var schema: Schema {
    .object(
      "TemplateTrialResult",
      .required("text", .text(0...40_000), "With … where the part stands that is written for each variant."),
      .required("length", .integer(0...1_000_000), "Of what stands already, as the platform counts it."),
      .required("limit", .integer(0...1_000_000)), .required("is_open", .boolean, "Whether anything is to be written."),
      .required("missing", .list(.line(1...40), 0...TemplateContent.Limits.slots), "Slots that a brief must fill."))
  }
}
