/// What people most often want a text to become.
package enum RewriteAim: String, Codable, Sendable, CaseIterable {
  case shorter, longer, simpler
  case lessSalesy = "less-salesy"
  case moreFormal = "more-formal"
  case moreCasual = "more-casual"
  case onBrand = "on-brand"
  case strongerHook = "stronger-hook"

  /// As a button says it.
  package var words: String {
    switch self {
    case .shorter: "Shorter"
    case .longer: "Longer"
    case .simpler: "Simpler"
    case .lessSalesy: "Less salesy"
    case .moreFormal: "More formal"
    case .moreCasual: "More casual"
    case .onBrand: "More like the brand"
    case .strongerHook: "Stronger opening"
    }
  }

  /// As a model is told.
  package var instruction: String {
    switch self {
    case .shorter: "Make it about a third shorter. Keep what matters most, and every link."
    case .longer: "Make it longer with facts of the data that it does not say yet. Invent nothing."
    case .simpler: "Make it easier to read: short sentences, everyday words, the same content."
    case .lessSalesy: "Take out praise, pressure and exclamation marks. Say what it is and let readers decide."
    case .moreFormal: "Make it more formal: no contractions, no slang, no emoji, the same content."
    case .moreCasual: "Make it more casual, as one would say it to a friend: the same content."
    case .onBrand: "Bring it closer to the brand's measured voice: the same content."
    case .strongerHook: "Write a first sentence that makes people stop, from what the post says. Keep the rest."
    }
  }

  /// Whether rules can do it: the others need somebody who writes.
  package var isDoneByRules: Bool {
    switch self {
    case .shorter, .simpler, .lessSalesy, .moreFormal, .moreCasual: true
    case .longer, .onBrand, .strongerHook: false
    }
  }

  /// The aim that an instruction such as `make it shorter, please` means and nothing else; nil for every other.
  package init?(instruction: String) {
    let words = WordText(instruction).words.filter { !Self.polite.contains($0) }
    guard let aim = Self.phrases[words.joined(separator: " ")] else { return nil }
    self = aim
  }

  /// Words around the aim that say nothing more.
  private static let polite: Set<String> = [
    "please", "make", "it", "this", "the", "text", "post", "write", "rewrite", "a", "bit", "little", "much", "sound",
    "can", "could", "you", "to", "be", "way", "so", "that", "is",
  ]

  private static let phrases: [String: RewriteAim] = {
    let lists: [RewriteAim: [String]] = [
      .shorter: ["shorter", "short", "shorten", "more concise", "concise", "briefer", "brief", "tighter"],
      .longer: ["longer", "lengthen", "more detail", "more details", "more detailed", "add detail", "add details"],
      .simpler: ["simpler", "simple", "simplify", "easier", "more readable", "plainer", "in plain english"],
      .lessSalesy: [
        "less salesy", "less promotional", "less pushy", "less hype", "not salesy", "no hype", "less like an ad",
      ],
      .moreFormal: ["more formal", "formal", "more professional", "professional", "more serious", "less casual"],
      .moreCasual: ["more casual", "casual", "less formal", "more relaxed", "more conversational"],
      .onBrand: ["more like brand", "on brand", "more on brand", "more like us", "in our voice", "in brand voice"],
      .strongerHook: ["stronger hook", "better hook", "new hook", "stronger opening", "better opening"],
    ]
    return lists.reduce(into: [:]) { result, list in
      for phrase in list.value { result[phrase] = list.key }
    }
  }()
}
