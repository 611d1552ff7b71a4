/// Ways to say what a post is about. Each is a whole line without its end mark, and none adds a claim.
struct TopicLines {
  let reading: Reading
  let manner: Manner

  private var topic: Topic { reading.topic }
  private var ours: Bool { reading.weVoice }

  /// The best first. `afterHook` when another sentence came before.
  func lines(afterHook: Bool) -> [Opening] {
    let lines = plain(afterHook)
    guard let index = company, let first = lines.first(where: { !$0.hook.contains(" with ") && !$0.usesOffer }) else {
      return lines
    }
    var accompanied = first
    accompanied.hook += ", " + inner(index)
    accompanied.used.insert(index)
    return [accompanied] + lines
  }

  /// A point that says with whom or what: `with bridge engineer Tomas Reyl`.
  private var company: Int? {
    guard topic.form != .whole, topic.genre != .howTo, topic.genre != .hiring else { return nil }
    return reading.points.indices.first { index in
      let point = reading.points[index]
      return point.shape == .modifier && point.terms[0].key == "with" && point.terms.count <= 8
        && (index + 1 == reading.points.count || !reading.points[index + 1].follows)
    }
  }

  private func plain(_ afterHook: Bool) -> [Opening] {
    switch topic.form {
    case .whole: afterHook ? [Opening(hook: explained)] : [Opening(hook: topic.text)]
    case .howTo(let task):
      manner.formal || !hasSteps
        ? [Opening(hook: topic.text)] : [Opening(hook: "Here's how to \(task)"), Opening(hook: topic.text)]
    case .labelled(let label, let rest): labelled(label, rest)
    case .noun: nouns(afterHook)
    }
  }

  /// A title such as `Why contracts go wrong` becomes a sentence where facts explain it.
  private var explained: String {
    let first = topic.text.split(separator: " ").first?.lowercased() ?? ""
    guard ["why", "how", "what"].contains(first), !topic.text.hasSuffix("?"), !manner.formal,
      reading.points.count(where: { $0.shape == .sentence }) >= 2
    else { return topic.text }
    return "Here's " + first + topic.text.dropFirst(first.count)
  }

  private var hasSteps: Bool { reading.points.count { $0.shape == .request } >= 3 }

  private func labelled(_ label: String, _ rest: String) -> [Opening] {
    var result = [Opening(hook: topic.text)]
    let inner = Phrase.inner(rest)
    let first = Term.split(inner).first?.key ?? ""
    if Genre.events.contains(label.lowercased()), ours, first == "how" || first.hasSuffix("ing") {
      result.insert(Opening(hook: "Join our \(label.lowercased()) on \(inner)"), at: 0)
    } else if ["a", "an", "our", "the"].contains(first), ours, !rest.contains(":"),
      Genre.events.contains(where: inner.contains)
    {
      result.insert(Opening(hook: "Join us for \(label), \(inner)"), at: 0)
    } else if topic.genre == .product, !Self.kinds.contains(where: label.lowercased().contains),
      ["a", "an", "our", "the"].contains(first)
    {
      result.insert(Opening(hook: "Meet \(label), \(inner)"), at: 0)
    }
    return result
  }

  /// Labels that say what kind of post it is, and are no names.
  private static let kinds = [
    "study", "guide", "news", "update", "recall", "reminder", "report", "video", "blog", "job", "new", "tip", "offer",
    "launch", "release", "announcement", "event", "today", "tonight", "tomorrow",
  ]

  private func nouns(_ afterHook: Bool) -> [Opening] {
    var result: [Opening] = []
    let noun = topic.noun(ours: ours)
    switch topic.genre {
    case .event:
      if let noun {
        let join = ours ? noun.hasPrefix("our ") ? "Join \(noun)" : "Join us for \(noun)" : nil
        if let join, let index = day { result.append(Opening(hook: "\(join) on \(inner(index))", used: [index])) }
        if let join { result.append(Opening(hook: join)) }
        if ours, !manner.formal, !afterHook, !noun.hasPrefix("our ") || noun.hasPrefix("our new ") {
          result.append(Opening(hook: "Coming up: \(noun)"))
        }
      }
    case .product:
      if let noun, Term.split(topic.text).contains(where: { ["new", "introducing"].contains($0.key) }) {
        result += [Opening(hook: "Meet \(noun)"), Opening(hook: "Say hello to \(noun)")]
        if manner.formal { result = [Opening(hook: "Introducing \(noun)")] }
      }
    case .sale:
      if let offer = reading.offer, offer.shape == .noun || offer.shape == .modifier, offer.joins {
        let head = noun.map { $0.hasPrefix("a ") || $0.hasPrefix("an ") ? nil : $0 } ?? nil
        let named = ours && head == nil && Phrase.joins(topic.text) ? "Our \(Phrase.inner(topic.text))" : topic.text
        result.append(Opening(hook: "\(named): \(offer.inner)", usesOffer: true))
      }
    case .hiring:
      if ours, Phrase.joins(topic.text) {
        result.append(Opening(hook: "\(manner.formal ? "We are" : "We're") hiring: \(Phrase.inner(topic.text))"))
      }
    default: break
    }
    if topic.genre == .sale, result.contains(where: \.usesOffer) { return result }
    return result + fused + [Opening(hook: topic.text)]
  }

  /// The topic with its first fragment behind a colon: `Veg boxes: weekly or every other week`.
  private var fused: [Opening] {
    guard topic.text.split(separator: " ").count <= 9 else { return [] }
    let index = reading.points.indices.prefix(1).first { place in
      let point = reading.points[place]
      return [.noun, .modifier].contains(point.shape) && point.terms.count <= 12 && !point.text.contains(":")
        && point.joins && !point.text.contains("!")
    }
    guard let index else { return [] }
    return [Opening(hook: "\(topic.text): \(inner(index))", used: [index])]
  }

  private func inner(_ index: Int) -> String { reading.points[index].inner }

  /// A point that is a day, to follow `on`: `Thursday 12 November, 7pm`.
  private var day: Int? {
    reading.points.indices.first { index in
      let terms = reading.points[index].terms
      guard reading.points[index].shape == .detail, let first = terms.first, terms.count <= 9 else { return false }
      let isDay = Lexis.weekdays.contains(first.key) && !first.key.hasSuffix("days") && !first.key.contains("-")
      return isDay || first.isNumber && terms.count > 1 && Details.isMonth(terms, 1)
    }
  }
}
