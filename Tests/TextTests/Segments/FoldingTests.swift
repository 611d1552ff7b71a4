import Foundation
import Testing
import Text

@Suite("text folded for matching")
struct FoldingTests {
  @Test(
    "what looks the same folds to the same",
    arguments: [
      ("Free", "free"), ("ＦＲＥＥ", "free"), ("𝐅𝓻𝔢𝕖", "free"), ("ⓕⓡⓔⓔ", "free"), ("🅵🆁🅴🅴", "free"), ("frее", "free"),
      ("fr\u{200B}e\u{AD}e", "free"), ("f\u{336}r\u{336}e\u{336}e\u{336}", "free"), ("frée", "free"), ("ғree", "free"),
      ("don’t — “now”", "don't - \"now\""), ("10 %  off\n\nnow", "10 % off\nnow"), ("ﬁne", "fine"), ("ᴄᴜʀᴇ", "cure"),
      ("", ""), ("日本語", "日本語"), ("한국", "한국"),
    ])
  func folds(text: String, expected: String) {
    #expect(Array(Folding(text).folded.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("a word of its own script stays what it is", arguments: ["сор в избе", "εδώ και τώρα", "курс рубля сегодня"])
  func ownScript(text: String) {
    let latin = Folding(text).folded.unicodeScalars.contains { ("a"..."z").contains($0) }
    #expect(!latin)
  }

  @Test("a word all of lookalikes is Latin in a Latin text, and its own in a text of its script")
  func context() {
    #expect(Folding("win сасо today now").folded == "win caco today now")
    #expect(Folding("это сасо и вот так").folded == "это сасо и вот так")
  }

  @Test("ranges lead back to what was written, marks included")
  func positions() throws {
    let text = "So ｆ\u{200B}r\u{336}еe!"
    let folding = Folding(text)
    let range = try #require(folding.folded.range(of: "free"))
    #expect(folding.span(of: range) == Span(3, 9))
    #expect(folding.span(of: 0..<2) == Span(0, 2))
    #expect(folding.span(of: 3..<3) == Span(3, 3))
  }

  @Test(
    "an evaded word is found where it stands",
    arguments: [
      ("it is free now", "free"), ("it is fr33 now", "fr33"), ("get f r e e stuff", "f r e e"), ("F.R.E.E.", "F.R.E.E"),
      ("so f🎉r🎉e🎉e ok", "f🎉r🎉e🎉e"), ("f*ree!", "f*ree"), ("freeeee", "freeeee"), ("#FreeStuff", "Free"),
      ("a f r e e gift", "f r e e"), ("f\nr\ne\ne", "f\nr\ne\ne"), ("risk-free", "free"), ("ｆree", "ｆree"),
      ("f-r-e-e", "f-r-e-e"), ("f r 3 3", "f r 3 3"),
    ])
  func evasions(text: String, written: String) throws {
    let phrase = try #require(FoldedPhrase("free"))
    let spans = Folding(text).spans(of: phrase)
    #expect(spans.map { slice(text, $0) } == [written])
    #expect(Folding(text).contains(phrase))
  }

  @Test(
    "what is no such word is not found",
    arguments: ["freedom", "carefree", "fre e", "fee", "33", "re-elect", "of reed", "fr. Ee", "f, r, ee", ""])
  func innocents(text: String) throws {
    #expect(Folding(text).spans(of: try #require(FoldedPhrase("free"))).isEmpty)
  }

  @Test(
    "a phrase is found over signs, in tags and run together, not over the end of a sentence",
    arguments: [
      ("a risk-free offer", true), ("a Risk   Free offer", true), ("#RiskFree", true), ("#riskfree", true),
      ("r1sk fr33", true), ("no risk. Free coffee", false), ("risk of free", false), ("risk 👏 free", true),
    ])
  func phrases(text: String, found: Bool) throws {
    #expect(Folding(text).contains(try #require(FoldedPhrase("risk free"))) == found)
  }

  @Test("a star stands for any ending, digits only match digits, and a long word may be cut in two")
  func forms() throws {
    let guarantee = try #require(FoldedPhrase("guarante*"))
    #expect(Folding("We gu@rantee it").spans(of: guarantee).map { $0 } == [Span(3, 12)])
    #expect(Folding("guar anteed").contains(guarantee))
    #expect(Folding("24/7").contains(try #require(FoldedPhrase("24/7"))))
    #expect(!Folding("1OO").contains(try #require(FoldedPhrase("100"))))
    #expect(FoldedPhrase("…") == nil)
  }

  private func slice(_ text: String, _ span: Span) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: Array(text.unicodeScalars)[span.range])
    return String(view)
  }
}
