package import Kernel

package struct BriefCreated: EventPayload, Equatable {
  package static let subject = "brief.created"
  package static let summary = "A brief was written and can be generated from."
  package static let example = BriefCreated(brief: .sample(1), campaign: .sample(2), version: 1)

  package var brief: BriefID
  package var campaign: CampaignID?
  package var version: Int

  package init(brief: BriefID, campaign: CampaignID?, version: Int) {
    self.brief = brief
    self.campaign = campaign
    self.version = version
  }
}

package struct BriefChanged: EventPayload, Equatable {
  package static let subject = "brief.changed"
  package static let summary = "A brief was edited; `version` is the new one."
  package static let example = BriefChanged(brief: .sample(1), version: 2)

  package var brief: BriefID
  package var version: Int

  package init(brief: BriefID, version: Int) {
    self.brief = brief
    self.version = version
  }
}
