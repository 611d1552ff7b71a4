import Models
import Text

/// What whoever wrote a brief should know before anything is written from it.
enum BriefNotices {
  /// Sentences; none for a brief that says enough and does not contradict itself.
  static func of(_ brief: BriefContent) -> [String] {
    let reading = Reading(
      ComposerBrief(
        topic: brief.topic, facts: brief.facts, offer: brief.offer.isEmpty ? nil : brief.offer, link: brief.link,
        callToAction: brief.callToAction.isEmpty ? nil : brief.callToAction),
      voice: nil)
    let silent = brief.facts.isEmpty && brief.offer.isEmpty && brief.slots.isEmpty
    return reading.contradictions.prefix(5).map { $0 + " Mend it: what is written may say either, or neither." }
      + (silent ? [nothingToSay] : [])
  }

  private static let nothingToSay =
    "There are no facts to write from. Nothing is invented here, so the posts can say little more than the topic: add what is new, when, where and at which price."
}
