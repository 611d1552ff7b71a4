import TestKit
import Testing

@testable import Text

@Suite struct CompetitorMentionsTests {
  private func found(_ text: String, _ competitors: String...) -> [CompetitorMentions.Mention.Kind] {
    CompetitorMentions(competitors).find(in: text).map(\.kind)
  }

  @Test(
    "a name is found in every form and disguise",
    arguments: [
      "Better than Bean Barn", "BEAN BARN is dear", "Bean Barn’s beans", "Bean Barn's beans", "all Bean Barns",
      "Bean\u{200B} Barn", "B\u{435}an B\u{430}rn", "B e a n B a r n", "Be4n B@rn", "Bean-Barn", "BeanBarn",
      "#BeanBarn",
      "#beanbarn", "Bean\nBarn",
    ])
  func names(text: String) { #expect(found(text, "Bean Barn") == [.name]) }

  @Test(
    "other words are left alone",
    arguments: [
      "Our bean barnacles", "A bean. Barn doors", "beans and barns", "@beanbarnacle", "https://beanbarnacle.com",
      "https://example.com/bean", "@barn", "",
    ])
  func others(text: String) { #expect(found(text, "Bean Barn") == []) }

  @Test(
    "a handle is found, with what companies put behind their names",
    arguments: [
      "Ask @beanbarn", "Ask @bean_barn!", "Ask @BeanBarnHQ", "Ask @beanbarn_uk", "@bean_barn_official",
    ])
  func handles(text: String) { #expect(found(text, "Bean Barn").contains(.handle)) }

  @Test(
    "an address is found by its own part, below any subdomain and ending",
    arguments: [
      "https://beanbarn.com", "www.bean-barn.co.uk/sale", "http://shop.beanbarn.com/x?y=1", "beanbarn.de",
      "https://BeanBarn.com.",
    ])
  func addresses(text: String) { #expect(found(text, "Bean Barn") == [.address]) }

  @Test("a handle or an address that was given is found as such and in the other forms")
  func given() {
    #expect(found("Hi @beanbarn", "@beanbarn") == [.handle])
    #expect(found("Hi @beanbarn", "@beanbarn@mastodon.social") == [.handle])
    #expect(found("See https://m.bb.co/x", "bb.co") == [.address])
    #expect(found("See https://bb.com/x", "bb.co") == [])
    #expect(found("See https://notbb.co", "bb.co") == [])
    #expect(found("See @beanbarn", "https://www.beanbarn.com/shop") == [.handle])
  }

  @Test("a plain word as a name gets no plural, and a short one no handle")
  func plain() {
    #expect(found("five targets", "Target") == [])
    #expect(found("Target's prices", "Target") == [.name])
    #expect(found("@bp_fan and bps", "BP") == [])
    #expect(found("BP sells", "BP") == [.name])
  }

  @Test("nothing is found without names, or with names of signs alone")
  func empty() {
    #expect(CompetitorMentions([]).find(in: "Bean Barn").isEmpty)
    #expect(found("!!! @ 🎉", "!!!", "🎉", "@") == [])
  }

  @Test("posts that name nobody are not accused")
  func quiet() throws {
    guard let data = SharedData.data("social/obama-early.csv", cases: 1) else { return }
    let posts = try #require(try CSVReader.read([UInt8](data)).column("text"))
    let competitors = CompetitorMentions(["Bean Barn", "@roasters", "coffeehut.com", "Target", "Northwind Tools"])
    #expect(posts.filter { !competitors.find(in: $0).isEmpty && !$0.lowercased().contains("target") } == [])
  }
}
