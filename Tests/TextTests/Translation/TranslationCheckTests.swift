import Testing

@testable import Text

@Suite struct TranslationCheckTests {
  private func rules(
    _ text: String, from source: String, to language: String = "de", terms: [TranslationCheck.Term] = [],
    formality: Formality? = nil
  ) -> [String] {
    TranslationCheck(source, in: "en", to: language, terms: terms, formality: formality).findings(text).map(\.rule)
  }

  @Test("says what was lost: a figure, a share, a day, a link, a person")
  func lost() {
    let source = "On 5 December @acme sells 250 grams for 12 euros, 10 % off. https://acme.example/winter"
    let findings = TranslationCheck(source, in: "en", to: "de").findings("Am Samstag verkauft Acme Kaffee.")
      .filter { $0.rule == "translation/lost" }
    let quotes = findings.map(\.message).joined(separator: "|")
    for wanted in ["5 December", "@acme", "250", "12 euros", "10 %", "https://acme.example/winter"] {
      #expect(quotes.contains(wanted), "\(wanted) of \(quotes)")
    }
    #expect(findings.allSatisfy { $0.severity == .warning })
  }

  @Test("a percentage and a day in the other language's words are not lost")
  func forms() {
    let english = "18 % off until 12 March at noon."
    for (language, text) in [
      ("de", "18 Prozent weniger bis 12. März um 12:00."), ("fr", "18 % de moins jusqu'au 12 mars à midi."),
    ] {
      #expect(!rules(text, from: english, to: language).contains("translation/lost"), "\(language)")
    }
  }

  @Test(
    "placeholders stay as they are, each as often as it was",
    arguments: [
      ("Hello {name}, {name}!", "Hallo {name}, {name}!", 0), ("Hello {name}, {name}!", "Hallo {name}!", 1),
      ("Hello {{first_name}}", "Hallo {{vorname}}", 1), ("Hi %NAME% from [CITY NAME]", "Hallo aus [CITY NAME]", 1),
      ("A {b", "Ein {b", 0),
    ])
  func placeholders(source: String, text: String, count: Int) {
    #expect(rules(text, from: source).filter { $0 == "translation/placeholder" }.count == count)
  }

  @Test("the brand's words are said as the brand says them, with the endings of the language")
  func terms() {
    let terms = [TranslationCheck.Term("winter blend", "Wintermischung"), .init("Acme Coffee", "Acme Coffee")]
    let source = "The winter blend of Acme Coffee is back."
    #expect(
      !rules("Die Wintermischung von Acme Coffee ist da.", from: source, terms: terms).contains("translation/term"))
    #expect(!rules("Wintermischungen von Acme Coffee.", from: source, terms: terms).contains("translation/term"))
    #expect(
      rules("Der Winterkaffee von Acme Kaffee.", from: source, terms: terms).filter { $0 == "translation/term" }.count
        == 2)
    #expect(!rules("Der Kaffee ist da.", from: "The coffee is here.", terms: terms).contains("translation/term"))
  }

  @Test("a sentence that stands as it was is found, unless it is quoted, short or in the same language")
  func untranslated() {
    let source = "Our winter blend is back today. Come and taste it with us."
    #expect(rules("Unser Kaffee ist da. Come and taste it with us.", from: source).contains("translation/untranslated"))
    #expect(!rules("„Come and taste it with us.“ sagen wir.", from: source).contains("translation/untranslated"))
    #expect(!rules(source, from: source, to: "en-GB").contains("translation/untranslated"))
    #expect(!rules("Wow, great!", from: "Wow, great!").contains("translation/untranslated"))
  }

  @Test(
    "how readers are spoken to is told apart",
    arguments: [
      ("de", "Holen Sie sich Ihren Kaffee.", Formality.formal), ("de", "Hol dir deinen Kaffee.", .informal),
      ("fr", "Prenez votre café.", .formal), ("fr", "Prends ton café, c'est pour toi.", .informal),
      ("es", "Es para usted.", .formal), ("es", "Es para ti.", .informal), ("it", "È per Lei.", .formal),
      ("it", "È il tuo caffè.", .informal), ("nl", "Dit is voor u.", .formal), ("nl", "Dit is voor jou.", .informal),
      ("ru", "Это для вас.", .formal), ("ru", "Это для тебя.", .informal), ("pl", "To dla Państwa.", .formal),
      ("pl", "To dla ciebie.", .informal),
    ])
  func formality(language: String, text: String, spoken: Formality) {
    #expect(!spoken.words(in: text, language: language).isEmpty)
    #expect(spoken.other.words(in: text, language: language).isEmpty)
  }

  @Test("what may mean something else is not taken for an address")
  func addressOfNobody() {
    // "Sie" begins the sentence: she, they or you. "ihr" is her.
    #expect(Formality.formal.words(in: "Sie kommt mit ihr.", language: "de").isEmpty)
    #expect(Formality.informal.words(in: "Sie kommt mit ihr.", language: "de").isEmpty)
    #expect(Formality.informal.words(in: "Er sagt: „Du bist da.“", language: "de").isEmpty)
    #expect(Formality.informal.words(in: "Donner le ton", language: "fr").isEmpty)
    #expect(Formality.formal.words(in: "You and your coffee", language: "en").isEmpty)
  }

  @Test("the wrong address is a finding at its word")
  func wrongAddress() {
    let found = TranslationCheck("Get your coffee.", in: "en", to: "de", formality: .formal)
      .findings("Hol dir deinen Kaffee.").filter { $0.rule == "translation/formality" }
    #expect(found.map(\.quote) == ["dir", "deinen"])
  }

  @Test(
    "a figure in the source's form is put into the reader's",
    arguments: [
      ("1,250.50", "de", "1.250,50"), ("12.5", "de", "12,5"), ("1,250", "de", "1.250"), ("3.5", "en-GB", String?.none),
      ("1.2.3", "de", nil), ("12.5", "ja", nil),
    ])
  func figures(figure: String, language: String, wanted: String?) {
    let found = TranslationCheck("About \(figure) of them.", in: "en", to: language).findings("≈ \(figure)")
      .filter { $0.rule == "translation/figure" }
    #expect(found.map(\.fix) == (wanted.map { [$0] } ?? []))
  }

  @Test("figures in links stay")
  func figuresOfLinks() {
    let text = "https://acme.example/v/1.250/a"
    #expect(!rules(text, from: "See \(text)").contains("translation/figure"))
  }

  @Test("quotations take the language's marks in one click")
  func quotes() {
    func fixed(_ text: String, _ language: String) -> String {
      TranslationCheck(text, in: "en", to: language).findings(text).filter { $0.rule == "translation/quotes" }
        .compactMap(\.edit).applied(to: text)
    }
    #expect(fixed("Wir sagen “gut” dazu.", "de") == "Wir sagen „gut“ dazu.")
    #expect(fixed("Nous disons \"bien\" ici.", "fr") == "Nous disons «\u{A0}bien\u{A0}» ici.")
    #expect(fixed("Wir sagen „gut“ dazu.", "de") == "Wir sagen „gut“ dazu.")
    #expect(fixed("Wir sagen „gut“ dazu.", "de-CH") == "Wir sagen «gut» dazu.")
  }

  @Test("hashtags, emoji and length that went astray are told")
  func shape() {
    let source = "Our winter blend is back and it tastes of plum and cocoa ☕️ #Coffee #Winter"
    #expect(
      rules("Da.", from: source).filter { $0.hasPrefix("translation/") }.sorted()
        == ["translation/emoji", "translation/hashtags", "translation/length"])
    let german = "Unsere Wintermischung ist wieder da und schmeckt nach Pflaume und Kakao ☕️ #Kaffee #Winter"
    #expect(rules(german, from: source).isEmpty)
    // Japanese says it in far fewer characters.
    #expect(
      !rules("冬のブレンドが帰ってきました。プラムとカカオの味わい ☕️ #コーヒー #冬", from: source, to: "ja").contains("translation/length"))
    #expect(rules(german + " " + german + german, from: source).contains("translation/length"))
  }

  @Test("one reason is given for all that a reader would miss, and none for what is whole")
  func correction() {
    let check = TranslationCheck(
      "Get 250 grams of winter blend, {name}.", in: "en", to: "de", terms: [.init("winter blend", "Wintermischung")],
      formality: .formal)
    let reason = check.correction("Hol dir Kaffee.")
    for part in ["250", "{name}", "“winter blend” is “Wintermischung”", "formally"] {
      #expect(reason?.contains(part) == true, "\(part)")
    }
    #expect(check.correction("Holen Sie sich 250 Gramm Wintermischung, {name}.") == nil)
  }

  @Test("conventions are told in the language's own forms")
  func conventions() {
    let german = LocaleConventions("de-AT").instructions(today: "2026-11-27").joined(separator: " ")
    #expect(german.contains("„…“") && german.contains("24. Dezember") && german.contains("18:30"))
    #expect(LocaleConventions("xx").quotes == nil)
  }
}
