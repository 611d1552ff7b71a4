package import Kernel
package import Text

/// What somebody wants a text to become.
package enum RewriteWish: Codable, Sendable, Equatable {
  case aim(RewriteAim)
  /// In the writer's own words.
  case words(String)

  /// Most characters of an instruction.
  package static let longest = 500

  /// Exactly one of the two. Words that mean an aim and nothing more are that aim.
  package init(aim: RewriteAim?, words: String?) throws(Problem) {
    switch (aim, words) {
    case (let aim?, nil): self = .aim(aim)
    case (nil, let words?):
      var check = FieldCheck()
      check.text(words, "/instruction", TextRule(Self.longest, least: 1, lines: true))
      try check.done()
      self = RewriteAim(instruction: words).map(Self.aim) ?? .words(words)
    default: throw .invalid("/instruction", "Name either a preset or an instruction in your own words.")
    }
  }

  package var aim: RewriteAim? {
    switch self {
    case .aim(let aim): aim
    case .words: nil
    }
  }

  /// As a model is told.
  var instruction: String {
    switch self {
    case .aim(let aim): aim.instruction
    case .words(let words): words
    }
  }

  /// Whether it can be done without a model.
  func isDoneByRules(in language: String) -> Bool {
    Rewriter.knows(language) && aim?.isDoneByRules == true
  }
}
