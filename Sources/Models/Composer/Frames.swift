import Text

/// The material of one draft: what leads, what follows, how it closes. Every word of substance is the brief's.
struct Outline {
  var lead: String
  var body: [String]
  /// Written before each line of the body, as in a list; nil for running text.
  var bullets: [String]?
  /// Said after the body.
  var turn: String?
}

/// Plans for a draft. A frame that the brief gives no material for is not available.
struct Frames {
  private let topic: String
  private let isNoun: Bool
  private let facts: [String]
  private let brief: ComposerBrief

  init(_ brief: ComposerBrief, facts: [String]) {
    self.brief = brief
    self.facts = facts
    topic = Phrase.bare(brief.topic)
    isNoun = Phrase.isNounPhrase(brief.topic) && Phrase.standsInside(brief.topic, brand: brief.brand)
  }

  var available: [ComposedDraft.Frame] { ComposedDraft.Frame.allCases.filter { outline($0, pick: 0) != nil } }

  /// `pick` chooses among the wordings of a frame.
  func outline(_ frame: ComposedDraft.Frame, pick: Int) -> Outline? {
    switch frame {
    case .announcement: Outline(lead: choose(announcements, pick), body: facts)
    case .question: question(pick)
    case .list:
      facts.count >= 2 ? Outline(lead: choose(listLeads, pick), body: facts, bullets: choose(marks, pick)) : nil
    case .howTo: howTo(pick)
    case .numberFirst: numberFirst
    case .quote: quote
    case .problemSolution: forAudience(pick)
    case .story: story(pick)
    }
  }

  private func choose<T>(_ options: [T], _ pick: Int) -> T { options[abs(pick) % options.count] }

  private var announcements: [String] {
    var options = [Phrase.sentence(topic)]
    if isNoun {
      options.append("Here it is: \(Phrase.inner(topic)).")
      if let brand = brief.brand { options.append("News from \(brand): \(Phrase.inner(topic)).") }
    }
    return options
  }

  private var listLeads: [String] {
    isNoun
      ? [
        "\(Phrase.capitalised(topic)):", "\(Phrase.capitalised(topic)) at a glance:",
        "\(Phrase.capitalised(topic)), in short:",
      ]
      : [Phrase.sentence(topic), Phrase.sentence(topic) + " In short:"]
  }

  private let marks = [["•"], ["–"], ["→"]]

  private func question(_ pick: Int) -> Outline? {
    if isNoun {
      let leads = ["Heard about \(Phrase.inner(topic))?", "Have you seen \(Phrase.inner(topic)) yet?"]
      return Outline(lead: choose(leads, pick), body: facts)
    }
    guard let audience = brief.audience, audience.count < 40 else { return nil }
    return Outline(lead: "Any \(Phrase.inner(audience)) here?", body: [Phrase.sentence(topic)] + facts)
  }

  private func howTo(_ pick: Int) -> Outline? {
    guard facts.count >= 3 else { return nil }
    let lead = isNoun ? "What to know about \(Phrase.inner(topic)):" : Phrase.sentence(topic) + " What to know:"
    return Outline(lead: lead, body: facts, bullets: ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8."])
  }

  /// The fact with a number leads.
  private var numberFirst: Outline? {
    guard facts.count >= 2, let index = facts.firstIndex(where: isTelling) else { return nil }
    var rest = facts
    let lead = rest.remove(at: index)
    if isNoun { return Outline(lead: lead, body: ["That's \(Phrase.inner(topic))."] + rest) }
    return Outline(lead: lead, body: [Phrase.sentence(topic)] + rest)
  }

  /// A number inside a sentence of some length; a bare date or place is no opening.
  private func isTelling(_ fact: String) -> Bool {
    let words = fact.split(separator: " ")
    return words.count >= 6 && words.prefix(2).allSatisfy { !$0.contains(where: \.isNumber) || $0.contains("%") }
      && fact.contains(where: \.isNumber)
  }

  /// A fact that is somebody's words leads.
  private var quote: Outline? {
    guard let index = facts.firstIndex(where: { $0.contains("“") || $0.count(where: { $0 == "\"" }) >= 2 }) else {
      return nil
    }
    var rest = facts
    let lead = rest.remove(at: index)
    return Outline(lead: lead, body: [Phrase.sentence(topic)] + rest)
  }

  private func forAudience(_ pick: Int) -> Outline? {
    guard let audience = brief.audience.map(Phrase.bare), !audience.isEmpty, audience.count <= 45,
      !audience.contains(",")
    else { return nil }
    let said = Phrase.inner(audience)
    let noun = isNoun ? Phrase.inner(topic) : nil
    let leads = noun.map { ["For \(said): \($0).", "\(Phrase.capitalised($0)), made for \(said)."].prefix(1) }
    guard let lead = leads?.first else {
      return Outline(lead: "This one is for \(said).", body: [Phrase.sentence(topic)] + facts)
    }
    return Outline(lead: lead, body: facts)
  }

  /// Beats first, what it is at the end.
  private func story(_ pick: Int) -> Outline? {
    guard isNoun, facts.count >= 3, facts.prefix(3).allSatisfy({ $0.count < 90 }) else { return nil }
    return Outline(lead: facts[0], body: Array(facts.dropFirst()), turn: "That's \(Phrase.inner(topic)).")
  }
}
