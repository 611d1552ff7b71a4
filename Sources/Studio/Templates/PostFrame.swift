import Foundation
package import Text

/// A template's form for one post, filled: what stands, and the place for what is written between.
package struct PostFrame: Sendable, Equatable {
  package var before: String
  /// Nil when the form leaves nothing to write.
  package var behind: String?
  /// The form without the part that is written.
  package var bare: String

  /// All that stands already.
  package var fixed: String { [before, behind ?? ""].filter { !$0.isEmpty }.joined(separator: "\n") }

  package func around(_ body: String) -> String { before + body + (behind ?? "") }

  /// Fewer characters than this are no text.
  private static let least = 30

  /// What the platform leaves for the part between, beside a label that is set before the whole; nil when that is no
  /// room for a text.
  package func room(on platform: PlatformLimits, beside label: String = "") -> PlatformLimits? {
    guard behind != nil else { return nil }
    var room = platform
    let fixed = label + around("")
    room.limit = platform.limit - TextMeasure.measure(fixed, platform).length
    room.byteLimit = platform.byteLimit.map { $0 - fixed.utf8.count }
    guard room.limit >= Self.least, room.byteLimit ?? Self.least >= Self.least else { return nil }
    let used = fixed.count
    room.conventions.comfortableLength = min(
      room.limit, max(Self.least, platform.conventions.comfortableLength - used))
    room.foldAt = platform.foldAt.map { max(0, $0 - before.count) }
    return room
  }

  /// The whole text behind a label, the part between cut until all of it fits.
  package func text(around body: String, on platform: PlatformLimits, beside label: String = "") -> String {
    let written = withoutLinks(body)
    func fits(_ body: String) -> Bool { TextMeasure.fits(label + around(body), platform) }
    guard !fits(written) else { return around(written) }
    let cut = Truncation.fit(written, where: fits)
    return cut.isEmpty ? bare : around(cut)
  }

  /// A link that the form has is not said twice.
  private func withoutLinks(_ body: String) -> String {
    let links = Addresses.found(in: fixed)
    let text = links.reduce(body) { $0.replacing($1, with: "") }
    guard text != body else { return body }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(separator: " ").joined(separator: " ") }
      .joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension TemplateContent {
  /// The form for a post with the brief's values; nil when the template has none for it, or it cannot be read.
  func frame(
    _ brief: BriefContent, brand: BrandProfile, platform: PlatformLimits, language: String, today: String
  ) -> PostFrame? {
    guard let form = form(platform: platform.id, language: language), let text = try? TemplateText(form.text) else {
      return nil
    }
    let writer = SlotWriter(language: language, regions: brief.regions, today: today)
    var values = Self.values(brief, brand)
    for slot in slots {
      values[slot.name] = (brief.slots[slot.name] ?? slot.fallback).flatMap { writer.text($0, slot.kind) }
    }
    let body = BriefSlot.body.rawValue
    let open = text.filled(values, open: body)
    return PostFrame(before: open.before, behind: open.behind, bare: text.filled(values).before)
  }

  private static func values(_ brief: BriefContent, _ brand: BrandProfile) -> [String: String] {
    let values: [BriefSlot: String] = [
      .brand: brand.name, .topic: brief.topic, .audience: brief.audience, .offer: brief.offer,
      .link: brief.link ?? "", .callToAction: brief.callToAction,
    ]
    return Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, Invisible.stripped($0.value)) })
  }
}

extension JudgeRules {
  /// What a paid post begins with; empty for any other.
  var label: String { brief.paid ? Disclosure.words(for: language)[0] + ": " : "" }

  /// What the part inside a frame is held to; nil when there is no room for one. What stands in the frame need not be
  /// said again.
  func inside(_ frame: PostFrame) -> JudgeRules? {
    guard let room = frame.room(on: platform, beside: label) else { return nil }
    var rules = self
    rules.platform = room
    if let link = brief.link, frame.fixed.contains(link) { rules.brief.link = nil }
    if frame.fixed.contains(brief.callToAction) { rules.brief.callToAction = "" }
    if frame.fixed.contains(brief.offer) { rules.brief.offer = "" }
    // The whole text says first that it is paid, not the middle of it.
    rules.brief.paid = false
    return rules
  }
}
