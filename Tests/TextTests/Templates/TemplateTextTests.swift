import Testing

@testable import Text

@Suite struct TemplateTextTests {
  @Test("slots are found in the order of their first use, and doubled signs are the signs themselves")
  func reading() throws {
    let text = try TemplateText("{headline}: {{so}} {price}\n{headline} {last_day}")
    #expect(text.slots == ["headline", "price", "last_day"])
    #expect(text.uses(of: "headline") == 2)
    #expect(text.filled(["headline": "New", "price": "12", "last_day": "today"]).before == "New: {so} 12\nNew today")
    #expect(text.fixedText == ": {so} \n ")
  }

  @Test(
    "what is no form is told with its place",
    arguments: [
      ("Hello {name", 1, 7, "{ is not closed; write {{ for the sign itself"),
      ("One\nTwo } three", 2, 5, "} closes nothing; write }} for the sign itself"),
      ("👩‍👩‍👧 {Big}", 1, 3, "{Big} is no slot: a name has small letters, digits and _, and begins with a letter"),
      ("{}", 1, 1, "{} is no slot: a name has small letters, digits and _, and begins with a letter"),
      ("{1st}", 1, 1, "{1st} is no slot: a name has small letters, digits and _, and begins with a letter"),
      ("{a b}", 1, 1, "{a b} is no slot: a name has small letters, digits and _, and begins with a letter"),
    ])
  func faults(text: String, line: Int, column: Int, reason: String) {
    #expect(throws: TemplateText.Fault(line: line, column: column, reason: reason)) { try TemplateText(text) }
  }

  @Test("a line with an empty slot is left out as a whole, and blank lines close up")
  func omission() throws {
    let text = try TemplateText("{headline}\n\nFrom {price} until {last_day}\n\n{link}\n")
    #expect(text.filled(["headline": "New", "price": "12", "link": "here"]).before == "New\n\nhere")
    #expect(text.filled(["headline": "New", "price": " ", "last_day": "today"]).before == "New")
    #expect(text.filled(["link": "here"]).before == "here")
    #expect(text.filled([:]).before == "")
  }

  @Test("what is written later splits the form in two")
  func open() throws {
    let text = try TemplateText("{headline}\n\n{body}\n\n{link}")
    #expect(
      text.filled(["headline": "New", "link": "here"], open: "body") == .init(before: "New\n\n", behind: "\n\nhere"))
    #expect(text.filled(["headline": "New"], open: "body") == .init(before: "New\n\n", behind: ""))
    #expect(try TemplateText("Open today").filled([:], open: "body").behind == nil)
  }

  @Test("line ends of Windows are read as any")
  func windows() throws {
    #expect(try TemplateText("{a}\r\n\r\n{b}").filled(["a": "1", "b": "2"]).before == "1\n\n2")
  }

  @Test(
    "names",
    arguments: [("price", true), ("last_day", true), ("a1", true), ("", false), ("Über", false), ("_a", false)])
  func names(name: String, isName: Bool) {
    #expect(TemplateText.isName(name) == isName)
    #expect(!TemplateText.isName(String(repeating: "a", count: 41)))
  }
}

@Suite struct SlotWriterTests {
  private func written(_ value: String, _ kind: SlotKind, _ language: String, _ regions: [String] = []) -> String? {
    SlotWriter(language: language, regions: regions, today: "2026-11-27").text(value, kind)
  }

  // The forms are those of CLDR 44 and newer for each locale.
  @Test(
    "values are written as the readers have them",
    arguments: [
      ("1250.5", SlotKind.number, "en", "1,250.5"), ("1250.50", .number, "de", "1.250,50"),
      ("12.50 EUR", .price, "en-IE", "€12.50"), ("12 EUR", .price, "de-DE", "12\u{A0}€"),
      ("1999 JPY", .price, "ja", "¥1,999"),
      ("18", .percentage, "en", "18%"), ("18.5 %", .percentage, "de", "18,5\u{A0}%"),
      ("2026-12-24", .date, "en-GB", "24 December"), ("2026-12-24", .date, "en-US", "December 24"),
      ("2027-01-02", .date, "de", "2. Januar 2027"), ("18:30", .time, "de", "18:30"),
      ("18:30", .time, "en-US", "6:30 PM"),
      ("WinterBlend", .hashtag, "en", "#WinterBlend"), ("ada@chaos.social", .mention, "en", "@ada@chaos.social"),
    ])
  func forms(value: String, kind: SlotKind, language: String, text: String) {
    #expect(written(value, kind, language) == text)
  }

  @Test("a language without a country takes that of the readers, unless their countries differ")
  func regions() {
    #expect(written("2026-12-24", .date, "en", ["GB"]) == "24 December")
    #expect(written("2026-12-24", .date, "en", ["GB", "IE"]) == "24 December")
    #expect(written("2026-12-24", .date, "en", ["US"]) == "December 24")
    #expect(written("2026-12-24", .date, "en-GB", ["US"]) == "24 December")
  }

  @Test(
    "what is none of its kind is refused",
    arguments: [
      ("twelve", SlotKind.number), ("1,250", .number), ("1e9", .number), ("", .number), ("12.50", .price),
      ("12.50 eur", .price), ("-1 EUR", .price), ("EUR 12", .price), ("lots", .percentage), ("24.12.2026", .date),
      ("2026-06-31", .date), ("2026-13-01", .date), ("25:00", .time), ("6:30", .time), ("example", .link),
      ("javascript:alert(1)", .link), ("@", .mention), ("a b", .mention), ("#", .hashtag), ("#two words", .hashtag),
      ("#123", .hashtag),
    ])
  func refusals(value: String, kind: SlotKind) {
    #expect(written(value, kind, "en") == nil)
  }
}
