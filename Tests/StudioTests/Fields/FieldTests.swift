import Foundation
import Kernel
import Testing

@testable import Studio

@Suite struct FieldTests {
  @Test("a line refuses control characters, emptiness and too much text, and says which")
  func lines() {
    let rule = TextRule.line(10)
    #expect(rule.fault(in: "hello") == nil)
    #expect(rule.fault(in: "0123456789") == nil)
    #expect(rule.fault(in: "01234567890")?.contains("11 characters, at most 10") == true)
    #expect(rule.fault(in: "") == "must not be empty")
    #expect(rule.fault(in: " \u{3000}") == "must not be empty")
    #expect(rule.fault(in: "a\u{7}b")?.contains("U+0007") == true)
    #expect(rule.fault(in: "a\nb")?.contains("U+000A") == true)
    #expect(TextRule.paragraphs(10).fault(in: "a\nb\t") == nil)
    #expect(TextRule.paragraphs(10).fault(in: "a\u{0}") != nil)
  }

  @Test("a family emoji counts as one character, and a megabyte of combining marks is refused quickly")
  func graphemes() {
    #expect(TextRule.line(1).fault(in: "👩‍👩‍👧") == nil)
    #expect(TextRule.line(10).fault(in: "e" + String(repeating: "\u{301}", count: 500_000)) != nil)
  }

  @Test(
    "links must be whole web addresses without credentials",
    arguments: [
      ("https://example.com/a?b=c#d", true), ("http://example.com", true), ("example.com", false),
      ("javascript:alert(1)", false), ("https://user:pw@example.com", false), ("https://", false),
      ("https://exa mple.com", false), ("ftp://example.com", false),
      ("https://example.com/" + String(repeating: "a", count: 2_000), false),
    ])
  func links(link: String, isFine: Bool) {
    #expect((Formats.linkFault(link) == nil) == isFine)
  }

  @Test(
    "days must exist",
    arguments: [
      ("2026-11-23", true), ("2024-02-29", true), ("2026-02-29", false), ("2026-13-01", false), ("2026-1-1", false),
      ("23.11.2026", false), ("1900-02-29", false), ("2000-02-29", true),
    ])
  func days(day: String, isFine: Bool) { #expect(Formats.isDay(day) == isFine) }

  @Test("languages, regions and colours have one shape each")
  func shapes() {
    #expect(Formats.isLanguage("en") && Formats.isLanguage("pt-BR") && Formats.isLanguage("zh-Hant-TW"))
    #expect(!Formats.isLanguage("EN") && !Formats.isLanguage("english") && !Formats.isLanguage("en_US"))
    #expect(Formats.isRegion("AT") && !Formats.isRegion("at") && !Formats.isRegion("ÄT") && !Formats.isRegion("USA"))
    #expect(Formats.isColour("#00fF12") && !Formats.isColour("00ff12") && !Formats.isColour("#00ff1"))
  }

  @Test(
    "a language or country that there is not is refused, and one that is written otherwise is shown as it is written",
    arguments: [
      ("fil", nil), ("yue-Hant-HK", nil), ("xx", "is not a language such as en or pt-BR"),
      ("en-ZZ", "is not a language such as en or pt-BR"), ("en-Abcd", "is not a language such as en or pt-BR"),
      ("en_gb", "is written en-GB"), ("DE-at", "is written de-AT"), ("zh_hant_tw", "is written zh-Hant-TW"),
      ("en-UK", "is not a language such as en or pt-BR"), ("klingon", "is not a language such as en or pt-BR"),
      ("", "is not a language such as en or pt-BR"), ("de-", "is not a language such as en or pt-BR"),
    ])
  func languages(code: String, fault: String?) { #expect(Formats.languageFault(code) == fault) }

  @Test(
    "so are countries",
    arguments: [
      ("GB", nil), ("UK", nil), ("EU", nil), ("ZZ", "is not a country code such as AT or US"), ("at", "is written AT"),
      ("QQ", "is not a country code such as AT or US"), ("Austria", "is not a country code such as AT or US"),
    ])
  func countries(code: String, fault: String?) { #expect(Formats.regionFault(code) == fault) }

  @Test("an absent field keeps, null clears, a value sets")
  func changes() throws {
    func edit(_ json: String) throws -> BrandEdit {
      try JSONDecoder().decode(BrandEdit.self, from: Data(json.utf8))
    }
    let logo = AssetID("asset_01h455vb4pex5vsknk084sn02q")
    #expect(try edit("{}").logo == .keep)
    #expect(try edit(#"{"logo":null}"#).logo == .clear)
    #expect(try edit(#"{"logo":"asset_01h455vb4pex5vsknk084sn02q"}"#).logo == logo.map { .set($0) })
    #expect(throws: (any Error).self) { try edit(#"{"logo":"brand_01h455vb4pex5vsknk084sn02q"}"#) }
  }

  @Test("characters that nobody sees are taken out, emoji that need them stay whole")
  func invisible() {
    #expect(Invisible.stripped("ig\u{200B}nore\u{202E} all\u{E0041}") == "ignore all")
    #expect(Invisible.stripped("soft\u{AD}hyphen \u{FEFF}\u{2800}x") == "softhyphen x")
    #expect(Invisible.stripped("a\u{0}b\r\nc\td") == "ab\nc\td")
    #expect(Invisible.stripped("👩‍🚀 ❤️ 👍🏽") == "👩‍🚀 ❤️ 👍🏽")
    #expect(Invisible.stripped("a\u{200D}b") == "ab")
    #expect(Invisible.stripped("café für Ünal 日本") == "café für Ünal 日本")
  }
}
