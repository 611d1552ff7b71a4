import Text

/// Who is written to, where a draft can name them.
enum Audience {
  /// `Home bakers`: a plural of few words. Nil for what cannot be called out to.
  static func group(_ audience: String) -> String? {
    guard !audience.isEmpty, audience.split(separator: " ").count <= 5, !audience.contains(","),
      !["our ", "the ", "my ", "people ", "anyone ", "every"].contains(where: { audience.lowercased().hasPrefix($0) }),
      Topic.isPlural(Topic.head(Term.split(audience)))
    else { return nil }
    return audience
  }

  /// `People who brew at home`.
  static func people(_ audience: String) -> String? {
    let lower = audience.lowercased()
    let starts = ["people who ", "people with ", "anyone who ", "everyone who ", "those who "]
    guard starts.contains(where: lower.hasPrefix), audience.split(separator: " ").count <= 8,
      !audience.contains(where: { ",;:()".contains($0) })
    else { return nil }
    return Phrase.bare(audience)
  }

  static func isNameable(_ audience: String) -> Bool { group(audience) != nil || people(audience) != nil }
}
