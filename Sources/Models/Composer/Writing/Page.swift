import Text

/// A draft on the page. Takes the least important away until it fits, and never the link.
struct Page: Sendable {
  var title: String?
  var hook: String
  var topic: String?
  var listLine: String?
  /// Points as a list, with the mark before each; a list of fewer than two is running text.
  var items: [Line] = []
  var mark: Plan.Body = .prose
  var lines: [Line] = []
  var offer: String?
  var closing: String?
  var tags: [String] = []
  var isSober = false
  /// The whole post is.
  var isGrave = false
  /// The hook is a title, not a sentence.
  var isHeading = false
  let manner: Manner
  let dress: Dress
  private(set) var leftOut: [String] = []
  /// Nothing more could be taken away, and it is still too long.
  private(set) var isOver = false

  init(hook: String, manner: Manner, dress: Dress) {
    self.hook = hook
    self.manner = manner
    self.dress = dress
  }

  // MARK: Fitting

  /// The text that fits; `length` is what to aim at, in the platform's units.
  mutating func fit(to length: Int, keeping least: Int = 1) -> String {
    while true {
      let text = text
      let measured = TextMeasure.measure(text, manner.platform)
      let isAllowed = measured.ok && manner.asksAllow(text)
      if isAllowed, measured.length <= length { return text }
      guard drop(hard: !isAllowed, keeping: least) else {
        isOver = !isAllowed
        return text
      }
    }
  }

  /// Takes one thing away: the least important line first; where a limit is broken also tags, offer and topic, and what
  /// a constraint asks for at the very end.
  private mutating func drop(hard: Bool, keeping least: Int) -> Bool {
    let ranks = (lines + items).map(\.rank)
    if let rank = ranks.min(), ranks.count > (hard ? 0 : least), rank < Rank.pinned {
      dropLine(rank)
      return true
    }
    guard hard else { return false }
    if !tags.isEmpty {
      tags.removeLast()
    } else if let offer {
      self.offer = nil
      leftOut.append(offer)
    } else if let topic {
      leftOut.append(topic.count < hook.count ? topic : hook)
      hook = topic.count < hook.count ? hook : topic
      self.topic = nil
    } else if let shorter = Self.withoutLastClause(hook) {
      hook = shorter
    } else if let rank = ranks.min() {
      dropLine(rank)
    } else {
      return shorten()
    }
    return true
  }

  private mutating func dropLine(_ rank: Double) {
    if let index = items.lastIndex(where: { $0.rank == rank }) {
      leftOut += items.remove(at: index).said
    } else if let index = lines.lastIndex(where: { $0.rank == rank }) {
      leftOut += lines.remove(at: index).said
      while index < lines.count, lines[index].follows { leftOut += lines.remove(at: index).said }
    }
  }

  /// The hook cut at a word.
  private mutating func shorten() -> Bool {
    let tail = closing.map { " " + $0 } ?? ""
    let cut = Truncation.fit(hook) { manner.allows(Phrase.sentence($0) + tail) }
    guard cut != hook, !cut.isEmpty else {
      guard closing != nil, !manner.allows(text), TextMeasure.measure(hook, manner.platform).length > 40 else {
        return false
      }
      let shorter = Truncation.fit(hook) { $0.count <= max(20, hook.count * 2 / 3) }
      guard shorter != hook, !shorter.isEmpty else { return false }
      hook = shorter
      return true
    }
    hook = cut
    return true
  }

  static func withoutLastClause(_ text: String) -> String? {
    for mark in [", where ", ", which ", ", who ", "; ", " – ", " (", ", so ", ", and "] {
      guard let range = text.ranges(of: mark).last, text[..<range.lowerBound].count > 24 else { continue }
      return String(text[..<range.lowerBound])
    }
    return nil
  }

  // MARK: Text

  var text: String {
    let body = blocks.filter { !$0.isEmpty }.joined(separator: isBroken ? "\n\n" : " ")
    let described = title.map { $0 + "\n\n" + body } ?? body
    guard !tags.isEmpty else { return described }
    return described + (isBroken || manner.isTitled ? "\n\n" : " ") + tags.joined(separator: " ")
  }

  /// Behind a hook that bears none the emoji stands at the next calm place.
  private var quietEmoji: String { isSober && !isGrave ? dress.emoji.map { " " + $0 } ?? "" : "" }

  private var isBroken: Bool { dress.isAiry || isList }
  private var isList: Bool { items.count >= 2 }

  private var blocks: [String] {
    var result = [opening]
    let about = topic.map { Line(text: Phrase.sentence($0) + quietEmoji, said: [$0], rank: 9) }
    if isList, let about { result.append(about.text) }
    if isList {
      if let listLine { result.append(listLine) }
      result.append(items.enumerated().map { "\(label($0)) \($1.text)" }.joined(separator: "\n"))
    }
    var rest =
      (isList
        ? []
        : items.map { line in
          var line = line
          line.text = Phrase.sentence(line.text)
          return line
        }) + lines
    if !isList, let about { rest.insert(about, at: 0) }
    if about == nil, let last = rest.indices.last { rest[last].text += quietEmoji }
    result += dress.isAiry ? paragraphs(rest) : [rest.map(\.text).joined(separator: " ")]
    return result + endings
  }

  private var endings: [String] {
    isBroken && !manner.paragraphs
      ? [[offer, closing].compactMap(\.self).joined(separator: " ")] : [offer, closing].compactMap(\.self)
  }

  private func label(_ index: Int) -> String {
    switch mark {
    case .steps: "\(index + 1)."
    case .bullets(let mark): mark
    case .prose: "•"
    }
  }

  /// Two or three sentences to a paragraph; fragments keep to themselves.
  private func paragraphs(_ lines: [Line]) -> [String] {
    var result: [String] = []
    var current: [Line] = []
    let most = manner.platform.limit >= 1000 ? 2 : 3
    for line in lines {
      let length = current.reduce(0) { $0 + $1.text.count }
      let turns = current.last.map { $0.isFragment != line.isFragment } ?? false
      if !current.isEmpty, !line.follows,
        current.count >= most || length + line.text.count > 240 || turns && length > 60
      {
        result.append(current.map(\.text).joined(separator: " "))
        current = []
      }
      current.append(line)
    }
    if !current.isEmpty { result.append(current.map(\.text).joined(separator: " ")) }
    return result
  }

  /// A title or `how to` before its list ends in a colon; a sentence before a list stays a sentence.
  private var announcesList: Bool {
    isList && listLine == nil && topic == nil && isHeading && !hook.contains(": ") && !"?!…".contains(hook.last ?? ".")
  }

  private var opening: String {
    guard !hook.isEmpty else { return "" }
    var hook = announcesList ? hook + ":" : Phrase.sentence(hook)
    if dress.exclaims, !isSober, hook.hasSuffix(".") { hook = hook.dropLast() + "!" }
    guard let emoji = dress.emoji, !isSober, !hook.isEmpty else { return hook }
    return dress.emojiFirst || hook.hasSuffix(":") ? "\(emoji) \(hook)" : "\(hook) \(emoji)"
  }
}
