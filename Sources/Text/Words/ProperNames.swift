/// Names as sets, folded.
enum ProperNames {
  static let firstNames = set(people)
  static let personTitles = set(titles)
  /// Places and organisations that mean nothing else in small letters.
  static let unmistakable = set(places).union(set(organisations)).subtracting(
    set(
      """
      champagne hull derby cologne essen baden excel outlook meta visa zoom slack notion signal delta puma jaguar
      kayak mango stripe square monday wise canva teams threads apple amazon oracle fox gap boots booking bath cork
      jersey reading mars alphabet caterpillar subway target shell gates converse vans roche claude gemini lions
      oscars kindle messenger perth times independent guardian mirror telegraph economist country mundo abc marca
      focus bild welt zeit spiegel medium york swatch lyft tinder pixels docker discord braun blackberry copilot
      hilton grammarly polo lima limerick mobile nancy orange santander valencia java rome bali basel granada
      phoenix virginia carolina victoria georgia sofia toledo
      """))
  static let all = set(people).union(set(places)).union(set(organisations))
  /// `french` to `france`, both ways.
  static let homes: [String: String] = demonyms.split(whereSeparator: \.isWhitespace).reduce(into: [:]) { table, pair in
    let sides = pair.split(separator: ":").map(String.init)
    table[sides[0]] = sides[1]
  }

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
