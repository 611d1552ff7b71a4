import Kernel
import Testing

@testable import Text

@Suite struct BriefTableTests {
  private func read(_ text: String) throws -> [BriefTable.Row] { try BriefTable.read([UInt8](text.utf8)) }

  private func faults(_ bytes: [UInt8]) -> [String] {
    do {
      _ = try BriefTable.read(bytes)
      return []
    } catch {
      return error.fields.map { "\($0.pointer) \($0.message)" }
    }
  }

  private func faults(_ text: String) -> [String] { faults([UInt8](text.utf8)) }

  @Test("a row becomes a brief, with its line and every field")
  func whole() throws {
    let rows = try read(
      """
      Topic,audience,tone,languages,platforms,regions,competitors,competitor_posts,constraints,facts,offer,link,call_to_action,paid
      Winter blend,Brewers,warm,"en, de",bluesky|mastodon,AT;DE,Bean Barn|@beans,Ours is best|Buy now,No emoji,"Plum.
      Cocoa, dark.",Two for one,https://acme.example/w,Order today,yes
      Summer blend,,,,x,,,,,,,,,
      """)
    let brief = try #require(rows.first?.brief)
    #expect(rows.map(\.line) == [2, 4] && brief.topic == "Winter blend" && brief.audience == "Brewers")
    #expect(brief.languages == ["en", "de"] && brief.platforms == ["bluesky", "mastodon"])
    #expect(brief.regions == ["AT", "DE"] && brief.competitors == ["Bean Barn", "@beans"])
    #expect(brief.competitorPosts == ["Ours is best", "Buy now"] && brief.constraints == ["No emoji"])
    #expect(brief.facts == ["Plum.", "Cocoa, dark."] && brief.offer == "Two for one" && brief.paid)
    #expect(brief.link == "https://acme.example/w" && brief.callToAction == "Order today" && brief.tone == "warm")
    #expect(rows.last?.brief.languages == ["en"] && rows.last?.brief.paid == false)
  }

  @Test("a table copied from a spreadsheet is read too, and one with semicolons")
  func separators() throws {
    #expect(try read("topic\tplatforms\nWinter\tx|bluesky").first?.brief.platforms == ["x", "bluesky"])
    #expect(try read("topic;platforms\r\nWinter;x, bluesky\r\n").first?.brief.platforms == ["x", "bluesky"])
  }

  @Test("formulas are words")
  func formulas() throws {
    let brief = try #require(try read("topic,platforms,facts\n=SUM(A1),x,@cmd|+1\n").first?.brief)
    #expect(brief.topic == "=SUM(A1)" && brief.facts == ["@cmd", "+1"])
  }

  @Test("every fault is told at once, with its line and field")
  func told() {
    let found = faults("topic,platforms,paid,link\nWinter,x,perhaps,\n,x,,\nSummer,x,,nowhere\n")
    #expect(found.count == 3)
    #expect(found.first?.hasPrefix("/csv Line 2, paid: say yes or no") == true)
    #expect(found.contains { $0.hasPrefix("/csv Line 3, topic: ") })
    #expect(found.contains { $0.hasPrefix("/csv Line 4, link: ") })
  }

  @Test(
    "a header that cannot be understood is told with what there is",
    arguments: [
      ("topic,platforms,colour\na,x,b", "“colour” is no field"),
      ("topic,platforms,topic\na,x,b", "topic is there twice"),
      ("platforms\nx", "no column topic"), ("topic\na", "no column platforms"), ("", "empty"),
      ("topic,platforms", "nothing below"), ("topic,platforms\na,x,y", "Line 2 has 3 values"),
      ("topic,platforms\n\"a,x", "never ends"),
    ])
  func header(text: String, words: String) {
    #expect(faults(text).contains { $0.contains(words) && $0.hasPrefix("/csv ") }, "\(faults(text))")
  }

  @Test("bytes that are no UTF-8 are told by their line")
  func encoding() {
    #expect(faults([UInt8]("topic,platforms\nWinter,x\n".utf8) + [0xE4, 0x2C, 0x78]).first?.contains("Line 3") == true)
  }
}
