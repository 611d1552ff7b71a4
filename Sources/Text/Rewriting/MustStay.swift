/// What no rewriting by rules may lose: figures, dates, links, names, quotations, denials, and the words that narrow a
/// claim or that a law asks for.
enum MustStay {
  static func isLost(from source: String, in text: String, fixed: [String]) -> Bool {
    let facts = Grounding.check(source, against: [GroundingSource("rewriting", text)])
    if facts.contains(where: { isFact($0) && !text.contains($0.quote) }) { return true }
    let (before, after) = (words(source, fixed), words(text, fixed))
    if before.contains(where: { after[$0.key, default: 0] < $0.value }) { return true }
    let tags = Set(Entities.hashtags(text).map { $0.value.lowercased() })
    return Entities.hashtags(source).contains { isLabel($0.value) && !tags.contains($0.value.lowercased()) }
  }

  /// Whether a sentence holds something that must stay.
  static func isHeld(_ sentence: String, fixed: [String]) -> Bool {
    Grounding.check(sentence, against: []).contains(where: isFact) || !words(sentence, fixed).isEmpty
  }

  /// Hashtags that say that a post is paid.
  static func isLabel(_ tag: String) -> Bool {
    ["ad", "ads", "sponsored", "paidpartnership", "gifted", "advertisement"].contains(tag.lowercased())
  }

  /// Claims such as `free` may go; all that can be checked stays.
  private static func isFact(_ finding: Finding) -> Bool {
    finding.rule.hasPrefix("grounding/") && finding.rule != "grounding/\(Fact.Kind.claim.rawValue)"
  }

  /// How often each of them is said. Contracted denials count as those written out.
  private static func words(_ text: String, _ fixed: [String]) -> [String: Int] {
    let read = WordText(text)
    var counts: [String: Int] = [:]
    for match in Lexicon(caveats + fixed).matches(in: read) { counts[match.phrase, default: 0] += 1 }
    // `Don't wait` only pushes.
    let pushes = WordingLists.pushes.matches(in: read).map(\.span)
    let denials = read.words.indices.count { index in
      let denies = read.words[index].hasSuffix("n't") || denying.contains(read.words[index])
      return denies && !pushes.contains { $0.overlaps(read.spans[index]) }
    }
    if denials > 0 { counts["not"] = denials }
    return counts
  }

  private static let denying: Set<String> = ["not", "cannot", "no", "never", "without", "nothing", "none", "nobody"]

  /// Words that narrow a claim or warn: without them a text would promise more.
  private static let caveats = [
    "terms apply", "conditions apply", "terms and conditions", "while stocks last", "while supplies last",
    "responsibly", "at risk", "may vary", "can vary", "except", "excluding", "exclusions", "only", "subject to",
    "allergens", "contains", "paid partnership", "sponsored by", "in partnership with", "must be", "required",
    "until further notice", "cancelled", "canceled", "postponed", "closed", "unless", "sold out", "up to", "from",
    "selected", "some", "most", "many", "about", "almost", "nearly", "around", "if", "might",
  ]
}
