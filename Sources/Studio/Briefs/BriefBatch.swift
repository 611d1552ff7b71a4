package import Kernel
package import Text
package import Web

/// What `POST /v1/briefs/batch` reads.
package struct BriefBatch: APIModel {
  package enum Limits {
    package static let briefs = 200
    package static let csv = 2_000_000
  }

  package var brandID: BrandID
  package var campaignID: CampaignID?
  package var templateID: TemplateID?
  package var briefs: [BriefEdit]?
  package var csv: String?

  package init(
    brandID: BrandID, campaignID: CampaignID? = nil, templateID: TemplateID? = nil,
    briefs: [BriefEdit]? = nil, csv: String? = nil
  ) {
    self.brandID = brandID
    self.campaignID = campaignID
    self.templateID = templateID
    self.briefs = briefs
    self.csv = csv
  }

  package static var schema: Schema {
    let fields = BriefEdit.fields(required: ["topic", "platforms"]).filter {
      !["campaign_id", "template_id"].contains($0.name)
    }
    return .object(
      "BriefBatch", .required("brand_id", .id(BrandID.self)),
      .optional("campaign_id", .id(CampaignID.self), "A campaign of the same brand, for all of them."),
      .optional("template_id", .id(TemplateID.self), "A template of the same brand, for all of them."),
      .optional("briefs", .list(.object("BatchBrief", fields: fields), 1...Limits.briefs)),
      .optional(
        "csv", .text(1...Limits.csv),
        "UTF-8 CSV instead of the list: a column for each field of a brief, a row for each brief. Several entries of one "
          + "cell stand on lines of their own or between |. A column slots.NAME fills that slot of the template."))
  }

  /// Throws `Problem(.invalid)` unless there is exactly one of the two, and when the table has a fault.
  func entries() throws(Problem) -> [BatchEntry] {
    switch (briefs, csv) {
    case (let briefs?, nil):
      return briefs.enumerated().map { index, edit in
        BatchEntry(place: .item(index), content: edit.applied(to: BriefContent(topic: "", platforms: [])))
      }
    case (nil, let csv?): return try BatchEntry.read(csv)
    case (_?, _?): throw Problem.invalid("/csv", "Give either a list or CSV text, not both.")
    case (nil, nil): throw Problem.invalid("/briefs", "Give a list of briefs, or CSV text.")
    }
  }
}

/// A brief of a batch, and where it stood.
package struct BatchEntry: Sendable, Equatable {
  enum Place: Sendable, Equatable {
    /// Of the list, from 0.
    case item(Int)
    /// Of the table, from 1.
    case line(Int)
  }

  var place: Place
  package var content: BriefContent

  /// Throws `Problem(.invalid)` with every fault of the table, each with its line and field.
  package static func read(_ csv: String) throws(Problem) -> [BatchEntry] {
    try BriefTable.read([UInt8](csv.utf8)).map { BatchEntry(place: .line($0.line), content: BriefContent($0.brief)) }
  }

  func named(_ fault: Problem.Field) -> Problem.Field {
    switch place {
    case .item(let index): Problem.Field("/briefs/\(index)" + fault.pointer, fault.message)
    case .line(let line): BriefTable.fault(line, fault.pointer, fault.message)
    }
  }
}

extension BriefContent {
  package init(_ file: BriefFile) {
    self.init(
      topic: file.topic, audience: file.audience ?? "", tone: file.tone ?? "", languages: file.languages,
      platforms: file.platforms, regions: file.regions, competitors: file.competitors,
      competitorPosts: file.competitorPosts, constraints: file.constraints, facts: file.facts, offer: file.offer ?? "",
      link: file.link, callToAction: file.callToAction ?? "", paid: file.paid, slots: file.slots)
  }
}

package struct BriefBatchReply: APIModel {
  package var items: [BriefReply]

  package static var schema: Schema {
    .object("BriefBatchMade", .required("items", .list(BriefReply.schema, 1...BriefBatch.Limits.briefs)))
  }
}
