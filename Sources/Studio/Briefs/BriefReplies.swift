package import Foundation
package import Kernel
package import Web

/// What `POST /v1/briefs` reads.
package struct NewBrief: APIModel {
  package var brandID: BrandID
  package var edit: BriefEdit

  package init(brandID: BrandID, edit: BriefEdit) {
    self.brandID = brandID
    self.edit = edit
  }

  private enum CodingKeys: CodingKey { case brandID }

  package init(from decoder: any Decoder) throws {
    brandID = try decoder.container(keyedBy: CodingKeys.self).decode(BrandID.self, forKey: .brandID)
    edit = try BriefEdit(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    try edit.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(brandID, forKey: .brandID)
  }

  package static var schema: Schema {
    .object(
      "NewBrief",
      fields: [.required("brand_id", .id(BrandID.self))] + BriefEdit.fields(required: ["topic", "platforms"]))
  }

  var content: BriefContent { edit.applied(to: BriefContent(topic: "", platforms: [])) }
  var campaign: CampaignID? { edit.campaignID.applied(to: nil) }
  var template: TemplateID? { edit.templateID.applied(to: nil) }
}

extension BriefEdit: APIModel {
  package static var schema: Schema { .object("BriefEdit", fields: fields()) }

  static func fields(required: Set<String> = []) -> [SchemaField] {
    typealias Limits = BriefContent.Limits
    let fields: [(String, Schema, String?)] = [
      ("campaign_id", .id(CampaignID.self), "A campaign of the same brand. null takes it out."),
      (
        "template_id", .id(TemplateID.self),
        "A template of the same brand, which gives the posts their form. null takes it out."
      ),
      ("topic", .text(1...Limits.topic), "What the post is about."),
      ("audience", .text(0...Limits.audience), "Who it is for."),
      ("tone", .line(0...Limits.tone), "How it should sound, beside the measured voice."),
      ("languages", .list(.language, 1...Limits.languages, unique: true), nil),
      ("platforms", .list(.slug(1...32), 1...Limits.platforms, unique: true), "x, linkedin, bluesky, mastodon…"),
      ("regions", .list(.line(2...2), 0...Limits.regions, unique: true), "ISO 3166 country codes."),
      (
        "competitors", .list(.line(1...Limits.name), 0...Limits.names, unique: true),
        "Names, handles (@…) and addresses that must not appear."
      ),
      (
        "competitor_posts",
        .list(.text(1...Limits.competitorPost), 0...Limits.competitorPosts, unique: true),
        "What competitors wrote. A post that repeats much of it is held back."
      ),
      ("constraints", .list(.line(1...Limits.constraint), 0...Limits.constraints, unique: true), nil),
      ("facts", .list(.text(1...Limits.fact), 0...Limits.facts, unique: true), "What the post may state."),
      ("offer", .text(0...Limits.offer), nil),
      ("link", .url(), "null removes it."),
      ("call_to_action", .line(0...Limits.callToAction), nil),
      ("paid", .boolean, "Somebody pays for the post, so it must say so."),
      (
        "slots", .map(.text(1...Limits.slot), 0...Limits.slots),
        "What the template's slots hold, by name: a date as 2026-12-24, a time as 18:30, a price as 12.50 EUR."
      ),
    ]
    return fields.map { name, schema, summary in
      required.contains(name) ? .required(name, schema, summary) : .optional(name, schema, summary)
    }
  }
}

package struct BriefReply: VersionedModel {
  package var id: BriefID
  package var brandID: BrandID
  package var campaignID: CampaignID?
  package var templateID: TemplateID?
  package var version: Int
  package var topic: String
  package var audience: String
  package var tone: String
  package var languages: [String]
  package var platforms: [String]
  package var regions: [String]
  package var competitors: [String]
  package var competitorPosts: [String]
  package var constraints: [String]
  package var facts: [String]
  package var offer: String
  package var link: String?
  package var callToAction: String
  package var paid: Bool
  package var slots: [String: String]
  package var created: Date
  package var updated: Date
  package var archived: Date?

  package init(_ brief: Brief) {
    let content = brief.content
    id = brief.id
    brandID = brief.brand
    campaignID = brief.campaign
    templateID = brief.template
    version = brief.version
    topic = content.topic
    audience = content.audience
    tone = content.tone
    languages = content.languages
    platforms = content.platforms
    regions = content.regions
    competitors = content.competitors
    competitorPosts = content.competitorPosts
    constraints = content.constraints
    facts = content.facts
    offer = content.offer
    link = content.link
    callToAction = content.callToAction
    paid = content.paid
    slots = content.slots
    created = brief.created
    updated = brief.updated
    archived = brief.archived
  }

  package static var schema: Schema {
    let always: Set<String> = [
      "topic", "audience", "tone", "languages", "platforms", "regions", "competitors", "competitor_posts",
      "constraints", "facts", "offer", "call_to_action", "paid", "slots",
    ]
    return .object(
      "Brief",
      fields: [.required("id", .id(BriefID.self)), .required("brand_id", .id(BrandID.self)), Schema.version]
        + BriefEdit.fields(required: always) + Schema.lifetime)
  }
}
