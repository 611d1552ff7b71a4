/// What the composer may say: everything in a draft comes from here.
package struct ComposerBrief: Codable, Sendable, Hashable {
  package var topic: String
  package var brand: String?
  package var audience: String?
  package var tone: String?
  package var facts: [String]
  /// What the brand says of itself; used only where it has to do with the brief's topic and facts.
  package var brandFacts: [String]
  package var offer: String?
  package var link: String?
  package var callToAction: String?
  package var constraints: [String]
  package var hashtags: [String]
  /// Names and terms to be spelt exactly so.
  package var alwaysTerms: [String]
  package var neverTerms: [String]

  package init(
    topic: String, brand: String? = nil, audience: String? = nil, tone: String? = nil, facts: [String] = [],
    brandFacts: [String] = [], offer: String? = nil, link: String? = nil, callToAction: String? = nil,
    constraints: [String] = [], hashtags: [String] = [], alwaysTerms: [String] = [], neverTerms: [String] = []
  ) {
    self.topic = topic
    self.brand = brand
    self.audience = audience
    self.tone = tone
    self.facts = facts
    self.brandFacts = brandFacts
    self.offer = offer
    self.link = link
    self.callToAction = callToAction
    self.constraints = constraints
    self.hashtags = hashtags
    self.alwaysTerms = alwaysTerms
    self.neverTerms = neverTerms
  }
}
