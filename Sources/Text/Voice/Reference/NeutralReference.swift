/// Posts of no particular brand, written for Starling by its authors: many trades, moods and levels of care, so
/// that a voice can be told from "people in general" when no other brand's posts are at hand.
enum NeutralReference {
  static func posts(_ language: ReferenceLanguage) -> [String] {
    let texts =
      switch language {
      case .english: [EnglishTrades.text, EnglishStreet.text, EnglishNews.text, EnglishEvenings.text]
      case .german: [GermanPosts.text]
      case .spanish: [SpanishPosts.text]
      case .french: [FrenchPosts.text]
      }
    return texts.flatMap { $0.split(separator: "\n").map(String.init) }
  }

  static func habits(_ language: ReferenceLanguage) -> VoiceHabits {
    switch language {
    case .english: english
    case .german: german
    case .spanish: spanish
    case .french: french
    }
  }

  private static let english = measured(.english)
  private static let german = measured(.german)
  private static let spanish = measured(.spanish)
  private static let french = measured(.french)

  private static func measured(_ language: ReferenceLanguage) -> VoiceHabits {
    VoiceHabits(posts(language).map(StyleFeatures.init), language)
  }
}

/// The languages that neutral posts exist in. A voice in another one is measured beside the English posts, which
/// says less: `ExampleCheck` tells so.
enum ReferenceLanguage: String, Codable, Sendable, CaseIterable {
  case english = "en"
  case german = "de"
  case spanish = "es"
  case french = "fr"

  /// The language whose small words a text has most of; nil when it has none of any.
  init?(of text: String) {
    let words = WordText(text).words
    let hits = Self.allCases.map { language in words.count { language.grammarWords.contains($0) } }
    guard let most = hits.max(), most > 0, let index = hits.firstIndex(of: most) else { return nil }
    self = Self.allCases[index]
  }

  /// What most of the posts are written in.
  static func prevailing(in posts: [String]) -> ReferenceLanguage {
    let counts = posts.compactMap { ReferenceLanguage(of: $0) }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return allCases.max { (counts[$0] ?? 0, $1.rank) < (counts[$1] ?? 0, $0.rank) } ?? .english
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
