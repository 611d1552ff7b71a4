import Testing

@testable import Models

@Suite("what a fact is")
struct ShapeTests {
  @Test(
    "a sentence, a request, a fragment and a bare date are told apart",
    arguments: [
      ("We open at 6:30 at the station shop", Shape.sentence),
      ("All oat drinks cost 3 EUR from 12 to 18 May", .sentence),
      ("Guests who bring their own cup pay 0.30 EUR less", .sentence),
      ("Tickets are £6 and include a glass of wine", .sentence),
      ("In 2019 Mara started making soap in her kitchen", .sentence), ("Book club starts at 7pm", .sentence),
      ("At Workshop Expo North, 61 of 212 tested wrenches were outside ±4 %", .sentence),
      ("If you file late, HMRC charges a penalty of £100", .sentence), ("we pack gifts for free", .sentence),
      ("bring your own cup", .request), ("Don't tell the dog off for hiding", .request),
      ("Please stop using the set at once", .request),
      ("Publishes to Mastodon and Bluesky", .predicate), ("opens 9am Sat", .predicate),
      ("takes about 45 minutes", .predicate),
      ("Four-day week", .noun), ("20% off all planters", .noun),
      ("black tea, smoked over beech, with dried plum", .noun),
      ("free delivery in town", .noun), ("everything grown here, certified organic", .noun), ("oak, 120x60 cm", .noun),
      ("open on Sundays", .modifier), ("with live music", .modifier), ("until end of August", .modifier),
      ("Thursday 12 November, 7pm", .detail), ("8 Castle Street", .detail), ("Mon-Thu 8-18", .detail),
      ("25 hours a week", .detail),
      ("What does a bridge sound like?", .question), ("“We stopped counting twice,” says Carol", .quotation),
    ])
  func shapes(text: String, shape: Shape) {
    #expect(Point(text).shape == shape)
  }

  @Test("a verb inside a quoted title does not make a noun of a sentence")
  func quotedTitle() {
    #expect(Point("The exhibition “Clocks that lie” opens on 3 June").shape == .sentence)
  }

  @Test(
    "shorthand is spelt out, shouting is lowered and days get their capital",
    arguments: [
      ("OPEN LATE ON FRIDAYS", "open late on Fridays"),
      ("25 hrs a week, 10 mins away", "25 hours a week, 10 minutes away"),
      ("tea + cake w/ us", "tea and cake with us"), ("- sundays 10-1", "Sundays 10-1"), ("ORDER NOW!!!", "order now!"),
      ("FREE delivery in town", "free delivery in town"), ("20 % off", "20% off"),
      ("mothers day brunch", "Mother's Day brunch"),
      ("see https://EXAMPLE.example/Path", "see https://EXAMPLE.example/Path"),
      ("runs til 30 sept", "runs until 30 Sept"),
      ("we accept USB and PDF", "we accept USB and PDF"),
    ])
  func tidied(text: String, clean: String) {
    #expect(Tidy(ComposerBrief(topic: "x"), keepsCapitals: false).tidy(text) == clean)
  }

  @Test("a word keeps the spelling that the brief has elsewhere")
  func spelling() {
    let brief = ComposerBrief(topic: "x", brand: "Ledgerly")
    #expect(Tidy(brief, keepsCapitals: false).tidy("LEDGERLY IS CLOSED TODAY") == "Ledgerly is closed today")
  }

  @Test(
    "the article follows the sound",
    arguments: [
      ("hour of yoga", "an"), ("unique vase", "a"), ("MRI scan", "an"), ("8-week course", "an"), ("oak table", "an"),
      ("European tour", "a"), ("usual day", "a"), ("uninteresting day", "an"),
    ])
  func articles(text: String, article: String) {
    #expect(Phrase.article(text) == article)
  }

  @Test("a name keeps its capital inside a sentence, a common word loses it")
  func inside() {
    #expect(Phrase.inner("Our new menu") == "our new menu")
    #expect(Phrase.inner("Acme Days") == "Acme Days")
    #expect(Phrase.inner("New Sunday class") == "new Sunday class")
    #expect(Phrase.inner("Black Friday sale") == "Black Friday sale")
    #expect(Phrase.inner("iPhone repairs") == "iPhone repairs")
  }

  @Test("a brand that says we says so of itself, another does not")
  func person() {
    let ours = PersonVoice(brand: "Acme Coffee", weVoice: true, isAsked: false)
    #expect(ours.said(Point("Acme Coffee roasts on Tuesdays")).text == "We roast on Tuesdays")
    #expect(ours.said(Point("Acme Coffee is open late")).text == "We are open late")
    let third = PersonVoice(brand: "Acme Coffee", weVoice: false, isAsked: true)
    #expect(third.said(Point("We open at six")).text == "Acme Coffee opens at six")
    #expect(third.said(Point("We open our doors at six")).text == "We open our doors at six")
    let quoted = Point("“We stopped counting twice,” says Carol")
    #expect(third.said(quoted) == quoted)
  }
}
