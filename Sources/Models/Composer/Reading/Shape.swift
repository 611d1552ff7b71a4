/// What a piece of a brief is, grammatically: decides how it may stand in a post.
enum Shape: Sendable, Equatable {
  /// Subject and verb: `We open at 6:30`.
  case sentence
  case question
  /// `Bring your own cup`.
  case request
  /// A sentence without its subject: `Opens 9am Sat`, `Needs no account`.
  case predicate
  /// `Four-day week`, `20% off all planters`.
  case noun
  /// `Open on Sundays`, `With live music`, `Made from wool`.
  case modifier
  /// A date, a time, a place or a price alone.
  case detail
  /// Somebody's words in quotation marks.
  case quotation

  /// Stands as a sentence of its own.
  var isWhole: Bool { [.sentence, .question, .request, .quotation].contains(self) }
}

/// Tells shapes apart by word lists and positions; no dictionary of all English, so it errs on the side of `noun`,
/// which is set as a line of its own and never built into a sentence.
struct ShapeReader {
  let terms: [Term]
  private let text: String

  init(_ text: String, _ terms: [Term]? = nil) {
    self.text = text
    self.terms = terms ?? Term.split(text)
  }

  var shape: Shape {
    guard let first = terms.first else { return .noun }
    if Quotation(text) != nil { return .quotation }
    if text.hasSuffix("?") { return .question }
    if Details.isDetail(terms) { return .detail }
    let verb = mainVerb
    if terms.count > 2, ["we", "you", "i", "they"].contains(first.key) { return .sentence }
    if terms.count >= 2, !terms[0].ends, isPredicate(first.key),
      !Lexis.nounsFirst.contains(first.key) || takesObject(0),
      (verb ?? .max) > 3 || terms[1].isNumber
    {
      return .predicate
    }
    if Lexis.requests.contains(first.key) || first.key == "please" || first.key == "don't" || first.key == "never" {
      return verb == nil || isRequest ? .request : .sentence
    }
    if verb != nil { return .sentence }
    return isModifier(first) ? .modifier : .noun
  }

  private func isPredicate(_ key: String) -> Bool {
    Lexis.singularVerbs.contains(key) || Lexis.pastVerbs.contains(key) && !Lexis.doubtfulPast.contains(key)
      || key == "is" || key == "has" || key == "won"
  }

  /// A verb of request before what a request takes: `Book a table`, `Come by`, `Call 0114`; not `Book club`.
  private var isRequest: Bool {
    guard terms.count > 1 else { return true }
    let next = terms[1]
    return Lexis.followers.contains(next.key) || Lexis.pronouns.contains(next.key) || next.isNumber
      || ["me", "us", "and", "or", "online", "sure"].contains(next.key) || terms[0].key == "please"
  }

  private func isModifier(_ first: Term) -> Bool {
    if ["free", "perfect", "great", "handmade"].contains(first.key) {
      return terms.count > 1 && Lexis.prepositions.contains(terms[1].key)
    }
    return Lexis.prepositions.contains(first.key) || Self.modifiers.contains(first.key)
      || first.key.hasSuffix("ed") && first.key.count > 4 && !Lexis.determiners.contains(first.key)
  }

  private static let modifiers = Lexis.set(
    """
    open closed available suitable ideal made grown built taught based ready only fully now
    """)

  /// Place of the verb that makes this a sentence; verbs of `who`, `which`, `if` … clauses do not count.
  var mainVerb: Int? {
    var skip = false
    var sawRelative = false
    var isQuoted = false
    for index in terms.indices {
      let key = terms[index].key
      if terms[index].raw.contains(where: { "“\"„".contains($0) }) {
        let marks = terms[index].raw.count { "“”\"„".contains($0) }
        isQuoted = marks == 1 && !isQuoted
        continue
      }
      if isQuoted {
        if terms[index].raw.contains("”") { isQuoted = false }
        continue
      }
      if opensClause(index) {
        skip = true
        sawRelative = sawRelative || ["who", "which", "that"].contains(key)
        continue
      }
      if isFinite(index, afterRelative: sawRelative) {
        guard skip else { return index }
        skip = false
      } else if terms[index].ends, skip {
        skip = false
      }
    }
    return nil
  }

  private func opensClause(_ index: Int) -> Bool {
    let key = terms[index].key
    if ["if", "when", "because", "while", "although", "where", "whose", "what", "how", "why", "so"].contains(key) {
      return true
    }
    if ["who", "which"].contains(key) { return true }
    guard index > 0, index + 1 < terms.count else { return false }
    let next = terms[index + 1].key
    if key == "that" { return !Lexis.weekdays.contains(next) }
    return ["as", "before", "after", "until", "since", "than"].contains(key) && Lexis.pronouns.contains(next)
  }

  private func isFinite(_ index: Int, afterRelative: Bool) -> Bool {
    let term = terms[index]
    let key = term.key
    if Lexis.auxiliaries.contains(key) {
      if key == "may" { return !Details.isMonth(terms, index) }
      return index > 0 || key.contains("'") && !key.hasSuffix("n't")
    }
    guard index > 0 else { return false }
    let previous = terms[index - 1]
    let isPronoun = Lexis.pronouns.contains(previous.key) || previous.key == "please"
    if previous.ends && !isPronoun || Lexis.determiners.contains(previous.key) && !isPronoun { return false }
    if Lexis.singularVerbs.contains(key), !Lexis.prepositions.contains(previous.key) {
      if isPronoun { return true }
      return Lexis.doubtful.contains(key)
        ? takesObject(index) && isSingular(previous) : index + 1 < terms.count || index > 1
    }
    if Lexis.baseVerbs.contains(key) {
      if isPronoun || Lexis.adverbs.contains(previous.key) && index > 1 && Lexis.pronouns.contains(terms[index - 2].key)
      {
        return true
      }
      return takesObject(index) && (isPlural(previous) || afterRelative && !Lexis.auxiliaries.contains(previous.key))
        && !Lexis.prepositions.contains(previous.key) && previous.key != "to" && !previous.isNumber
    }
    return isPast(index, previous, isPronoun)
  }

  private func isPast(_ index: Int, _ previous: Term, _ isPronoun: Bool) -> Bool {
    let key = terms[index].key
    if Lexis.pastVerbs.contains(key), !Lexis.doubtfulPast.contains(key) { return true }
    guard Lexis.regularPast.contains(key) || Lexis.doubtfulPast.contains(key) else { return false }
    if isPronoun { return true }
    let next = index + 1 < terms.count ? terms[index + 1].key : ""
    guard !["by", "from", "in", "with", "over"].contains(next) else {
      return previous.isCapitalised && index > 1 && next == "in"
    }
    return previous.isCapitalised || isPlural(previous)
  }

  private func isPlural(_ term: Term) -> Bool {
    term.key.hasSuffix("s") && !term.key.hasSuffix("ss") && !term.key.hasSuffix("'s") && term.key.count > 3
      || ["people", "children", "women", "men", "guests", "you", "we"].contains(term.key)
  }

  private func isSingular(_ term: Term) -> Bool { !isPlural(term) || term.isCapitalised }

  private func takesObject(_ index: Int) -> Bool {
    guard index + 1 < terms.count else { return false }
    let next = terms[index + 1]
    return Lexis.followers.contains(next.key) || next.isNumber || Lexis.weekdays.contains(next.key)
  }
}
