import Testing
import Text

@Suite("readability")
struct ReadabilityTests {
  @Test("the published formulas hold for given counts")
  func formulas() throws {
    let measured = Readability.measure("The cat sat on the mat. The dog ran to the cat.")
    #expect(measured.words == 12)
    #expect(measured.sentences == 2)
    #expect(measured.syllables == 12)
    #expect(measured.ease == 116.15)
    #expect(measured.grade == -1.45)
    #expect(measured.smog == 3.13)
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
    #expect(Readability.measure("Guten Tag zusammen.", language: "de").ease == nil)
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
