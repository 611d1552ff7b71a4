import Text

/// Where a text that a machine wrote may lead a reader.
enum LinkCheck {
  /// Every address outside the allow-list, with its removal. A person's links are theirs.
  static func findings(_ text: String, by author: Authorship, _ rules: JudgeRules) -> [Finding] {
    guard author == .machine else { return [] }
    let allowed = rules.allowedLinks
    var seen: Set<String> = []
    let foreign = Addresses.found(in: text).filter { !allowed.contains($0) && seen.insert($0).inserted }
    return foreign.flatMap { address in
      places(of: address, in: text).map { span in
        Finding(
          rule: "link/foreign", severity: .block, span: span, quote: address,
          message: "“\(address)” is not the brief's link.",
          fix: "Make it the brief's link if it is meant, or take it out.", edit: .removing(span, from: text))
      }
    }
  }

  private static func places(of address: String, in text: String) -> [Span] {
    text.ranges(of: address).map { range in
      let scalars = text.unicodeScalars
      let start = scalars.distance(from: scalars.startIndex, to: range.lowerBound)
      return Span(start, start + scalars.distance(from: range.lowerBound, to: range.upperBound))
    }
  }
}
