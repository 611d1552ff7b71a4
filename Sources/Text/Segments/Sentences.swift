package enum Sentences {
  /// Sentences in order. Spans leave out the white space around; links and abbreviations do not end one.
  package static func split(_ text: String) -> [Span] { [] }
}
