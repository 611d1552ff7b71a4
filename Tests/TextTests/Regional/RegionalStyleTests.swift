import Kernel
import Testing

@testable import Text

@Suite struct RegionalStyleTests {
  private let american = RegionalStyle(language: "en", regions: ["US"])
  private let british = RegionalStyle(language: "en", regions: ["GB"])

  @Test(
    "the countries of the readers choose spelling and date form",
    arguments: [
      ("en", ["US"], RegionalStyle.Spelling?.some(.american), RegionalStyle.DateForm?.some(.monthFirst)),
      ("en", ["GB", "IE"], .british, .dayFirst), ("en", ["UK"], .british, .dayFirst),
      ("en", ["AT"], .british, .dayFirst), ("en", ["US", "GB"], nil, nil), ("en", ["CA"], nil, nil),
      ("en", [], nil, nil), ("en-US", [], .american, .monthFirst), ("en-GB", ["US"], .british, .dayFirst),
      ("en", ["us"], .american, .monthFirst), ("de", ["CH"], .swiss, nil), ("de-CH", [], .swiss, nil),
      ("de", ["CH", "DE"], nil, nil), ("de", ["AT"], nil, nil), ("fr", ["CH"], nil, nil), ("", ["US"], nil, nil),
    ])
  func choice(
    language: String, regions: [String], spelling: RegionalStyle.Spelling?, dates: RegionalStyle.DateForm?
  ) {
    let style = RegionalStyle(language: language, regions: regions)
    #expect(style.spelling == spelling && style.dates == dates)
  }

  @Test(
    "words are put into the other spelling, in their own case",
    arguments: [
      ("Our favourite colour is grey.", "Our favorite color is gray."),
      ("Colour your home with travelling neighbours", "Color your home with traveling neighbors"),
      ("Multi-coloured jewellery at the theatre", "Multi-colored jewelry at the theater"),
      ("Defence, fulfilment and analysed catalogues", "Defense, fulfillment and analyzed catalogs"),
    ])
  func spelling(british text: String, american other: String) {
    #expect(american.applied(to: text) == other)
    #expect(british.applied(to: other) == text)
    #expect(american.findings(in: other).isEmpty && british.findings(in: text).isEmpty)
  }

  @Test("what is good in one country and something else in the other is changed one way only")
  func oneWay() {
    #expect(american.applied(to: "We organise a programme of ten metres") == "We organize a program of ten meters")
    #expect(british.findings(in: "Organize the program, check the meter, tire of it, license it").isEmpty)
  }

  @Test(
    "names, quotations, links, tags and kept terms stay as they are",
    arguments: [
      "He leads the Labour Party", "The paint called Colour sells well", "Labour Party gains",
      "See “my favourite colour” here", "#favouritecolour",
      "Go to https://colour.example/favourite", "@colour said so", "FAVOURITE", "Ask Colour Lab about colour lab",
    ])
  func kept(text: String) {
    #expect(american.findings(in: text, keeping: ["colour lab"]).isEmpty)
  }

  @Test("a finding says the word, where it is and how to mend it")
  func finding() throws {
    let found = try #require(american.findings(in: "👩‍🚀 My colour").first)
    #expect(found.rule == "region/spelling" && found.quote == "colour" && found.fix == "color")
    #expect(found.span == Span(7, 13) && found.edit == .init(span: Span(7, 13), text: "color"))
  }

  @Test("Swiss German has no ß, in names and tags' words neither")
  func swiss() {
    let style = RegionalStyle(language: "de", regions: ["CH"])
    #expect(style.applied(to: "Grüße von der Straße, heiß und groß") == "Grüsse von der Strasse, heiss und gross")
    #expect(RegionalStyle(language: "de", regions: ["DE"]).findings(in: "Grüße").isEmpty)
  }

  @Test(
    "dates take the form of the country",
    arguments: [
      ("Open from 12 March.", "Open from March 12."), ("On 12 March 2026 we open", "On March 12, 2026 we open"),
      ("Come on Thursday, 12 March at noon", "Come on Thursday, March 12 at noon"),
      ("Thursday 12 March", "Thursday, March 12"), ("the 12th of March", "the March 12"),
      ("12–14 March", "March 12–14"), ("12 to 14 March 2026", "March 12 to 14, 2026"),
      ("From 28 March to 3 April", "From March 28 to April 3"), ("5 Dec", "Dec 5"),
    ])
  func dates(day: String, month: String) {
    #expect(american.applied(to: day) == month)
    #expect(american.findings(in: month).isEmpty)
  }

  @Test(
    "and back again",
    arguments: [
      ("Open from March 12.", "Open from 12 March."), ("On March 12th, 2026, we open", "On 12 March 2026, we open"),
      ("Thursday, March 12", "Thursday 12 March"), ("March 12-14", "12-14 March"),
      ("March 12 to 14", "12 to 14 March"), ("March 28 to April 3", "28 March to 3 April"),
      ("May 5 and 6 in Graz", "5 and 6 May in Graz"),
    ])
  func back(month: String, day: String) { #expect(british.applied(to: month) == day) }

  @Test(
    "what only looks like a date stays",
    arguments: [
      "In March 12 people came", "We may 12 times", "march 12 miles", "March 2026", "12 March 14", "May 40 of you",
      "“March 12”", "Route March 1200", "",
    ])
  func notDates(text: String) {
    #expect(british.findings(in: text).isEmpty && american.findings(in: text).isEmpty)
  }

  @Test("a date in numbers that two countries read differently is told, and not guessed at")
  func numeric() throws {
    let found = try #require(british.findings(in: "Until 3/4/2026!").first)
    #expect(found.rule == "region/date-unclear" && found.quote == "3/4/2026" && found.edit == nil)
    #expect(found.severity == .warning)
    for text in ["13/4/2026", "4/4/2026", "1/2 cup", "3/4/20261", "https://a.example/3/4/2026"] {
      #expect(british.findings(in: text).isEmpty, "\(text)")
    }
  }

  @Test("hostile texts are read without harm")
  func hostile() {
    for text in ["\u{200B}", "/", "//1/1/", "12", "March", "12 ", "12\u{301} March", "👨‍👩‍👧‍👦 12 March 👨‍👩‍👧‍👦", "“", "March\n12"] {
      for style in [american, british] {
        #expect(style.applied(to: style.applied(to: text)) == style.applied(to: text))
      }
    }
  }

  @Test("every zone of the table is one that the zone files have, and each country has a first one")
  func zones() throws {
    let known = Zones()
    for name in RegionZones.all { _ = try known.zone(name) }
    #expect(RegionZones.principal(of: "AT") == "Europe/Vienna" && RegionZones.principal(of: "US") == "America/New_York")
    #expect(RegionZones.principal(of: "XX") == nil && RegionZones.all.count > 300)
    #expect(RegionZones.contains("America/Los_Angeles", region: "US"))
    #expect(!RegionZones.contains("Europe/Vienna", region: "US"))
  }
}
