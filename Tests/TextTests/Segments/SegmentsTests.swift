import Testing
import Text

@Suite("sentences, words and what is cut from them")
struct SegmentsTests {
  @Test(
    "sentences end where a reader would end them",
    arguments: [
      ("One. Two! Three?", ["One.", "Two!", "Three?"]),
      ("Dr. Lee pays 3.50 at example.com. Really?", ["Dr. Lee pays 3.50 at example.com.", "Really?"]),
      ("Great news! 🎉 We are open.", ["Great news! 🎉", "We are open."]),
      ("Line one\nLine two", ["Line one", "Line two"]),
      ("We met at 5 p.m. on Friday. Fine.", ["We met at 5 p.m. on Friday.", "Fine."]),
      ("Wait... what? \"Yes.\" he said.", ["Wait... what?", "\"Yes.\" he said."]),
      ("Version 2.0 is out, e.g. for U.S. users. Get it.", ["Version 2.0 is out, e.g. for U.S. users.", "Get it."]),
      ("今日は。元気ですか？", ["今日は。", "元気ですか？"]),
      ("すごい！本当？「はい。」終わり", ["すごい！", "本当？", "「はい。」", "終わり"]),
      ("1. Mix it. 2. Bake it.", ["1. Mix it.", "2. Bake it."]), ("Say no. Vote!", ["Say no.", "Vote!"]),
      ("See no. 5 and p. 7. Done.", ["See no. 5 and p. 7.", "Done."]),
      ("Wir öffnen am 3. Mai um 9 Uhr. Kommt vorbei!", ["Wir öffnen am 3. Mai um 9 Uhr.", "Kommt vorbei!"]),
      ("Kaffee, Tee bzw. Kuchen. Gern!", ["Kaffee, Tee bzw. Kuchen.", "Gern!"]),
      ("Mme. Roy arrive. Oui.", ["Mme. Roy arrive.", "Oui."]),
      ("هل أنت جاهز؟ نعم.", ["هل أنت جاهز؟", "نعم."]), ("यह अच्छा है। हाँ।", ["यह अच्छा है।", "हाँ।"]),
      ("It grew by 3.5 to 10.2. Wow…", ["It grew by 3.5 to 10.2.", "Wow…"]),
      ("", []), ("  \n ", []), ("no end", ["no end"]),
    ] as [(String, [String])])
  func sentences(text: String, expected: [String]) {
    #expect(Sentences.split(text).map { slice(text, $0) } == expected)
  }

  @Test("words keep inner apostrophes and hyphens and leave out links, tags and emoji")
  func words() {
    let text = "Don't miss our well-known #sale 🎉 at https://a.com: 20% off, 3rd time"
    #expect(
      Words.split(text).map { slice(text, $0) } == [
        "Don't", "miss", "our", "well-known", "at", "20", "off", "3rd", "time",
      ])
  }

  @Test(
    "words end at Unicode's boundaries",
    arguments: [
      ("can't stop", ["can't", "stop"]), ("foo_bar 3.14 1,250", ["foo_bar", "3.14", "1,250"]),
      ("日本語カタカナ", ["日", "本", "語", "カタカナ"]), ("한국어 좋다", ["한국어", "좋다"]), ("ילד\"ב", ["ילד\"ב"]),
      ("cafe\u{301}!", ["cafe\u{301}"]), ("สวัสดี ครับ", ["สวัสดี", "ครับ"]), ("هذا جيد", ["هذا", "جيد"]),
      ("यह अच्छा", ["यह", "अच्छा"]),
      ("👍🏽 🇯🇵", []), ("a\u{200D}b", ["a\u{200D}b"]), ("l’eau", ["l’eau"]), ("$5", ["5"]), ("", []), ("... !", []),
    ] as [(String, [String])])
  func boundaries(text: String, expected: [String]) {
    #expect(Words.split(text).map { slice(text, $0) } == expected)
  }

  @Test(
    "words are those of the standard library's own boundaries",
    arguments: [
      "Don't panic: it's 9:30, 3.5 km, e.g. foo_bar!", "日本語とカタカナ、漢字", "Привет, мир! Ça va? l’eau", "هذا نص عربي، جيد",
      "שלום עולם \"צה\"ל\"", "नमस्ते दुनिया", "a.b.c 1,2,3 1.a a.1 _x_ x'y'z", "αβγ 🎉🎉 👨‍👩‍👧 🇯🇵🇯🇵 1️⃣", "ﬁne Ⅷ ½ x² 10%",
    ])
  func standard(text: String) {
    let ours = Words.split(text).map { slice(text, $0) }
    let borders = text.ranges(of: /\b/.wordBoundaryKind(.default)).map(\.lowerBound)
    let theirs = zip(borders, borders.dropFirst()).map { String(text[$0..<$1]) }
      .filter { $0.contains { $0.isLetter || $0.isNumber } && !isEntityOrEmoji($0) }
    #expect(ours == theirs)
  }

  private func isEntityOrEmoji(_ text: String) -> Bool {
    Entities.urls(text).count == 1 || text.unicodeScalars.contains { $0.value == 0x20E3 }
  }

  @Test(
    "canonical text is equal for what looks equal",
    arguments: [
      ("cafe\u{301}  au\tlait \n", "café au lait"), ("a\u{200B}b\u{FEFF}", "ab"), ("a\u{A0}b", "a b"), ("A.", "A."),
      ("👨‍👩‍👧", "👨‍👩‍👧"), ("", ""), ("e\u{AD}\u{301}", "é"),
    ])
  func canonicalText(text: String, expected: String) {
    #expect(Array(canonical(text).unicodeScalars) == Array(expected.unicodeScalars))
    #expect(canonical(canonical(text)) == canonical(text))
  }

  @Test("truncation ends at a sentence, else at a word, and always fits")
  func truncation() throws {
    let x = try Fixtures.platform("x")
    let sentence = "This sentence has exactly some words in it and goes on for a while to fill the post. "
    let long = String(repeating: sentence, count: 5)
    let cut = Truncation.fit(long, x)
    #expect(cut.hasSuffix("the post."))
    #expect(TextMeasure.measure(cut, x).ok)
    let endless = Truncation.fit(String(repeating: "word ", count: 100), x)
    #expect(endless.hasSuffix("word…"))
    #expect(TextMeasure.measure(endless, x).ok)
    #expect(Truncation.fit("short", x) == "short")
  }

  @Test("truncation never splits a link, a tag or a grapheme", arguments: 1...60)
  func whole(limit: Int) throws {
    var platform = try Fixtures.platform("bluesky")
    platform.limit = limit
    let text = "Hi 👨‍👩‍👧‍👦 see https://example.com/path now #BigTag cafe\u{301} thanks"
    let cut = Truncation.fit(text, platform)
    #expect(cut.isEmpty || TextMeasure.measure(cut, platform).ok)
    let body = cut.hasSuffix("…") ? String(cut.dropLast()) : cut
    #expect(text.hasPrefix(body))
    for whole in ["https://example.com/path", "#BigTag", "👨‍👩‍👧‍👦"] where body.contains(whole.prefix(2)) {
      #expect(body.contains(whole))
    }
  }

  @Test("a thread says everything in order, each part fits and is numbered")
  func thread() throws {
    let x = try Fixtures.platform("x")
    let text = (1...40).map { "Sentence number \($0) says something useful." }.joined(separator: " ")
    let parts = ThreadSplitter.split(text, x)
    #expect(parts.count > 2)
    #expect(parts.allSatisfy { TextMeasure.measure($0, x).ok })
    #expect(parts.last?.hasSuffix("(\(parts.count)/\(parts.count))") == true)
    let joined = parts.map { $0.prefix { $0 != "(" }.dropLast() }.joined(separator: " ")
    #expect(joined == text)
    #expect(ThreadSplitter.split("short", x) == ["short"])
  }

  @Test("on every platform with threads each part fits, joined they say everything, and no link is split")
  func everyThread() throws {
    let text = (1...60).map { "Sentence \($0) has 👨‍👩‍👧‍👦 and https://example.com/\($0) in it, yes." }.joined(separator: " ")
    for platform in try Fixtures.rules().all where platform.supportsThreads {
      let parts = ThreadSplitter.split(text, platform)
      #expect(parts.count > 2)
      #expect(parts.allSatisfy { TextMeasure.measure($0, platform).ok }, "\(platform.id)")
      let links = parts.flatMap { Entities.urls($0).map(\.value) }
      #expect(links == (1...60).map { "https://example.com/\($0)" }, "\(platform.id)")
      #expect(ThreadSplitter.split(text, platform, numbered: false).joined(separator: " ") == text, "\(platform.id)")
    }
  }

  @Test("a thread cuts a word longer than a post, but never a link")
  func threadOfOneWord() throws {
    let bluesky = try Fixtures.platform("bluesky")
    let word = String(repeating: "a", count: 1000)
    #expect(ThreadSplitter.split(word, bluesky, numbered: false).joined() == word)
    #expect(ThreadSplitter.split("https://example.com/" + word, bluesky).isEmpty)
  }

  @Test(
    "LinkedIn's reserved characters are escaped, links and hashtags stay alive",
    arguments: [
      ("Hi (you) <b>", "Hi \\(you\\) \\<b\\>"), ("see https://a.com/x_(y)#z", "see https://a.com/x_(y)#z"),
      ("#launch_day *now*", "#launch\\_day \\*now\\*"), ("a@b {c} [d] | ~ \\", "a\\@b \\{c\\} \\[d\\] \\| \\~ \\\\"),
      ("# 1", "\\# 1"),
    ])
  func littleText(text: String, expected: String) { #expect(LittleText.escape(text) == expected) }

  @Test(
    "an escaped text reads as it was written",
    arguments: [
      "Hi (you) <b>", "#launch_day *now*", "a\\b \\\\ c\\", "＃全角 @[Ann](urn:x) {a|b}", "see https://a.com/x_(y)#z ok_",
      "", "~~",
    ])
  func roundTrip(text: String) { #expect(LittleText.unescape(LittleText.escape(text)) == text) }

  private func slice(_ text: String, _ span: Span) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: Array(text.unicodeScalars)[span.range])
    return String(view)
  }
}
