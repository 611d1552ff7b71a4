/// Is a brief in English? The composer's own words are, and nothing is worse than two languages in one post.
enum BriefLanguage {
  /// False when other languages' small words outnumber English ones, or most letters are of another script.
  static func isEnglish(_ text: String) -> Bool {
    let letters = text.unicodeScalars.filter { $0.properties.isAlphabetic }
    let latin = letters.count { $0.value < 0x250 || (0x1E00...0x1EFF).contains($0.value) }
    guard letters.isEmpty || latin * 10 >= letters.count * 7 else { return false }
    let keys = Term.split(text).map(\.key)
    let english = keys.count { Self.english.contains($0) }
    let foreign = keys.count { Self.foreign.contains($0) }
    if foreign >= 2, foreign > english { return false }
    let accented = keys.count { $0.unicodeScalars.contains { $0.value > 0x7F && $0.properties.isAlphabetic } }
    return english > 0 || keys.count < 4 || accented * 10 < keys.count * 3
  }

  /// One fact of an English brief: only a whole sentence of another language counts.
  static func isForeign(_ terms: [Term]) -> Bool {
    let english = terms.count { Self.english.contains($0.key) }
    let foreign = terms.count { Self.foreign.contains($0.key) }
    return foreign >= 3 && foreign > 2 * english
  }

  private static let english = Lexis.set(
    """
    the a an and of to for with our we you your is are from in on at by be will this that it its or have has not no until
    every new free open all now out up
    """)
  private static let foreign = Lexis.set(
    """
    der das und ist nicht mit für ein eine einen wir sie von zu zum zur auf im dem den unsere unser euch ihr bei uhr ab
    el la los las del en con para por una que nuestro nuestra es su y le les des du et est une avec dans sur nous vous
    notre nos votre il gli di per che della nostro nostra alla i un os da dos das em com uma não nossa nosso het een van
    voor op wij onze och att det är på för med nie się dla ve bir için och til vores jest na w z
    """)
}
