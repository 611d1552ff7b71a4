package import Kernel
import Models
package import Text

/// `starling eval compose --briefs FILE --out FILE`: drafts for readers to judge, a line of JSON each.
///
/// A line of the briefs has `topic` and, as far as it likes, `id`, `brand`, `audience`, `tone`, `facts`, `offer`, `link`,
/// `call_to_action`, `constraints`, `platforms` and `examples` (earlier posts, at least eight, that make the voice).
package struct ComposerDrafts: Evaluation {
  private let briefs: EvaluationFile
  private let out: EvaluationFile
  private let count: Int
  private let seed: UInt64
  private let rules: PlatformRules?

  /// `count` drafts for each brief, over its platforms in turn; `rules` are the product's own unless given.
  package init(
    briefs: EvaluationFile, out: EvaluationFile, count: Int = 2, seed: UInt64 = 1, rules: PlatformRules? = nil
  ) {
    self.briefs = briefs
    self.out = out
    self.count = count
    self.seed = seed
    self.rules = rules
  }

  package struct Figures: Encodable, Sendable {
    package var briefs = 0
    package var drafts = 0
    /// Drafts by frame.
    package var frames: [String: Int] = [:]
    package var shortOfDrafts = 0
  }

  /// A brief that gave fewer drafts than were asked for.
  package struct WrongCase: Encodable, Sendable {
    package var id: String
    package var drafts: Int
  }

  package struct Line: Codable, Sendable {
    package var id: String
    package var platform: String
    package var frame: String
    package var text: String
    package var leftOut: [String]
    package var notes: [String]
  }

  package func run() throws -> EvaluationResult<Figures, WrongCase> {
    let rules = try self.rules ?? PlatformRules.load()
    var result = EvaluationResult<Figures, WrongCase>(figures: Figures())
    var lines: [Line] = []
    for (index, brief) in try briefs.jsonLines(WrittenBrief.self).enumerated() {
      let id = brief.id ?? "brief-\(index + 1)"
      let drafts = try drafts(brief, rules)
      lines += drafts.map {
        Line(
          id: id, platform: $0.platform, frame: $0.frame.rawValue, text: $0.text, leftOut: $0.leftOut, notes: $0.notes)
      }
      result.figures.briefs += 1
      result.figures.drafts += drafts.count
      for draft in drafts { result.figures.frames[draft.frame.rawValue, default: 0] += 1 }
      if drafts.count < count {
        result.figures.shortOfDrafts += 1
        result.wrong.append(WrongCase(id: id, drafts: drafts.count))
      }
    }
    try out.write(lines)
    return result
  }

  private func drafts(_ brief: WrittenBrief, _ rules: PlatformRules) throws -> [ComposedDraft] {
    let voice = try brief.examples.map { try VoiceTrainer.train($0) }
    let known = try (brief.platforms ?? ["x", "linkedin"]).map { id in
      guard let platform = rules[id] else {
        throw Problem.invalid(
          briefs.path, "\(id) is not a platform we write for: \(rules.all.map(\.id).joined(separator: ", ")).")
      }
      return platform
    }
    let all = Composer().drafts(brief.composed, voice: voice, platforms: known, count: count, seed: seed)
    return (0..<count).compactMap { ordinal in
      let drafts = all[ordinal % known.count]
      let isOthers = ordinal >= known.count || drafts.isEmpty
      return drafts.indices.contains(ordinal) ? drafts[ordinal] : isOthers ? nil : drafts.last
    }
  }

  /// A brief as a file has it.
  private struct WrittenBrief: Decodable {
    var id: String?
    var topic: String
    var brand: String?
    var audience: String?
    var tone: String?
    var facts: [String]?
    var offer: String?
    var link: String?
    var callToAction: String?
    var constraints: [String]?
    var platforms: [String]?
    var examples: [String]?

    enum CodingKeys: String, CodingKey {
      case id, topic, brand, audience, tone, facts, offer, link, constraints, platforms, examples
      case callToAction = "call_to_action"
    }

    var composed: ComposerBrief {
      ComposerBrief(
        topic: topic, brand: brand, audience: audience, tone: tone, facts: facts ?? [], offer: offer, link: link,
        callToAction: callToAction, constraints: constraints ?? [])
    }
  }
}
