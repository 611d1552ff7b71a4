package import Foundation
package import Kernel
package import Text

/// What somebody says to the others about a post, a variant, or some words of one.
package struct Comment: Sendable, Equatable {
  package var id: CommentID
  package var brand: BrandID
  package var post: PostID
  package var variant: VariantID?
  /// The comment that this one answers; nil for one that begins a thread.
  package var answers: CommentID?
  package var quote: Quote?
  /// Empty once it was removed.
  package var body: String
  /// Who is asked to look.
  package var mentions: [UserID]
  package var author: UserID
  package var version: Int
  package var created: Date
  package var edited: Date?
  package var removed: Date?
  /// Of the whole thread; nil for answers.
  package var resolved: Date?

  package enum Limits {
    package static let body = 5_000
    package static let mentions = 20
    package static let quote = 1_000
    /// Answers and threads of one post.
    package static let perPost = 500
  }

  /// The comment that begins its thread.
  package var thread: CommentID { answers ?? id }

  package static func check(body: String, mentions: [UserID]) throws(Problem) {
    var check = FieldCheck()
    check.text(body, "/body", TextRule(Limits.body, least: 1, lines: true))
    check.require(!body.isBlank, "/body", "must not be empty")
    check.texts(mentions.map(\.description), "/mentions", most: Limits.mentions, each: .line(60))
    try check.done()
  }
}

extension Comment {
  /// Throws `Problem(.forbidden)` for somebody else's words and `.conflict` for a removed comment.
  package func edited(_ body: String, mentions: [UserID], by user: UserID, at now: Date) throws(Problem) -> Comment {
    try assertThere()
    guard user == author else {
      throw Problem(.forbidden, "Only who wrote a comment edits it. Answer it instead.")
    }
    try Self.check(body: body, mentions: mentions)
    guard body != self.body || mentions != self.mentions else { return self }
    var comment = self
    comment.body = body
    comment.mentions = mentions
    comment.edited = now
    comment.version += 1
    return comment
  }

  /// Without its words, at its place in the thread. `moderates`: may remove what others wrote.
  package func removing(by user: UserID, moderates: Bool, at now: Date) throws(Problem) -> Comment {
    guard moderates || user == author else {
      throw Problem(.forbidden, "Only who wrote a comment, or an admin, removes it.")
    }
    guard removed == nil else { return self }
    var comment = self
    comment.body = ""
    comment.mentions = []
    comment.quote = nil
    comment.removed = now
    comment.version += 1
    return comment
  }

  /// Settles the thread or opens it again; as it is when it is so already.
  package func settling(_ isSettled: Bool, at now: Date) throws(Problem) -> Comment {
    guard answers == nil else {
      throw Problem(.conflict, "This is an answer. Settle the thread by the comment that begins it.")
    }
    guard isSettled != (resolved != nil) else { return self }
    var comment = self
    comment.resolved = isSettled ? now : nil
    comment.version += 1
    return comment
  }

  package func assertThere() throws(Problem) {
    if removed != nil { throw Problem(.conflict, "This comment was removed.") }
  }
}

/// Words of a variant that a comment is about, as they were when it was written.
package struct Quote: Sendable, Equatable {
  package var words: String
  /// Where they began, in code points.
  package var start: Int

  package init(words: String, start: Int) {
    self.words = words
    self.start = start
  }

  var span: Span { Span(start, start + words.unicodeScalars.count) }

  /// Where the words are in the text as it is now: the occurrence nearest to where they were. Nil when they are gone.
  package func place(in text: String) -> Span? {
    let (text, words) = (Array(text.unicodeScalars), Array(words.unicodeScalars))
    guard !words.isEmpty, words.count <= text.count else { return nil }
    let places = Self.places(of: words, in: text)
    return places.min { abs($0 - start) < abs($1 - start) }.map { Span($0, $0 + words.count) }
  }

  /// Where the words begin. Knuth, Morris and Pratt's search: as many steps as both are long, whatever they say.
  private static func places(of words: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Int] {
    // How much of the beginning the first so many words end with.
    var border = [Int](repeating: 0, count: words.count)
    var known = 0
    for index in words.indices.dropFirst() {
      while known > 0, words[index] != words[known] { known = border[known - 1] }
      if words[index] == words[known] { known += 1 }
      border[index] = known
    }
    var places: [Int] = []
    known = 0
    for (index, scalar) in text.enumerated() {
      while known > 0, known == words.count || scalar != words[known] { known = border[known - 1] }
      if scalar == words[known] { known += 1 }
      if known == words.count { places.append(index + 1 - known) }
    }
    return places
  }

  /// The words at a span. Throws `Problem(.invalid)` on `/span` for one that is not in the text.
  package static func at(_ span: Span, of text: String) throws(Problem) -> Quote {
    let scalars = Array(text.unicodeScalars)
    guard span.start >= 0, span.start < span.end, span.end <= scalars.count else {
      throw Problem.invalid("/span", "The text has \(scalars.count) code points; name a stretch inside it.")
    }
    var words = String.UnicodeScalarView()
    words.append(contentsOf: scalars[span.range])
    return try Quote(words: String(words), start: span.start).checked("/span")
  }

  /// The first occurrence of some words. Throws `Problem(.invalid)` on `/quote` when the text has none.
  package static func first(_ words: String, in text: String) throws(Problem) -> Quote {
    let quote = try Quote(words: words, start: 0).checked("/quote")
    guard let place = quote.place(in: text) else {
      throw Problem.invalid("/quote", "The text does not say this. Copy the words as they stand in it.")
    }
    return Quote(words: words, start: place.start)
  }

  private func checked(_ pointer: String) throws(Problem) -> Quote {
    guard words.count <= Comment.Limits.quote, !words.isBlank else {
      throw Problem.invalid(pointer, "Name between one letter and \(Comment.Limits.quote) of them.")
    }
    return self
  }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
