/// Plans posts. A frame that the brief has no material for is not offered: a quote needs somebody's words, steps need
/// to be steps, a story needs a past.
struct Planner {
  let reading: Reading
  let manner: Manner
  private let hooks: Hooks
  private let topicLines: TopicLines

  init(_ reading: Reading, _ manner: Manner) {
    self.reading = reading
    self.manner = manner
    hooks = Hooks(reading: reading, manner: manner)
    topicLines = TopicLines(reading: reading, manner: manner)
  }

  /// Every plan of every frame that the material carries, the strongest of each frame first.
  func plans() -> [Plan] {
    ComposedDraft.Frame.allCases.flatMap { frame in plans(frame) }
  }

  private func plans(_ frame: ComposedDraft.Frame) -> [Plan] {
    switch frame {
    case .announcement:
      (topicLines.lines(afterHook: false) + [hooks.address.map(withTopic)].compactMap(\.self)).map { plan(frame, $0) }
        + ([hooks.offer].compactMap(\.self) + (isNotice ? [] : hooks.benefits + hooks.others)).map {
          plan(frame, withTopic($0))
        }
    case .numberFirst: hooks.numbers.prefix(2).map { plan(frame, withTopic($0)) }
    case .problemSolution: hooks.problems.prefix(2).map { plan(frame, withTopic($0)) }
    case .question: hooks.questions.map { plan(frame, withTopic($0)) }
    case .quote: hooks.quotes.prefix(2).map { plan(frame, withTopic($0)) }
    case .list: lists
    case .howTo: steps
    case .story: story
    }
  }

  /// A hook that is not about the topic is followed by it, unless both say the same.
  private func withTopic(_ opening: Opening) -> Opening {
    guard !opening.coversTopic else { return opening }
    var opening = opening
    let said = Stems.of(opening.hook)
    let saysDay = Hooks.day(Term.split(opening.hook)) != nil
    let lines = topicLines.lines(afterHook: true).filter {
      $0.used.isDisjoint(with: opening.used) && !($0.usesOffer && opening.usesOffer) && (!saysDay || $0.used.isEmpty)
    }
    guard let line = lines.first else { return opening }
    let lineWords = Stems.of(line.hook)
    if Double(lineWords.intersection(said).count) >= 0.75 * Double(lineWords.count) { return opening }
    opening.topic = line.hook
    opening.used.formUnion(line.used)
    opening.usesOffer = opening.usesOffer || line.usesOffer
    return opening
  }

  private func plan(_ frame: ComposedDraft.Frame, _ opening: Opening, _ body: Plan.Body = .prose) -> Plan {
    let rest = reading.points.indices.filter { !opening.used.contains($0) }.map { reading.points[$0] }
    return Plan(frame: frame, opening: opening, points: rest, body: body)
  }

  /// Short points, mostly fragments, read best as a list.
  private var lists: [Plan] {
    let listed = reading.points.filter(Self.isListable)
    if case .howTo = reading.topic.form { return [] }
    guard listed.count >= 3, manner.roomForLists, !reading.points.contains(where: { $0.follows || $0.leansBack }),
      isNotice && manner.formal || listed.count(where: { $0.shape != .sentence }) * 2 >= listed.count
    else { return [] }
    var lines = topicLines.lines(afterHook: false).filter { $0.used.isEmpty }
    if lines.contains(where: \.usesOffer) { lines = lines.filter(\.usesOffer) }
    var openings = lines.prefix(2).map { line in
      var line = line
      line.listLine = nil
      return line
    }
    if isNotice || reading.topic.form == .noun, var line = lines.last {
      line.listLine =
        isNotice && manner.formal ? "What you need to know:" : manner.formal ? "The essentials:" : "The short version:"
      openings.insert(line, at: isNotice ? 0 : openings.count)
    }
    return openings.enumerated().map { plan(.list, $1, .bullets(Self.marks[$0 % 2])) }
  }

  private var isNotice: Bool { reading.topic.genre == .notice }

  /// Short enough for a line of a list, and no question or quotation.
  static func isListable(_ point: Point) -> Bool {
    point.text.count <= 120 && point.shape != .question && point.shape != .quotation && !point.follows
  }

  private static let marks = ["•", "–"]

  private var steps: [Plan] {
    let steps = reading.points.filter { $0.shape == .request }
    guard steps.count >= 3, case .howTo = reading.topic.form else { return [] }
    return topicLines.lines(afterHook: false).map { plan(.howTo, $0, .steps) }
  }

  /// Beats in the past first, what is now at the end.
  private var story: [Plan] {
    let past = reading.points.indices.filter { reading.points[$0].isPast && reading.points[$0].text.count <= 160 }
    guard past.count >= 2, let first = past.first, !reading.points[first].leansBack else { return [] }
    let later = reading.points.indices.filter {
      $0 > first && reading.points[$0].shape == .sentence && !past.contains($0)
    }
    guard past.count + later.count >= 3, past.count >= 3 || !later.isEmpty else { return [] }
    let opening = Opening(hook: reading.points[first].text, used: [first], isSober: true)
    var plan = plan(.story, opening)
    let beats = past.dropFirst() + later.prefix(1)
    let others = reading.points.indices.filter { $0 != first && !beats.contains($0) }
    plan.beats = beats.count
    plan.points = beats.map { reading.points[$0] } + others.map { reading.points[$0] }
    plan.closingTopic =
      reading.topic.noun(ours: reading.weVoice).map { manner.formal ? nil : "That's \($0)" } ?? reading.topic.text
    return [plan]
  }
}
