import Text

/// Writes one plan down.
struct Scribe {
  let brief: ComposerBrief
  let reading: Reading
  let manner: Manner

  /// Nil when a numbered list would lose a step.
  /// With `isBrief` only what matters most is said.
  func draft(_ plan: Plan, seed: UInt64, isBrief: Bool = false) -> ComposedDraft? {
    let dress = Dress(manner, seed: seed)
    var page = page(plan, dress)
    let steps = page.items.count
    var fitted = page.fit(to: manner.length)
    if isBrief {
      fitted = page.fit(to: TextMeasure.measure(fitted, manner.platform).length * 13 / 20, keeping: 2)
    }
    if plan.body == .steps, page.items.count < steps { return nil }
    var text = Finish(manner: manner).finished(fitted)
    if page.isOver || text != fitted, !manner.allows(text) { text = Truncation.fit(text) { manner.allows($0) } }
    if text.isEmpty { text = Truncation.fit(page.text, manner.platform) }
    return ComposedDraft(
      text: text, frame: plan.frame, platform: manner.platform.id, seed: seed, leftOut: page.leftOut,
      notes: reading.notes)
  }

  private func page(_ plan: Plan, _ dress: Dress) -> Page {
    let realiser = Realiser(reading: reading, manner: manner, dress: dress)
    var page = Page(hook: hook(plan), manner: manner, dress: dress)
    page.topic = plan.opening.topic
    page.listLine = plan.opening.listLine
    page.isSober = plan.opening.isSober || reading.topic.genre == .notice
    page.isGrave = reading.topic.genre == .notice
    page.isHeading = isHeading(plan)
    page.mark = plan.body
    switch plan.body {
    case .prose: page.lines = realiser.prose(plan)
    case .bullets:
      let (listed, rest) = parted(plan.points) { Planner.isListable($0) }
      page.items = realiser.items(listed)
      page.lines = rest.isEmpty ? [] : realiser.prose(Plan(frame: plan.frame, opening: plan.opening, points: rest))
    case .steps:
      let (steps, rest) = parted(plan.points) { $0.shape == .request }
      page.items = realiser.items(steps).map { item in
        var item = item
        item.rank += 3
        return item
      }
      page.lines = rest.isEmpty ? [] : realiser.prose(Plan(frame: plan.frame, opening: plan.opening, points: rest))
    }
    if let topic = plan.closingTopic {
      let line = Line(text: Phrase.sentence(topic), said: [topic], rank: 4, isFragment: false)
      page.lines.insert(line, at: min(plan.beats, page.lines.count))
    }
    if !plan.opening.usesOffer { page.offer = offer(dress) }
    if !page.items.isEmpty, page.topic == nil, page.listLine == nil, let offer = page.offer {
      page.topic = offer
      page.offer = nil
    }
    page.closing = Closing.line(reading, manner, dress)
    page.tags = tags
    return manner.isTitled ? titled(page) : page
  }

  private func isHeading(_ plan: Plan) -> Bool {
    if case .howTo = reading.topic.form { return true }
    return plan.opening.hook == reading.topic.text && reading.topic.form != .whole
  }

  /// Title and description: what the title says is not said again.
  private func titled(_ page: Page) -> Page {
    var page = page
    page.title = title
    if page.items.isEmpty { page.topic = nil }
    let words = Stems.of(page.hook)
    guard Double(words.intersection(reading.topic.words).count) >= 0.6 * Double(words.count) else { return page }
    if !page.items.isEmpty {
      page.hook = ""
    } else if !page.lines.isEmpty {
      page.hook = page.lines.removeFirst().text
    }
    return page
  }

  /// Long first sentences lose a describing clause where posts are short.
  private func hook(_ plan: Plan) -> String {
    let hook = plan.opening.hook
    guard hook.count * 5 > manner.length * 3, let shorter = Page.withoutLastClause(hook) else { return hook }
    return shorter
  }

  /// The first line of a platform that has titles.
  private var title: String {
    let text = Phrase.capitalised(reading.topic.text)
    let most = manner.platform.titleLimit ?? 100
    return text.count <= most ? text : Truncation.fit(text) { $0.count <= most }
  }

  private func parted(_ points: [Point], _ test: (Point) -> Bool) -> ([Point], [Point]) {
    (points.filter(test), points.filter { !test($0) })
  }

  /// `Plus: a free cookie …` for a thing, `Get 20% off …` for a reduction, a sentence as it is.
  private func offer(_ dress: Dress) -> String? {
    guard let offer = reading.offer else { return nil }
    guard offer.isFragment, !offer.text.contains("!"), offer.joins else {
      return offer.sentence
    }
    let inner = offer.inner
    if manner.formal { return offer.sentence }
    if offer.terms.first?.key.hasSuffix("%") == true, offer.terms.contains(where: { $0.key == "off" }) {
      return "Get \(inner)."
    }
    if offer.shape == .noun { return "Plus: \(inner)." }
    return offer.sentence
  }

  /// The brief's tags first, then those the voice uses.
  private var tags: [String] {
    guard manner.hashtags > 0 else { return [] }
    var seen: Set<String> = []
    let all = brief.hashtags + manner.tags
    let clean = all.map { "#" + $0.filter { $0.isLetter || $0.isNumber || $0 == "_" } }
    return Array(
      clean.filter { PostValidity.isHashtag($0) && seen.insert($0.lowercased()).inserted }.prefix(manner.hashtags))
  }
}
