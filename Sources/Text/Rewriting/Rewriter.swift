/// Rewrites an English text towards an aim by rules, without a model. Pure: the same text, aim and settings, the same
/// result.
///
/// What comes out is nearer to the aim by the aim's own figure, or else nothing is changed and the reason said. Links,
/// figures, dates, names, handles, quotations, denials, disclosures and the brand's spellings are the same before and
/// after.
package struct Rewriter: Sendable {
  package var platform: PlatformLimits
  /// A tag such as `en` or `en-GB`.
  package var language: String
  /// Words that must stay as they are: the disclosure of a paid post, the brand's names.
  package var fixed: [String]

  package init(_ platform: PlatformLimits, language: String, fixed: [String] = []) {
    self.platform = platform
    self.language = language
    self.fixed = fixed
  }

  /// Its rules are for English only.
  package static func knows(_ language: String) -> Bool { language.prefix { $0 != "-" } == "en" }

  /// A post has few sentences; a longer text is not rewritten by rules.
  package static let mostCharacters = 6_000

  package func rewrite(_ text: String, _ aim: RewriteAim) -> Rewriting {
    guard Self.knows(language) else {
      return .nothingToDo("Without a writing model only English texts are rewritten. Connect one, or edit by hand.")
    }
    guard text.count <= Self.mostCharacters else {
      return .nothingToDo("A text of more than \(Self.mostCharacters) characters needs a writing model.")
    }
    switch aim {
    case .shorter: return shorter(text)
    case .simpler: return simpler(text)
    case .lessSalesy: return lessSalesy(text)
    case .moreFormal: return moreFormal(text)
    case .moreCasual: return moreCasual(text)
    case .longer, .onBrand, .strongerHook:
      return .nothingToDo("“\(aim.words)” needs a writing model. Connect one, or edit by hand.")
    }
  }

  func attempt(_ text: String) -> RewriteAttempt { RewriteAttempt(text, fixed: fixed) }

  /// `isNearer` is asked for the figure before and after.
  func result(
    _ attempt: RewriteAttempt, _ figure: String, _ measure: (String) -> Double,
    nearer isNearer: (Double, Double) -> Bool, else words: String
  ) -> Rewriting {
    let (before, after) = (measure(attempt.source), measure(attempt.text))
    guard attempt.text != attempt.source, isNearer(before, after) else { return .nothingToDo(words) }
    return .rewritten(
      Rewritten(text: attempt.text, changes: attempt.changes, figure: figure, before: before, after: after))
  }

  private func lessSalesy(_ text: String) -> Rewriting {
    var attempt = attempt(text)
    attempt.dropPushes()
    attempt.take(MarkPasses.quiet(attempt.text, fixed: fixed), "Capitals that shout are small.")
    // What a first pass takes out may stand between a word and what it praises.
    for _ in 0..<2 { attempt.take(WordingPasses.calmer(Prose(attempt.text)), "Praise and pressure are taken out.") }
    attempt.take(MarkPasses.calm(attempt.text), "Exclamation marks are full stops.")
    return result(
      attempt, "salesy places", { Double(WordingMarks.sales($0)) }, nearer: { $1 < $0 },
      else: "Nothing here is salesy that may be touched: no praise, pressure, exclamation marks or shouting.")
  }

  private func moreFormal(_ text: String) -> Rewriting {
    var attempt = attempt(text)
    attempt.take(WordingPasses.written(Prose(attempt.text)), "Words of speech are written out.")
    attempt.take(Contractions.expanded(Prose(attempt.text)), "Contractions are written out.")
    attempt.take(MarkPasses.calm(attempt.text), "Exclamation marks are full stops.")
    attempt.take(MarkPasses.quiet(attempt.text, fixed: fixed), "Capitals that shout are small.")
    attempt.take(MarkPasses.withoutEmoji(attempt.text), "Emoji are taken out.")
    return result(
      attempt, "casual places", { Double(WordingMarks.casual($0)) }, nearer: { $1 < $0 },
      else: "This text is formal already: no contractions, words of speech, exclamation marks or emoji.")
  }

  private func moreCasual(_ text: String) -> Rewriting {
    var attempt = attempt(text)
    attempt.take(WordingPasses.spoken(Prose(attempt.text)), "Words of an office are everyday ones.")
    attempt.take(Contractions.contracted(Prose(attempt.text)), "Words that people run together are.")
    return result(
      attempt, "stiff places", { Double(WordingMarks.stiff($0)) }, nearer: { $1 < $0 },
      else: "This text is casual already: nothing in it could be contracted or said in a plainer word.")
  }

  private func simpler(_ text: String) -> Rewriting {
    func ease(_ text: String) -> Double { Readability.measure(text, language: language).ease ?? 0 }
    var attempt = attempt(text)
    func isEasier(_ old: String, _ new: String) -> Bool { ease(new) > ease(old) }
    attempt.take(WordingPasses.plain(Prose(attempt.text)), "Long words are plain ones.", where: isEasier)
    attempt.take(WordingPasses.wordy(Prose(attempt.text)), "Words that say nothing are taken out.", where: isEasier)
    for _ in 0..<4 {
      let splits = SentenceSplitter.splits(of: attempt.text)
      guard splits.contains(where: { attempt.take($0, "Long sentences are two.", where: isEasier) }) else { break }
    }
    return result(
      attempt, "reading ease", ease, nearer: { $1 > $0 },
      else: "Rules know no plainer word here and no place to part a sentence. Connect a model, or edit by hand.")
  }
}

/// How a rewriting without a model ended.
package enum Rewriting: Sendable, Equatable {
  case rewritten(Rewritten)
  /// In words: the text is so already, or nothing that may be touched is left.
  case nothingToDo(String)
}

package struct Rewritten: Sendable, Equatable {
  package var text: String
  /// What was done, a sentence each.
  package var changes: [String]
  /// What the aim is about, such as `characters`, and how much of it before and after.
  package var figure: String
  package var before: Double
  package var after: Double
}
