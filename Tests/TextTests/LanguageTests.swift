import Testing
import Text

@Suite("the language of a text")
struct LanguageTests {
  @Test(
    "a sentence is enough in many languages",
    arguments: [
      ("We open at nine tomorrow.", "en"), ("Wir haben heute bis 18 Uhr geöffnet.", "de"),
      ("Nous ouvrons demain à neuf heures.", "fr"), ("Abrimos mañana a las nueve de la mañana.", "es"),
      ("Abrimos amanhã às nove horas.", "pt"), ("We gaan morgen om negen uur open.", "nl"),
      ("Vi öppnar klockan nio imorgon.", "sv"), ("Otwieramy jutro o dziewiątej.", "pl"),
      ("Мы открываемся завтра в девять.", "ru"), ("Ми відкриваємося завтра о дев'ятій.", "uk"),
      ("Yarın dokuzda açıyoruz.", "tr"), ("明日九時に開店します。", "ja"), ("我们明天九点开门。", "zh"), ("我們明天九點開門。", "zh-Hant"),
      ("내일 아홉 시에 엽니다.", "ko"), ("นี่คือร้านกาแฟของเรา", "th"), ("אנחנו פותחים מחר בתשע.", "he"), ("हम कल नौ बजे खुलेंगे।", "hi"),
      ("Mở cửa lúc chín giờ sáng mai.", "vi"), ("Kami buka pukul sembilan besok.", "id"),
    ])
  func known(text: String, language: String) {
    let guess = LanguageGuess.of(text)
    #expect(guess.language == language)
    #expect((0.5...1).contains(guess.confidence))
  }

  @Test(
    "what cannot be told is not guessed",
    arguments: ["", "ok", "lol 😂", "12345 !!! 🎉", "https://example.com/we-open-at-nine #english @user", "Acme Coffee"])
  func unknown(text: String) { #expect(LanguageGuess.of(text) == .unknown) }

  @Test("links and tags of another language do not count")
  func entities() {
    let text = "Wir haben heute geöffnet https://example.com/the-quick-brown-fox-and-the-lazy-dog #WeAreOpenNow"
    #expect(LanguageGuess.of(text).language == "de")
  }
}
