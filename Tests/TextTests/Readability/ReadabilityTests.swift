import Testing
import Text

@Suite("readability")
struct ReadabilityTests {
  private static let counts = ReadabilityCounts(
    words: 100, sentences: 5, syllables: 150, longWords: 10, unfamiliar: 12)

  @Test(
    "each formula gives what its author printed",
    arguments: [
      (ReadabilityFormula.flesch, 59.635), (.amstad, 72.25), (.fernandezHuerta, 96.44), (.kandelMoles, 76.3),
    ])
  func eases(formula: ReadabilityFormula, value: Double) {
    #expect(abs(formula.ease(Self.counts) - value) < 1e-9)
  }

  @Test("Spanish with long sentences reads harder, which the misprinted formula turns round")
  func misprint() {
    let long = ReadabilityCounts(words: 100, sentences: 2, syllables: 150)
    #expect(ReadabilityFormula.fernandezHuerta.ease(long) < ReadabilityFormula.fernandezHuerta.ease(Self.counts))
  }

  @Test("school years follow Kincaid, McLaughlin, and Dale and Chall with their step above five per cent")
  func grades() {
    #expect(abs(ReadabilityFormula.kincaidGrade(Self.counts) - (7.8 + 17.7 - 15.59)) < 1e-9)
    #expect(abs(ReadabilityFormula.smog(Self.counts) - 11.2081) < 0.001)
    #expect(abs(ReadabilityFormula.daleChall(Self.counts) - (0.1579 * 12 + 0.992 + 3.6365)) < 1e-9)
    let easy = ReadabilityCounts(words: 100, sentences: 5, unfamiliar: 5)
    #expect(abs(ReadabilityFormula.daleChall(easy) - (0.1579 * 5 + 0.992)) < 1e-9)
  }

  @Test("a text is counted and measured")
  func measured() throws {
    let measured = Readability.measure("The cat sat on the mat. The dog ran to the cat.")
    #expect(measured.words == 12)
    #expect(measured.sentences == 2)
    #expect(measured.syllables == 12)
    #expect(measured.ease == 116.15)
    #expect(measured.grade == -1.45)
    #expect(measured.smog == 3.13)
    #expect(measured.daleChall == 0.3)
  }

  @Test(
    "German, Spanish and French have the formula that was fitted to them",
    arguments: [
      ("de-AT", "Der Hund schläft. Die Katze trinkt Milch.", "amstad", 109.643),
      ("es-MX", "El perro duerme. La casa es grande.", "fernandez-huerta", 108.984),
      ("fr", "Le chat dort. La table est rouge.", "kandel-moles", 129.848),
    ])
  func languages(language: String, text: String, formula: String, ease: Double) throws {
    let measured = Readability.measure(text, language: language)
    #expect(measured.formula == formula)
    let value = try #require(measured.ease)
    #expect(abs(value - ease) < 0.01, "\(measured)")
    #expect(measured.grade == nil && measured.smog == nil && measured.daleChall == nil)
  }

  @Test("the sentence that hurts most is found")
  func hardest() throws {
    let text =
      "We are open. Organisational responsibilities necessitate considerable interdepartmental communication. Come in."
    let span = try #require(Readability.measure(text).hardest)
    #expect(span == Span(13, 102))
    #expect(Readability.measure("One sentence only.").hardest == nil)
  }

  @Test("no formula is claimed for other languages, and empty text is no failure")
  func others() {
    #expect(Readability.measure("Buongiorno a tutti.", language: "it").ease == nil)
    #expect(Readability.measure("").words == 0)
    #expect(Readability.measure("🎉 https://a.com #tag").ease == nil)
  }

  @Test("outside of the band the score falls")
  func band() {
    let hard = "Interdepartmental communication necessitates organisational responsibility."
    #expect(Readability.measure(hard).score < 50)
    #expect(Readability.measure("The cat sat on the mat.", band: [50, 130]).score == 100)
  }
}
