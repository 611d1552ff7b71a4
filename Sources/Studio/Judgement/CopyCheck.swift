import Text

extension JudgeRules {
  /// Wording that stands in what a competitor wrote. It stops a machine's text; a person may know better.
  func copied(_ text: String, by author: Authorship) -> [Finding] {
    copies.matches(in: text).map { match in
      let beginning = brief.competitorPosts[match.source].split(whereSeparator: \.isWhitespace).prefix(8)
      let quoted = Invisible.stripped(beginning.joined(separator: " "))
      let reason =
        match.run >= CopySources.run
        ? "\(match.run) words in a row" : "\(Int((match.share * 100).rounded())) % of the wording"
      return Finding(
        rule: "brief/copied", severity: author == .machine ? .block : .warning, span: match.span,
        quote: quote(match.span, text),
        message: "Too close to a competitor’s post (\(reason)): “\(quoted)…”. Say it in words of your own.")
    }
  }
}
