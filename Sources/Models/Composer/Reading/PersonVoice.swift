/// Says a fact in the person that the brand speaks in: `Acme Coffee roasts on Tuesdays` -> `We roast on Tuesdays`.
struct PersonVoice {
  let brand: String?
  let weVoice: Bool
  /// A constraint asks for the person; without that only what reads wrongly is changed.
  let isAsked: Bool

  func said(_ point: Point) -> Point {
    guard point.shape == .sentence else { return point }
    let text = weVoice ? asWe(point.text) : isAsked ? asThird(point.text) : point.text
    guard text != point.text else { return point }
    var changed = Point(text, shape: .sentence)
    changed.follows = point.follows
    changed.isPinned = point.isPinned
    return changed
  }

  private func asWe(_ text: String) -> String {
    if let brand, text.hasPrefix(brand + " ") {
      let rest = text.dropFirst(brand.count + 1).split(separator: " ", maxSplits: 1).map(String.init)
      if let verb = rest.first.flatMap(Self.plural) { return (["We", verb] + rest.dropFirst()).joined(separator: " ") }
    }
    guard isAsked else { return text }
    return text.split(separator: " ").map { Self.first[String($0)] ?? String($0) }.joined(separator: " ")
  }

  private func asThird(_ text: String) -> String {
    guard let brand, text.hasPrefix("We ") else { return text }
    let words = text.split(separator: " ").map(String.init)
    let others = words.dropFirst().map { Term.key($0) }
    guard !others.contains(where: { ["we", "us", "our", "ours"].contains($0) }), words.count > 2,
      let verb = Self.singular(words[1])
    else { return text }
    return ([brand, verb] + words.dropFirst(2)).joined(separator: " ")
  }

  private static let first = [
    "I": "we", "I'm": "we're", "I’m": "we’re", "I've": "we've", "I’ve": "we’ve", "I'll": "we'll", "I’ll": "we’ll",
    "my": "our",
    "My": "Our", "me": "us", "mine": "ours", "myself": "ourselves",
  ]

  /// `roasts` -> `roast`; nil for what is no known verb.
  static func plural(_ verb: String) -> String? {
    switch verb {
    case "is": return "are"
    case "was": return "were"
    case "has": return "have"
    case "does": return "do"
    case "will", "can", "had", "did", "may", "must", "would", "could", "should": return verb
    default: break
    }
    if Lexis.pastVerbs.contains(verb) || Lexis.regularPast.contains(verb) { return verb }
    guard Lexis.singularVerbs.contains(verb) else { return nil }
    if verb.hasSuffix("ies") { return verb.dropLast(3) + "y" }
    if ["ches", "shes", "sses", "xes", "goes"].contains(where: { verb.hasSuffix($0) }) {
      return String(verb.dropLast(2))
    }
    return String(verb.dropLast())
  }

  static func singular(_ verb: String) -> String? {
    switch verb {
    case "are": return "is"
    case "were": return "was"
    case "have": return "has"
    case "do": return "does"
    case "will", "can", "had", "did", "may", "must", "would", "could", "should": return verb
    default: break
    }
    if Lexis.pastVerbs.contains(verb) || Lexis.regularPast.contains(verb) { return verb }
    let candidates = [verb + "s", verb + "es", verb.hasSuffix("y") ? verb.dropLast() + "ies" : verb + "s"]
    return candidates.first { Lexis.singularVerbs.contains($0) }
  }
}
