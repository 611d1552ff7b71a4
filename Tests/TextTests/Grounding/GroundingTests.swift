import Testing
import Text

@Suite("grounding")
struct GroundingTests {
  static let brief = [
    GroundingSource(
      "brief",
      """
      Oat week at Acme Coffee, 12 May to 18 May. All oat drinks 3.50 EUR, 18 % less than usual. Doors open at 12:00.
      Alice Chen says "we never liked closing early". 1,250 cups last year. See https://acme.example/oat, ask @acme. Free cookie.
      """)
  ]

  @Test(
    "what means the same as the brief is grounded",
    arguments: [
      "18 percent less", "from noon", "open at 12pm", "May 12", "€3.50 a cup", "1250 cups", "1.250 cups",
      "Ask Alice Chen.",
      "Alice’s idea", "see acme.example/oat", "hi @Acme", "a free cookie", "“We never liked closing early”",
      "Come by! We open the doors. Bring a friend.", "1. First\n2. Second", "",
    ])
  func grounded(text: String) {
    #expect(Grounding.check(text, against: Self.brief).isEmpty, "\(Grounding.check(text, against: Self.brief))")
  }

  @Test(
    "what the brief does not say is found with its place",
    arguments: [
      ("20% off", "percentage", "20%"), ("at 1pm", "time", "1pm"), ("for $3.50", "price", "3.50"),
      ("9000 cups", "number", "9000"),
      ("until May 19", "date", "19"), ("see you Friday", "date", "Friday"), ("with Bob Lee", "name", "Bob Lee"),
      ("see evil.example.com", "link", "evil.example.com"), ("hi @rival", "handle", "@rival"),
      ("our award-winning milk", "claim", "award-winning"),
      ("“best milk in the world”", "quotation", "“best milk in the world”"),
      ("twenty cups", "number", "twenty"),
    ])
  func invented(text: String, kind: String, quote: String) {
    let findings = Grounding.check(text, against: Self.brief)
    #expect(findings.contains { $0.rule == "grounding/\(kind)" && $0.quote == quote }, "\(findings)")
  }
}
