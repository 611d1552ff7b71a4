import Testing
import Text

@Suite("syllables")
struct SyllablesTests {
  @Test(
    "English words have the syllables that one hears",
    arguments: [
      (1, "the make helped through strength queue guest won't"),
      (2, "table boxes wanted didn't quiet Wednesday homework careful being lion people fox's"),
      (3, "beautiful everyone idea radio family banana tragically"),
      (4, "invaluable biology situation material self-employment"),
      (5, "imagination enthusiastic"),
    ])
  func english(count: Int, words: String) {
    for word in words.split(separator: " ") { #expect(Syllables.count(String(word)) == count, "\(word)") }
  }

  @Test(
    "German, Spanish and French words too",
    arguments: [
      ("de", 1, "Haus Brot heim Spiel"), ("de", 2, "Bäuche Kaffee Zeiten Quelle"),
      ("de", 3, "Bäckerei Eröffnung Ferien"),
      ("de", 4, "Familie Mitarbeiter"), ("es", 1, "pan que bien"), ("es", 2, "casa quince puerta ciudad país"),
      ("es", 3, "poeta María guitarra"), ("es", 4, "librería"), ("fr", 1, "chat rouge est eau"),
      ("fr", 2, "maison fromage ouvert l'hiver"), ("fr", 3, "réunion téléphone"),
    ])
  func others(language: String, count: Int, words: String) {
    for word in words.split(separator: " ") {
      #expect(Syllables.count(String(word), language: language) == count, "\(word)")
    }
  }

  @Test("a word always has one at least, and numbers are read out")
  func edges() {
    #expect(Syllables.count("") == 1)
    #expect(Syllables.count("hmm") == 1)
    #expect(Syllables.count("1,250") == 6)
    #expect(Syllables.count("咖啡") == 1)
  }
}
