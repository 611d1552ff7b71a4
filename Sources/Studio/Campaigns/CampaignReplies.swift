package import Foundation
package import Kernel
package import Web

package struct NewCampaign: APIModel {
  package var brandID: BrandID
  package var name: String
  package var goal: String?
  package var starts: String?
  package var ends: String?

  var content: CampaignContent { CampaignContent(name: name, goal: goal ?? "", starts: starts, ends: ends) }

  package static var schema: Schema {
    .object(
      "NewCampaign",
      fields: [.required("brand_id", .id(BrandID.self))] + CampaignEdit.fields(required: ["name"]))
  }
}

extension CampaignEdit: APIModel {
  package static var schema: Schema { .object("CampaignEdit", fields: fields()) }

  static func fields(required: Set<String> = []) -> [SchemaField] {
    let fields: [(String, Schema, String?)] = [
      ("name", .line(1...CampaignContent.Limits.name), nil),
      ("goal", .text(0...CampaignContent.Limits.goal), "What it should achieve."),
      ("starts", .day, "First day."), ("ends", .day, "Last day."),
    ]
    return fields.map { name, schema, summary in
      required.contains(name) ? .required(name, schema, summary) : .optional(name, schema, summary)
    }
  }
}

package struct CampaignReply: VersionedModel {
  package var id: CampaignID
  package var brandID: BrandID
  package var version: Int
  package var name: String
  package var goal: String
  package var starts: String?
  package var ends: String?
  package var created: Date
  package var updated: Date
  package var archived: Date?

  package init(_ campaign: Campaign) {
    id = campaign.id
    brandID = campaign.brand
    version = campaign.version
    name = campaign.content.name
    goal = campaign.content.goal
    starts = campaign.content.starts
    ends = campaign.content.ends
    created = campaign.created
    updated = campaign.updated
    archived = campaign.archived
  }

  package static var schema: Schema {
    .object(
      "Campaign",
      fields: [.required("id", .id(CampaignID.self)), .required("brand_id", .id(BrandID.self)), Schema.version]
        + CampaignEdit.fields(required: ["name", "goal"]) + Schema.lifetime)
  }
}
