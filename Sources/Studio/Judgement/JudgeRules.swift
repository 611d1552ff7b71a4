package import Kernel
package import Text

/// Everything a text is held against. A plain value, so that the same one gives the same judgement.
package struct JudgeRules: Sendable {
  package var platform: PlatformLimits
  package var language: String
  package var brand: BrandProfile
  package var brief: BriefContent
  package var voice: VoiceScorer?
  /// The voice's version.
  package var voiceVersion: VoiceModelID?
  /// Nil while too few posts of the platform's account were counted.
  package var engagement: EngagementModel?
  /// Where facts may come from.
  package var sources: [GroundingSource]
  /// The day where the brand is, as `2026-12-05`.
  package var today: String
  /// The brand's facts that may be used on the day.
  package var brandFacts: [String]
  /// Texts that a person answers for: their addresses may be written again.
  package var vouched: [String] = []
  /// What the text was translated from; nil for a text that was not.
  package var translation: TranslationSource?
  /// The packs that apply: Starling's, the brand's own, and the words that the brand and the brief forbid.
  package var policies: [PolicySet]
  /// How the readers' countries spell and write dates.
  package var regional: RegionalStyle
  /// The template's form with the brief's values; nil for a post that is written freely.
  package var frame: PostFrame?
  /// What texts before this one were read for.
  var memory = WritingMemory()
  /// The brief's competitors, and what they wrote.
  let competitors: CompetitorMentions
  let copies: CopySources

  /// `today`: for facts that expire, and dates that name no year. `policies` are Starling's packs and the brand's own.
  package init(
    platform: PlatformLimits, language: String, brand: BrandProfile, brief: BriefContent,
    voice: VoiceScorer?, today: String, policies: [PolicySet] = [], template: TemplateContent? = nil
  ) {
    self.platform = platform
    self.language = language
    self.brand = brand
    self.brief = brief
    self.voice = voice
    self.today = today
    brandFacts = brand.facts.filter { $0.isUsable(on: today) }.map(\.text)
    frame = template?.frame(brief, brand: brand, platform: platform, language: language, today: today)
    sources = Self.sources(brand, brandFacts, brief, frame)
    regional = RegionalStyle(language: language, regions: brief.regions)
    competitors = CompetitorMentions(brief.competitors)
    copies = CopySources(
      brief.competitorPosts,
      own: [brief.topic, brief.offer, brief.callToAction] + brief.facts + brand.facts.map(\.text))
    self.policies = policies + [PolicySet([.terms(never: brand.never, competitors: brief.competitors)])]
  }

  private static func sources(
    _ brand: BrandProfile, _ facts: [String], _ brief: BriefContent, _ frame: PostFrame?
  ) -> [GroundingSource] {
    let said =
      [brief.topic, brief.audience, brief.offer, brief.link ?? "", brief.callToAction] + brief.facts
      + brief.constraints + brief.slots.sorted { $0.key < $1.key }.map(\.value)
    let known =
      [brand.name] + facts + brand.always + brand.glossary.map(\.term)
    return [
      GroundingSource("brief", said.filter { !$0.isEmpty }.joined(separator: "\n")),
      GroundingSource("brand", known.filter { !$0.isEmpty }.joined(separator: "\n")),
    ] + (frame.map { [GroundingSource("template", $0.fixed)] } ?? [])
  }

  /// What the brand writes in a way of its own.
  package var spellings: [String] { [brand.name] + brand.always }

  /// The rules for a text with a history: what a person answers for in it, and what it was translated from.
  func standing(on provenance: Provenance) -> JudgeRules {
    var rules = vouching(for: provenance.vouched)
    rules.translation = provenance.translation
    // What the source says is said already.
    if let source = provenance.translation { rules.sources.append(GroundingSource("source", source.text)) }
    return rules
  }

  /// What a person wrote may be said again, and so may what they linked.
  func vouching(for text: String?) -> JudgeRules {
    guard let text else { return self }
    var rules = self
    rules.sources.append(GroundingSource("text before", text))
    rules.vouched.append(text)
    return rules
  }

  /// When the text goes out is not settled when it is judged, so `tomorrow` needs a date in the brief and no more.
  func ungrounded(_ text: String) -> [Finding] { Grounding.check(text, against: memory.ground(self)) }

  /// Why to ask a model for a text again: what it claims without a source, or copies; nil when there is no reason.
  func correction(of text: String) -> String? {
    let claims = ungrounded(text).filter { $0.severity >= .warning }.map(\.quote)
    guard claims.isEmpty else {
      return
        "These are not in the data, so they must not be in the post: \(claims.prefix(5).joined(separator: "; ")). Write it again without them. JSON only."
    }
    return copied(text, by: .machine).isEmpty
      ? nil : "That repeats what a competitor wrote. Write it again in words of your own. JSON only."
  }

  /// Terms that are spelt as they are in every country.
  var kept: [String] { spellings + brand.glossary.map(\.term) }

  /// Addresses that a machine may write: the brief's link, those of the brand's facts and of the template, and those of
  /// the brief's facts on the same hosts; of a brief without a link, all of its facts'. Never those in other words of
  /// the brief, which may be pasted from anywhere.
  package var allowedLinks: Set<String> {
    let sure = Set((brandFacts + vouched + [brief.link ?? "", frame?.fixed ?? ""]).flatMap(Addresses.found))
    let told = brief.facts.flatMap(Addresses.found)
    guard brief.link != nil else { return sure.union(told) }
    let hosts = Set(sure.compactMap(LinkHost.of))
    return sure.union(
      told.filter { link in LinkHost.of(link).map { host in hosts.contains { LinkHost.isOf(host, $0) } } ?? false })
  }
}

/// Who answers for a text. What a person typed is theirs to vouch for; what a machine wrote is not.
package enum Authorship: Sendable {
  case machine, person
}
