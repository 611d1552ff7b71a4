package import Foundation
package import Kernel

/// What a person wants said: everything that a writer, human or not, may draw on.
package struct BriefContent: Codable, Sendable, Equatable {
  package var topic: String
  package var audience: String
  package var tone: String
  package var languages: [String]
  package var platforms: [String]
  /// Where the post will be read: chooses disclosure rules, spelling and date form.
  package var regions: [String]
  /// Names, handles and addresses that must not appear.
  package var competitors: [String]
  /// What competitors wrote: not to be copied.
  package var competitorPosts: [String]
  package var constraints: [String]
  package var facts: [String]
  package var offer: String
  package var link: String?
  package var callToAction: String
  /// Somebody pays for this post, so it must say so.
  package var paid: Bool
  /// What the slots of the brief's template hold, by name; see `SlotKind` for how each kind is written.
  package var slots: [String: String]

  package init(
    topic: String, audience: String = "", tone: String = "", languages: [String] = ["en"],
    platforms: [String], regions: [String] = [], competitors: [String] = [],
    competitorPosts: [String] = [], constraints: [String] = [], facts: [String] = [], offer: String = "",
    link: String? = nil,
    callToAction: String = "", paid: Bool = false, slots: [String: String] = [:]
  ) {
    self.topic = topic
    self.audience = audience
    self.tone = tone
    self.languages = languages
    self.platforms = platforms
    self.regions = regions
    self.competitors = competitors
    self.competitorPosts = competitorPosts
    self.constraints = constraints
    self.facts = facts
    self.offer = offer
    self.link = link
    self.callToAction = callToAction
    self.paid = paid
    self.slots = slots
  }
}

extension BriefContent {
  /// Briefs from before a field was known have it empty.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      topic: try values.decode(String.self, forKey: .topic),
      audience: try values.decode(String.self, forKey: .audience),
      tone: try values.decode(String.self, forKey: .tone),
      languages: try values.decode([String].self, forKey: .languages),
      platforms: try values.decode([String].self, forKey: .platforms),
      regions: try values.decode([String].self, forKey: .regions),
      competitors: try values.decode([String].self, forKey: .competitors),
      competitorPosts: try values.decodeIfPresent([String].self, forKey: .competitorPosts) ?? [],
      constraints: try values.decode([String].self, forKey: .constraints),
      facts: try values.decode([String].self, forKey: .facts), offer: try values.decode(String.self, forKey: .offer),
      link: try values.decodeIfPresent(String.self, forKey: .link),
      callToAction: try values.decode(String.self, forKey: .callToAction),
      paid: try values.decode(Bool.self, forKey: .paid),
      slots: try values.decodeIfPresent([String: String].self, forKey: .slots) ?? [:])
  }
}

extension BriefContent {
  package enum Limits {
    package static let topic = 500
    package static let audience = 500
    package static let tone = 200
    package static let languages = 10
    package static let platforms = 12
    package static let regions = 30
    package static let names = 30
    package static let name = 120
    package static let competitorPosts = 20
    package static let competitorPost = 3_000
    package static let constraints = 30
    package static let constraint = 500
    package static let facts = 100
    package static let fact = 500
    package static let offer = 500
    package static let callToAction = 200
    package static let slots = 20
    package static let slot = 500
    /// Posts of one brief: platforms x languages.
    package static let posts = 60
  }

  /// `known` are the platforms that Text has rules for. Throws `Problem(.invalid)` with every fault.
  package func check(known: Set<String>) throws(Problem) {
    var check = FieldCheck()
    check.text(topic, "/topic", TextRule(Limits.topic, least: 1, lines: true))
    check.text(audience, "/audience", .paragraphs(Limits.audience))
    check.text(tone, "/tone", .optionalLine(Limits.tone))
    check.texts(competitors, "/competitors", most: Limits.names, each: .line(Limits.name))
    check.texts(
      competitorPosts, "/competitor_posts", most: Limits.competitorPosts,
      each: TextRule(Limits.competitorPost, least: 1, lines: true))
    check.texts(constraints, "/constraints", most: Limits.constraints, each: .line(Limits.constraint))
    check.texts(facts, "/facts", most: Limits.facts, each: TextRule(Limits.fact, least: 1, lines: true))
    check.text(offer, "/offer", .paragraphs(Limits.offer))
    check.link(link, "/link")
    check.text(callToAction, "/call_to_action", .optionalLine(Limits.callToAction))
    if check.count(slots.count, "/slots", most: Limits.slots) {
      for (name, value) in slots.sorted(by: { $0.key < $1.key }) {
        check.text(value, "/slots/\(name.prefix(40))", TextRule(Limits.slot, least: 1, lines: true))
      }
    }
    checkReach(&check, known)
    try check.done()
  }

  private func checkReach(_ check: inout FieldCheck, _ known: Set<String>) {
    Self.codes(languages, "/languages", Limits.languages, least: 1, &check) {
      Formats.languageFault($0)
    }
    Self.codes(regions, "/regions", Limits.regions, least: 0, &check) {
      Formats.regionFault($0)
    }
    Self.codes(platforms, "/platforms", Limits.platforms, least: 1, &check) {
      known.contains($0) ? nil : "is not a platform we write for: " + known.sorted().joined(separator: ", ")
    }
    let posts = languages.count * platforms.count
    check.require(
      posts <= Limits.posts, "/platforms",
      "with \(languages.count) languages makes \(posts) posts: at most \(Limits.posts) in one brief")
  }

  private static func codes(
    _ values: [String], _ pointer: String, _ most: Int, least: Int, _ check: inout FieldCheck,
    fault: (String) -> String?
  ) {
    guard check.count(values.count, pointer, least: least, most: most) else { return }
    var seen: Set<String> = []
    for (index, value) in values.enumerated() {
      if let message = fault(value) { check.fault("\(pointer)/\(index)", message) }
      if !seen.insert(value).inserted { check.fault("\(pointer)/\(index)", "is there twice") }
    }
  }

  /// One post per platform and language, in the brief's order.
  package var reach: [(platform: String, language: String)] {
    platforms.flatMap { platform in languages.map { (platform, $0) } }
  }
}

package struct Brief: Sendable, Equatable {
  package var id: BriefID
  package var brand: BrandID
  package var campaign: CampaignID?
  /// Of the same brand: the form of its posts.
  package var template: TemplateID?
  package var version: Int
  package var content: BriefContent
  package var created: Date
  package var updated: Date
  package var archived: Date?

  package init(
    id: BriefID, brand: BrandID, campaign: CampaignID?, template: TemplateID? = nil, version: Int,
    content: BriefContent, created: Date, updated: Date, archived: Date?
  ) {
    self.id = id
    self.brand = brand
    self.campaign = campaign
    self.template = template
    self.version = version
    self.content = content
    self.created = created
    self.updated = updated
    self.archived = archived
  }

  package func assertActive() throws(Problem) {
    if archived != nil { throw Problem(.conflict, "This brief is archived. Bring it back before using it.") }
  }
}

/// An edit: what is absent stays as it is.
package struct BriefEdit: Codable, Sendable, Equatable {
  package var campaignID: Change<CampaignID> = .keep
  package var templateID: Change<TemplateID> = .keep
  package var topic: String?
  package var audience: String?
  package var tone: String?
  package var languages: [String]?
  package var platforms: [String]?
  package var regions: [String]?
  package var competitors: [String]?
  package var competitorPosts: [String]?
  package var constraints: [String]?
  package var facts: [String]?
  package var offer: String?
  package var link: Change<String> = .keep
  package var callToAction: String?
  package var paid: Bool?
  /// Replaced as a whole.
  package var slots: [String: String]?

  package func applied(to content: BriefContent) -> BriefContent {
    BriefContent(
      topic: topic ?? content.topic, audience: audience ?? content.audience, tone: tone ?? content.tone,
      languages: languages ?? content.languages, platforms: platforms ?? content.platforms,
      regions: regions ?? content.regions, competitors: competitors ?? content.competitors,
      competitorPosts: competitorPosts ?? content.competitorPosts, constraints: constraints ?? content.constraints,
      facts: facts ?? content.facts,
      offer: offer ?? content.offer, link: link.applied(to: content.link),
      callToAction: callToAction ?? content.callToAction, paid: paid ?? content.paid, slots: slots ?? content.slots)
  }
}
