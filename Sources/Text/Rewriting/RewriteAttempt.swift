/// A text on its way to an aim: takes a change only while nothing is lost that must stay.
struct RewriteAttempt {
  let source: String
  /// Words that must stay as they are.
  let fixed: [String]
  private(set) var text: String
  private(set) var changes: [String] = []

  init(_ source: String, fixed: [String]) {
    self.source = source
    self.fixed = fixed
    text = source
  }

  /// False when the change was refused or changes nothing. `isBetter` is asked for the text before and after.
  @discardableResult
  mutating func take(
    _ new: String, _ change: String, where isBetter: (String, String) -> Bool = { _, _ in true }
  ) -> Bool {
    let new = Self.tidy(new)
    guard new != Self.tidy(text), new.contains(where: { $0.isLetter || $0.isNumber }),
      !MustStay.isLost(from: source, in: new, fixed: fixed), isBetter(text, new)
    else { return false }
    text = new
    if !changes.contains(change) { changes.append(change) }
    return true
  }

  /// All edits at once, or else those of them that lose nothing, one by one.
  mutating func take(
    _ edits: [Finding.Edit], _ change: String, where isBetter: (String, String) -> Bool = { _, _ in true }
  ) {
    let places = Lexicon(fixed).matches(in: WordText(text)).map(\.span)
    let free = edits.filter { edit in !places.contains { $0.overlaps(edit.span) } }
    guard !free.isEmpty, !take(TextEdits.apply(free, to: text), change, where: isBetter), free.count > 1 else { return }
    for edit in free.sorted(by: { $0.span.start > $1.span.start }) {
      take(TextEdits.apply([edit], to: text), change, where: isBetter)
    }
  }

  /// No blanks at the ends of lines, no more than one empty line, none at the ends.
  private static func tidy(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    var result: [String] = []
    for line in lines where !(line.isEmpty && (result.last?.isEmpty ?? true)) { result.append(line) }
    while result.last?.isEmpty == true { result.removeLast() }
    return result.joined(separator: "\n")
  }
}
