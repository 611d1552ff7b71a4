package import Kernel
import Web

/// What the lists of campaigns and briefs can be narrowed to.
package struct ListFilter: Sendable {
  package var brand: BrandID?
  package var campaign: CampaignID?
  package var archived: Bool

  package init(brand: BrandID? = nil, campaign: CampaignID? = nil, archived: Bool = false) {
    self.brand = brand
    self.campaign = campaign
    self.archived = archived
  }

  init(_ parameters: CallParameters) {
    brand = parameters.queryID("brand_id")
    campaign = parameters.queryID("campaign_id")
    archived = parameters.bool("archived") ?? false
  }

  static let query = [
    QueryParameter("brand_id", .id(BrandID.self), "Only this brand's."),
    QueryParameter("archived", .boolean, "Also those that were put away."),
  ]
}
