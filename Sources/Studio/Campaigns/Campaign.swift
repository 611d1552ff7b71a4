package import Foundation
package import Kernel

/// A name under which briefs and posts are planned and counted together.
package struct CampaignContent: Codable, Sendable, Equatable {
  package var name: String
  package var goal: String
  /// First and last day, `2026-12-01`; either may be open.
  package var starts: String?
  package var ends: String?

  package init(name: String, goal: String = "", starts: String? = nil, ends: String? = nil) {
    self.name = name
    self.goal = goal
    self.starts = starts
    self.ends = ends
  }

  package enum Limits {
    package static let name = 120
    package static let goal = 2_000
  }

  package func check() throws(Problem) {
    var check = FieldCheck()
    check.text(name, "/name", .line(Limits.name))
    check.text(goal, "/goal", .paragraphs(Limits.goal))
    check.require(starts.map(Formats.isDay) ?? true, "/starts", "must be a day such as 2026-12-01")
    check.require(ends.map(Formats.isDay) ?? true, "/ends", "must be a day such as 2026-12-31")
    if let starts, let ends { check.require(starts <= ends, "/ends", "is before the first day") }
    try check.done()
  }
}

package struct Campaign: Sendable, Equatable {
  package var id: CampaignID
  package var brand: BrandID
  package var version: Int
  package var content: CampaignContent
  package var created: Date
  package var updated: Date
  package var archived: Date?

  package init(
    id: CampaignID, brand: BrandID, version: Int, content: CampaignContent, created: Date,
    updated: Date, archived: Date?
  ) {
    self.id = id
    self.brand = brand
    self.version = version
    self.content = content
    self.created = created
    self.updated = updated
    self.archived = archived
  }

  package func assertActive() throws(Problem) {
    if archived != nil { throw Problem(.conflict, "This campaign is archived. Bring it back before using it.") }
  }
}

/// An edit: what is absent stays as it is.
package struct CampaignEdit: Codable, Sendable, Equatable {
  package var name: String?
  package var goal: String?
  package var starts: Change<String> = .keep
  package var ends: Change<String> = .keep

  package func applied(to content: CampaignContent) -> CampaignContent {
    CampaignContent(
      name: name ?? content.name, goal: goal ?? content.goal, starts: starts.applied(to: content.starts),
      ends: ends.applied(to: content.ends))
  }
}
