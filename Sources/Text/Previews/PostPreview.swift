import Kernel

/// A text as its platform's readers meet it: what is a link there, how links are shortened, and what stands behind the
/// fold. Pure.
package struct PostPreview: Sendable, Hashable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case text, link, tag, mention
  }

  package struct Run: Codable, Sendable, Hashable {
    package var kind: Kind
    /// As shown, with its line breaks.
    package var text: String

    package init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  package var shown: [Run]
  /// What shows only after a click; empty where all is shown at once.
  package var folded: [Run] = []
  /// What that click is on; empty like `folded`.
  package var more = ""
  /// The host that the card below the text names; nil where the platform makes none.
  package var card: String?

  package init(_ text: String, on platform: PlatformLimits) {
    let display = platform.display
    let entities = PreviewEntities.find(text, platform)
    let runs = Self.runs(Scalars(display.lineBreaks ? text : Self.inOneLine(text)), entities)
    (shown, folded) = Self.folded(runs, display.fold)
    if !folded.isEmpty { more = display.fold?.words ?? "" }
    if display.card { card = entities.lazy.compactMap(\.link).first.flatMap(LinkHost.of) }
  }

  /// Scalars stay where they are, so that entities do too.
  private static func inOneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }))
  }

  private static func runs(_ text: Scalars, _ entities: [PreviewEntity]) -> [Run] {
    var runs: [Run] = []
    var place = 0
    for entity in entities where entity.span.start >= place {
      if entity.span.start > place { runs.append(Run(.text, text.string(place..<entity.span.start))) }
      runs.append(Run(entity.kind, entity.shown))
      place = entity.span.end
    }
    if place < text.count { runs.append(Run(.text, text.string(place..<text.count))) }
    return runs
  }

  /// Cuts between words; a link, tag or mention that does not fit whole stands behind the fold.
  private static func folded(_ runs: [Run], _ fold: PlatformDisplay.Fold?) -> (shown: [Run], folded: [Run]) {
    guard let fold else { return (runs, []) }
    var room = fold.characters
    var lines = fold.lines ?? .max
    for (index, run) in runs.enumerated() {
      let end = end(of: run.text, room: room, lines: &lines)
      guard end < run.text.endIndex else {
        room -= run.text.count
        continue
      }
      let cut = run.kind == .text ? end : run.text.startIndex
      let (before, after) = (run.text[..<cut], run.text[cut...])
      let shown = runs[..<index] + (before.isEmpty ? [] : [Run(run.kind, trimmed(before))])
      let rest = after.drop { $0.isWhitespace }
      return (Array(shown), (rest.isEmpty ? [] : [Run(run.kind, String(rest))]) + runs[(index + 1)...])
    }
    return (runs, [])
  }

  /// Where the text leaves the room or the lines; its end when it does not.
  private static func end(of text: String, room: Int, lines: inout Int) -> String.Index {
    var (index, count) = (text.startIndex, 0)
    while index < text.endIndex, count < room {
      if text[index].isNewline {
        lines -= 1
        guard lines > 0 else { return index }
      }
      index = text.index(after: index)
      count += 1
    }
    guard index < text.endIndex, !text[index].isWhitespace else { return index }
    return text[..<index].lastIndex { $0.isWhitespace } ?? (room < 20 ? text.startIndex : index)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
