/// What a post is about, in the forms in which a sentence can take it.
struct Topic: Sendable, Equatable {
  enum Form: Sendable, Equatable {
    /// A thing or an event: can stand in a sentence.
    case noun
    /// Says something by itself.
    case whole
    /// `Webinar: cutting errors`, `Winter Table: a free morning`.
    case labelled(label: String, rest: String)
    /// `How to …`, without those words.
    case howTo(String)
  }

  /// Tidied, with a capital, without a full stop.
  let text: String
  let form: Form
  let genre: Genre
  let isPlural: Bool
  let words: Set<String>

  init(_ text: String, genre: Genre, weVoice: Bool) {
    let stripped = Self.withoutTask(text)
    let said = weVoice ? Self.activity(stripped) ?? stripped : stripped
    self.text = Phrase.capitalised(Phrase.bare(Self.stated(said, ours: weVoice)))
    self.genre = genre
    form = Self.form(self.text)
    isPlural = Self.isPlural(Self.head(Term.split(self.text)))
    words = Stems.of(self.text)
  }

  private static func form(_ text: String) -> Form {
    if text.lowercased().hasPrefix("how to "), !text.hasSuffix("?") { return .howTo(String(text.dropFirst(7))) }
    if let colon = text.firstRange(of: ": "), text[..<colon.lowerBound].split(separator: " ").count <= 4,
      !text[..<colon.lowerBound].contains(",")
    {
      return .labelled(label: String(text[..<colon.lowerBound]), rest: String(text[colon.upperBound...]))
    }
    if ["why ", "what ", "when ", "where "].contains(where: { text.lowercased().hasPrefix($0) }) { return .whole }
    let shape = ShapeReader(text).shape
    if shape == .noun, !text.contains(": "), !".!?".contains(text.last ?? "."), !text.contains(" – "),
      !text.contains(" - ")
    {
      return .noun
    }
    return .whole
  }

  /// `Promote our sale` is a task for the writer: the topic is `our sale`.
  static func withoutTask(_ text: String) -> String {
    var text = text
    for _ in 0..<3 {
      let lower = text.lowercased()
      guard let task = tasks.first(where: { lower.hasPrefix($0) }), text.count > task.count + 2 else { break }
      text = String(text.dropFirst(task.count))
    }
    return text
  }

  private static let tasks = [
    "please ", "write a post about ", "write about ", "a post about ", "post about ", "post for ", "tweet about ",
    "something about ", "something on ", "social post for ", "we need a post about ", "we need a post for ",
    "need a post for ",
    "need a post about ", "need post about ", "promote ", "promoting ", "promotion of ", "promotion for ", "advertise ",
    "advertising ", "announce that ", "announce ", "announcement of ", "announcement: ", "announcing ", "push ",
    "highlight ", "spread the word about ", "raise awareness of ", "raise awareness for ", "raise awareness about ",
    "tell people about ", "tell people that ", "tell people ", "tell customers about ", "tell customers that ",
    "tell everyone about ", "let people know about ", "let people know that ", "let people know ",
    "let customers know about ", "let customers know that ", "let everyone know that ", "let everyone know about ",
    "remind people about ", "remind people of ", "remind people that ", "remind people to ", "remind customers about ",
    "remind customers that ", "get people to ", "get more people to ", "encourage people to ", "invite people to ",
    "introduce ", "topic: ", "about ", "launch of ", "the launch of ", "marketing for ", "ad for ", "advert for ",
    "to announce ", "to promote ", "share that ", "say that ", "celebrate that ",
  ]

  /// `Hiring a baker` -> `We're hiring a baker`.
  private static func activity(_ text: String) -> String? {
    guard let first = text.split(separator: " ").first, Lexis.activities.contains(first.lowercased()),
      text.split(separator: " ").count > 1,
      first.lowercased() != "opening" || !text.lowercased().hasPrefix("opening h"),
      ShapeReader(text).mainVerb == nil
    else { return nil }
    return "We're " + first.lowercased() + text.dropFirst(first.count)
  }

  /// `New single Paper Boats out now` -> `Our new single Paper Boats is out now`.
  private static func stated(_ text: String, ours: Bool) -> String {
    for ending in [
      " out now", " now open", " now available", " available now", " back in stock", " coming soon", " sold out",
    ]
    where text.lowercased().hasSuffix(ending) {
      let core = String(text.dropLast(ending.count))
      let terms = Term.split(core)
      guard !terms.isEmpty, ShapeReader(core).mainVerb == nil, !terms.contains(where: { $0.ends }) else { return text }
      let verb = isPlural(head(terms)) ? "are" : "is"
      return "\(determined(core, ours: ours) ?? core) \(verb)\(ending)"
    }
    return text
  }

  /// The words that name the thing, up to what describes it.
  static func head(_ terms: [Term]) -> [Term] {
    var head: [Term] = []
    for term in terms {
      let isPast = term.key.hasSuffix("ed") && !head.isEmpty && term.key.count > 4
      if !head.isEmpty, Lexis.prepositions.contains(term.key) || Lexis.pronouns.contains(term.key) || isPast { break }
      head.append(term)
      if term.ends { break }
    }
    return head
  }

  static func isPlural(_ head: [Term]) -> Bool {
    // `our new single Paper Boats` is a single; the name behind it does not count.
    let named = head.dropFirst().lastIndex { !$0.isCapitalised }.map { head[...$0] } ?? head[...]
    guard let last = named.last?.key else { return false }
    if head.contains(where: { $0.key == "and" || $0.raw == "&" }) { return true }
    if ["people", "children", "men", "women", "feet"].contains(last) { return true }
    return last.hasSuffix("s") && !["ss", "us", "is", "'s"].contains { last.hasSuffix($0) }
      && !["news", "series"].contains(last)
  }

  /// The topic inside a sentence with what must stand before it: `our new tea`, `a reading with Ines Okafor`; nil when
  /// it takes none of that well. `ours` says whether the brand speaks as `we`.
  func noun(ours: Bool) -> String? {
    guard form == .noun else { return nil }
    return Self.determined(text, ours: ours)
  }

  static func determined(_ text: String, ours: Bool) -> String? {
    let terms = Term.split(text)
    guard let first = terms.first, terms.count <= 16 else { return nil }
    let inner = Phrase.inner(text)
    if Lexis.determiners.contains(first.key) || first.isNumber { return inner }
    guard Phrase.joins(text) else { return nil }
    let head = head(terms)
    let isPlural = isPlural(head)
    if first.key == "new" { return ours ? "our " + inner : isPlural ? inner : "a " + inner }
    if isPlural || head.last.map({ Lexis.uncountable.contains($0.key) }) == true { return inner }
    guard let last = head.last, Genre.events.contains(last.key) || countable.contains(last.key) else { return nil }
    return Phrase.article(inner) + " " + inner
  }

  private static let countable = Lexis.set(
    """
    offer sale discount service menu app collection box card book guide report podcast video episode shop studio store cafe
    café restaurant station tool kit candle lamp chair table bag bowl mug jacket shirt scarf blanket house flat terrace
    cottage apartment car bike checkup check-up membership subscription package bundle programme program plan campaign
    competition giveaway survey petition appeal team baker barista engineer teacher manager nurse developer designer chef
    apprentice volunteer driver cook cleaner gardener
    """)
}
