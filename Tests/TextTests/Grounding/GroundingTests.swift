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
      "Come by! We open the doors. Bring a friend.", "1. First\n2. Second", "", "A week of oat: seven days.",
      "More than a thousand cups!", "Feel free to drop by. One of us is always here.", "A million thanks!",
      "Happy Friday!", "3.50 euros. Zero regrets.", "12–18 May", "Why We Love Oat Week",
      "https://acme.example/oat?utm_source=x",
    ])
  func grounded(text: String) {
    #expect(Grounding.check(text, against: Self.brief).isEmpty, "\(Grounding.check(text, against: Self.brief))")
  }

  @Test(
    "what the brief does not say is found with its place",
    arguments: [
      ("20% off", "percentage", "20%"), ("at 1pm", "time", "1pm"), ("for $3.50", "price", "$3.50"),
      ("9000 cups", "number", "9000"),
      ("until May 19", "date", "May 19"), ("see you Friday", "date", "Friday"), ("with Bob Lee", "name", "Bob Lee"),
      ("see evil.example.com", "link", "evil.example.com"), ("hi @rival", "handle", "@rival"),
      ("our award-winning milk", "claim", "award-winning"),
      ("“best milk in the world”", "quotation", "“best milk in the world”"),
      ("twenty cups", "number", "twenty"), ("18 km away", "number", "18 km"),
      ("call 0113 496 0222", "contact", "0113 496 0222"),
      ("write to a@b.example", "contact", "a@b.example"), ("a free muffin", "claim", "free muffin"),
      ("thousands of fans", "number", "thousands"), ("twice as creamy", "claim", "twice as"),
      ("the tallest cup in town", "claim", "tallest"), ("brewed in Berlin", "name", "Berlin"),
      ("since 1998", "number", "1998"),
      ("open 24/7", "claim", "24/7"), ("Alise Chen is here", "name", "Alise"), ("Ask Alyce Chen.", "name", "Alyce"),
      ("#BerlinCoffee is here", "name", "#BerlinCoffee"), ("in partnership with us", "claim", "in partnership with"),
    ])
  func invented(text: String, kind: String, quote: String) {
    let findings = Grounding.check(text, against: Self.brief)
    #expect(findings.contains { $0.rule == "grounding/\(kind)" && $0.quote == quote }, "\(findings)")
  }

  @Test("a value that the brief has of something else is no proof")
  func swapped() {
    let sources = [GroundingSource("brief", "3 chefs, 40 seats. 289 EUR per person, 5 km on 18 May, 9:00.")]
    for text in ["40 chefs", "3 seats", "289 EUR per room", "5 miles", "on 9 May", "18 chefs"] {
      #expect(!Grounding.check(text, against: sources).isEmpty, "\(text)")
    }
    for text in ["Three chefs", "forty seats", "€289 per person", "5 kilometres", "May 18th at 9am"] {
      #expect(Grounding.check(text, against: sources).isEmpty, "\(text)")
    }
  }

  @Test("what the brief denies must not be affirmed")
  func denied() {
    let sources = [GroundingSource("brief", "No registration. The play runs without interval. Grain rose by a third.")]
    for text in ["Registration is open.", "Drinks in the interval.", "Grain fell."] {
      #expect(!Grounding.check(text, against: sources).isEmpty, "\(text)")
    }
    #expect(Grounding.check("You don't need a registration. No interval.", against: sources).isEmpty)
  }

  @Test("with a day given, tomorrow and the weekday of a date are checked")
  func days() {
    let sources = [GroundingSource("brief", "Rye bread from 5 December.")]
    func isGrounded(_ text: String, _ today: String?) -> Bool {
      Grounding.check(text, against: sources, today: today).isEmpty
    }
    #expect(isGrounded("Rye bread from tomorrow.", "2026-12-04"))
    #expect(!isGrounded("Rye bread from tomorrow.", "2026-12-01"))
    #expect(isGrounded("Rye bread from Saturday.", "2026-11-30"))
    #expect(!isGrounded("Rye bread from Sunday.", "2026-11-30"))
    #expect(!isGrounded("Rye bread from Saturday.", nil))
    #expect(isGrounded("Rye bread from tomorrow.", nil))
    #expect(!Grounding.check("From tomorrow.", against: [GroundingSource("brief", "Rye bread.")]).isEmpty)
  }

  @Test("with the day of writing, a date without a year has its weekday, and tomorrow may still be any day")
  func writtenDay() {
    let sources = [GroundingSource("brief", "Rye bread from 5 December.")]
    func isGrounded(_ text: String, _ written: String) -> Bool {
      Grounding.check(text, against: sources, written: written).isEmpty
    }
    #expect(isGrounded("Rye bread from Saturday.", "2026-11-30"))
    #expect(!isGrounded("Rye bread from Sunday.", "2026-11-30"))
    #expect(isGrounded("Rye bread from Sunday, 5 December.", "2027-11-30"))
    #expect(isGrounded("Rye bread from Saturday.", "2027-01-02"), "the nearest one is past")
    #expect(isGrounded("Rye bread from tomorrow.", "2026-11-30"))
  }

  @Test("German, Spanish and French briefs are read in their own words")
  func languages() {
    let cases: [(String, String, String)] = [
      (
        "Brot für 4,50 € von Montag bis Freitag um 7:30 Uhr",
        "Das Brot gibt es am Dienstag um halb acht für 4,50 Euro.", "am Samstag"
      ),
      (
        "Tres libros por 20 € el viernes a las 19:00", "El viernes a las siete de la tarde, 3 libros por veinte euros.",
        "el sábado"
      ),
      ("Huit places à 35 € le samedi à 18 h 30", "Samedi à 18h30 : 8 places, 35 euros.", "avec Pierre"),
    ]
    for (brief, honest, invented) in cases {
      let sources = [GroundingSource("brief", brief)]
      #expect(Grounding.check(honest, against: sources).isEmpty, "\(Grounding.check(honest, against: sources))")
      #expect(!Grounding.check(honest + " " + invented, against: sources).isEmpty, "\(invented)")
    }
  }

  @Test("findings are in reading order and one for a place")
  func order() {
    let findings = Grounding.check("Bob pays $9 on Friday with “the best cup in town”.", against: [])
    #expect(findings.map(\.span) == findings.map(\.span).sorted())
    for (first, second) in zip(findings, findings.dropFirst()) { #expect(!first.span.overlaps(second.span)) }
  }
}
