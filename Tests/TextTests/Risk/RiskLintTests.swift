import Testing
import Text

@Suite("risk lint")
struct RiskLintTests {
  @Test(
    "what could embarrass is found with its place",
    arguments: [
      ("This is SO VERY GOOD today", "risk/shouting", "SO VERY GOOD"), ("What the fuck", "risk/profanity", "fuck"),
      ("Results guaranteed for you", "risk/claim", "guaranteed"), ("Buy it now!!!", "risk/punctuation", "!!!"),
      ("Don’t miss out on tea", "risk/pressure", "Don’t miss out"), ("You will get rich", "risk/money", "get rich"),
      ("Mail bob@example.com today", "risk/personal-data", "bob@example.com"),
      ("Call +49 30 1234567 now", "risk/personal-data", "+49 30 1234567"),
      ("The best coffee", "risk/superlative", "The best"),
    ])
  func found(text: String, rule: String, quote: String) {
    let findings = RiskLint.check(text).findings
    #expect(findings.contains { $0.rule == rule && $0.quote == quote }, "\(findings)")
  }

  @Test(
    "ordinary posts are clean",
    arguments: [
      "We open at 9:30 on 12 May 2026.", "The USA and the EU agreed on a NATO plan.",
      "Our API is live. HTML, CSS and JS.",
      "Pay $1,250.50 or 300 EUR by 2026-11-23.", "Great assessment by Dr. Hancock of Scunthorpe.", "", "A B C",
      "We won 3-2 in the 90th minute!",
    ])
  func clean(text: String) { #expect(RiskLint.check(text).findings.isEmpty, "\(RiskLint.check(text).findings)") }

  @Test("the brand's never-terms block, whatever their case")
  func never() {
    let report = RiskLint.check("So CHEAP today, not cheaper", neverTerms: ["cheap"])
    #expect(report.findings.filter { $0.rule == "risk/never-term" }.map(\.span) == [Span(3, 8)])
    #expect(report.findings.first?.severity == .block)
    #expect(report.risk >= 60)
  }
}
