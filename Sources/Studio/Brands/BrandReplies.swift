package import Foundation
package import Kernel
package import Text
package import Web

extension BrandFact: APIModel {
  package static var schema: Schema {
    .object(
      "BrandFact",
      .required("text", .line(1...BrandProfile.Limits.fact)),
      .optional("source", .line(0...BrandProfile.Limits.source), "Where it can be checked."),
      .optional("expires", .day, "Last day it may be used."))
  }
}

extension GlossaryTerm: APIModel {
  package static var schema: Schema {
    .object(
      "GlossaryTerm",
      .required("term", .line(1...BrandProfile.Limits.term)),
      .optional("meaning", .line(0...BrandProfile.Limits.fact)),
      .optional(
        "translations", .map(.line(1...BrandProfile.Limits.term), 0...BrandProfile.Limits.locales), "By language."))
  }
}

extension BrandEdit: APIModel {
  package static var schema: Schema { .object("BrandEdit", fields: fields()) }

  /// `all`: every field is there, as in a reply.
  static func fields(required: Set<String> = [], all: Bool = false) -> [SchemaField] {
    typealias Limits = BrandProfile.Limits
    let fields: [(String, Schema, String?)] = [
      ("name", .line(1...Limits.name), nil),
      ("mode", .choice(of: BrandMode.self), "rehearsal publishes to the built-in sandbox, live to the real platforms."),
      ("logo", .id(AssetID.self), "An asset. null removes it."),
      ("colours", .list(.color, 0...Limits.colours), "The main colour first."),
      ("fonts", .list(.line(1...Limits.font), 0...Limits.fonts), nil),
      ("guidelines", .text(0...Limits.guidelines), nil),
      ("facts", .list(.model(BrandFact.self), 0...Limits.facts), "What posts may state."),
      ("glossary", .list(.model(GlossaryTerm.self), 0...Limits.glossary), nil),
      (
        "always", .list(.line(1...Limits.term), 0...Limits.terms, unique: true),
        "Terms spelled exactly so wherever they occur."
      ),
      ("never", .list(.line(1...Limits.term), 0...Limits.terms, unique: true), "Terms no post may contain."),
      ("locales", .list(.language, 1...Limits.locales, unique: true), "Languages, the main one first."),
      ("zone", .zone, "IANA time zone of the brand's people."),
      (
        "formality", .map(.choice(of: Formality.self), 0...Limits.locales),
        "How readers are spoken to, by language: de formal is Sie."
      ),
    ]
    return fields.map { name, schema, summary in
      (all && !["logo", "formality"].contains(name)) || required.contains(name)
        ? .required(name, schema, summary) : .optional(name, schema, summary)
    }
  }
}

/// What `POST /v1/brands` reads: an edit of an empty brand, with at least a name.
package struct NewBrand: APIModel {
  package var edit: BrandEdit

  package init(from decoder: any Decoder) throws { edit = try BrandEdit(from: decoder) }
  package func encode(to encoder: any Encoder) throws { try edit.encode(to: encoder) }

  package static var schema: Schema { .object("NewBrand", fields: BrandEdit.fields(required: ["name"])) }

  var profile: BrandProfile { edit.applied(to: BrandProfile(name: "")) }
}

package struct BrandReply: VersionedModel {
  package var id: BrandID
  package var version: Int
  package var name: String
  package var mode: BrandMode
  package var logo: AssetID?
  package var colours: [String]
  package var fonts: [String]
  package var guidelines: String
  package var facts: [BrandFact]
  package var glossary: [GlossaryTerm]
  package var always: [String]
  package var never: [String]
  package var locales: [String]
  package var zone: String
  package var formality: [String: Formality]?
  package var created: Date
  package var updated: Date
  package var archived: Date?

  package init(_ brand: Brand) {
    let profile = brand.profile
    id = brand.id
    version = brand.version
    name = profile.name
    mode = profile.mode
    logo = profile.logo
    colours = profile.colours
    fonts = profile.fonts
    guidelines = profile.guidelines
    facts = profile.facts
    glossary = profile.glossary
    always = profile.always
    never = profile.never
    locales = profile.locales
    zone = profile.zone
    formality = profile.formality
    created = brand.created
    updated = brand.updated
    archived = brand.archived
  }

  package static var schema: Schema {
    .object(
      "Brand",
      fields: [.required("id", .id(BrandID.self)), .required("version", .integer(1...1_000_000_000))]
        + BrandEdit.fields(all: true) + Schema.lifetime)
  }
}

extension Schema {
  /// When a thing was made, last changed and put away.
  static var lifetime: [SchemaField] {
    [
      .required("created", .instant), .required("updated", .instant),
      .optional("archived", .instant, "Set while it is put away."),
    ]
  }

  static var version: SchemaField { .required("version", .integer(1...1_000_000_000), "For `If-Match` of an edit.") }
}

package struct BrandVersionReply: APIModel {
  package var version: Int
  package var savedBy: String
  package var savedAt: Date
  package var profile: BrandProfile

  package init(_ version: BrandVersion) {
    self.version = version.version
    savedBy = version.savedBy
    savedAt = version.savedAt
    profile = version.profile
  }

  package static var schema: Schema {
    .object(
      "BrandVersion", Schema.version, .required("saved_by", .line(1...100)), .required("saved_at", .instant),
      .required("profile", .object("BrandProfile", fields: BrandEdit.fields(all: true))))
  }
}
