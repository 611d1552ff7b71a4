import Text

/// Takes a fact apart into what can be said separately.
struct FactSplitter {
  let tidy: Tidy
  let link: String?
  /// Facts that are notes among colleagues.
  private(set) var setAside: [String] = []

  init(tidy: Tidy, link: String?) {
    self.tidy = tidy
    self.link = link
  }

  mutating func points(_ fact: String) -> [Point] {
    var result: [Point] = []
    for line in fact.split(whereSeparator: \.isNewline) {
      if Self.isInternal(line.lowercased()) {
        setAside.append(canonical(String(line)))
        continue
      }
      let text = Self.withoutLabel(withoutLink(tidy.tidy(Self.withoutNumber(String(line)))))
      for (index, sentence) in sentences(text).flatMap(halves).enumerated() where !sentence.isEmpty {
        var point = Point(sentence)
        let leans = point.terms.prefix(4).contains { ["it", "its", "them", "their"].contains($0.key) }
        point.follows = index > 0 && (point.leansBack || leans || point.terms.count <= 3)
        result.append(point)
      }
    }
    return result
  }

  func sentences(_ text: String) -> [String] {
    guard text.contains(where: { ".!?…".contains($0) }) else { return text.isEmpty ? [] : [text] }
    if let quotation = Quotation(text), quotation.words.count * 2 > text.count { return [text] }
    let scalars = Array(text.unicodeScalars)
    return Sentences.split(text).map { span in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[span.start..<span.end])
      return String(view)
    }
  }

  /// At a semicolon between two whole sentences.
  private func halves(_ text: String) -> [String] {
    let parts = text.split(separator: "; ").map(String.init)
    guard parts.count > 1 else { return [text] }
    let isPlain = parts.allSatisfy { ShapeReader($0).shape == .sentence }
    let leans = parts.dropFirst().contains { part in
      Term.split(part).prefix(6).contains {
        ["it", "they", "this", "that", "these", "he", "she", "one"].contains($0.key)
      }
    }
    return isPlain && !leans ? parts : [text]
  }

  /// The brief's link stands at the end of the post and nowhere else.
  private func withoutLink(_ text: String) -> String {
    guard let link, let range = text.firstRange(of: link) else { return text }
    var head = Phrase.bare(String(text[..<range.lowerBound]))
    for word in [" at", " see", " on", " via", " visit", " here", " link", " website", " more"]
    where head.lowercased().hasSuffix(word) {
      head = Phrase.bare(String(head.dropLast(word.count)))
    }
    return head + text[range.upperBound...]
  }

  /// `1. Walk the dog` is a step; its number is the list's to give.
  private static func withoutNumber(_ line: String) -> String {
    let line = canonical(line)
    if line.lowercased().hasPrefix("step "), let colon = line.firstIndex(of: ":"), line[..<colon].count <= 8 {
      return String(line[line.index(after: colon)...])
    }
    let digits = line.prefix(while: \.isNumber)
    guard !digits.isEmpty, digits.count <= 2 else { return line }
    let rest = line.dropFirst(digits.count)
    return (rest.hasPrefix(". ") || rest.hasPrefix(") ")) ? String(rest.dropFirst(2)) : line
  }

  static func isStep(_ fact: String) -> Bool {
    let line = canonical(fact)
    return withoutNumber(line) != line
      || ["first, ", "then ", "next, ", "finally, "].contains { line.lowercased().hasPrefix($0) }
  }

  private static func withoutLabel(_ text: String) -> String {
    guard let colon = text.firstRange(of: ": "), labels.contains(text[..<colon.lowerBound].lowercased()) else {
      return text
    }
    return String(text[colon.upperBound...])
  }

  private static let labels = Lexis.set(
    "note fact info when where date time venue place location price cost usp benefit background details important detail"
  ).union(["key fact", "key facts", "did you know", "good to know", "selling point", "main point"])

  private static func isInternal(_ line: String) -> Bool {
    internalMarks.contains { line.contains($0) }
  }

  private static let internalMarks = [
    "tbc", "tbd", "to be confirmed", "to be decided", "internal only", "internal:", "confidential", "not publish",
    "n't publish", "not for publication", "???", "lorem ipsum", "need to check", "under embargo",
  ]
}
