import Testing

@testable import Text

@Suite("A post as its platform shows it")
struct PostPreviewTests {
  private static let text = """
    New roast: #Winter #Plum by @maria.bsky.social and @maria@coffee.example, see https://www.acme.com/shop/winter-blend-2026
    Or acme.com, $ACME.
    """

  private func preview(_ text: String, _ platform: String) throws -> PostPreview {
    PostPreview(text, on: try #require(PlatformRules.load()[platform]))
  }

  private func shown(_ preview: PostPreview, _ kind: PostPreview.Kind) -> [String] {
    (preview.shown + preview.folded).filter { $0.kind == kind }.map(\.text)
  }

  @Test(
    "links what the platform links, and writes it as the platform does",
    arguments: [
      ("x", ["acme.com/shop/winter-blend…", "acme.com"], ["#Winter", "#Plum", "$ACME"], ["@maria"]),
      (
        "bluesky", ["https://www.acme.com/shop/winter-blend-2026", "acme.com"], ["#Winter", "#Plum"],
        ["@maria.bsky.social"]
      ),
      ("mastodon", ["acme.com/shop/winter-blend-202…"], ["#Winter", "#Plum"], ["@maria", "@maria"]),
      ("linkedin", ["https://www.acme.com/shop/winter-blend-2026", "acme.com"], ["#Winter", "#Plum"], []),
      ("facebook", ["https://www.acme.com/shop/winter-blend-2026", "acme.com"], ["#Winter", "#Plum"], []),
      ("instagram", [], ["#Winter", "#Plum"], ["@maria.bsky.social"]),
      ("threads", ["https://www.acme.com/shop/winter-blend-2026", "acme.com"], ["#Winter"], ["@maria.bsky.social"]),
      ("tiktok", [], ["#Winter", "#Plum"], ["@maria.bsky.social"]),
      (
        "youtube", ["https://www.acme.com/shop/winter-blend-2026", "acme.com"], ["#Winter", "#Plum"],
        ["@maria.bsky.social"]
      ),
      ("pinterest", [], ["#Winter", "#Plum"], []),
    ])
  func entities(platform: String, links: [String], tags: [String], mentions: [String]) throws {
    let preview = try preview(Self.text, platform)
    #expect(shown(preview, .link) == links)
    #expect(shown(preview, .tag) == tags)
    #expect(shown(preview, .mention) == mentions)
  }

  @Test(
    "what is cut away is behind the fold: nothing is lost, and words stay whole", arguments: ["linkedin", "facebook"])
  func fold(platform: String) throws {
    let sentence = "We roast on Mondays, and you are welcome to smell it from the street while we do. "
    let text = String(repeating: sentence, count: 8)
    let preview = try preview(text, platform)
    let fold = try #require(PlatformRules.load()[platform]?.display.fold)
    let (before, after) = (preview.shown.map(\.text).joined(), preview.folded.map(\.text).joined())
    #expect(before.count <= fold.characters && before.count > fold.characters - 10)
    #expect(!after.isEmpty && preview.more == fold.words)
    #expect(before + " " + after == text)
  }

  @Test("a post of three lines and more folds by its lines, and short ones do not fold")
  func lines() throws {
    let preview = try preview("One\n\nTwo\nThree", "linkedin")
    #expect(preview.shown == [.init(.text, "One\n\nTwo")] && preview.folded == [.init(.text, "Three")])
    let short = try self.preview("One\nTwo", "linkedin")
    #expect(short.folded.isEmpty && short.more.isEmpty)
  }

  @Test("X links no domain that does not exist, and the others link whatever has a scheme")
  func unknownDomains() throws {
    let links = try PlatformRules.load().all.filter { platform in
      PostPreview("See https://shop.example/x.", on: platform).shown.contains(.init(.link, "https://shop.example/x"))
    }
    #expect(Set(links.map(\.id)) == ["linkedin", "bluesky", "facebook", "threads", "youtube"])
    #expect(try preview("See https://shop.example/x.", "mastodon").shown[1] == .init(.link, "shop.example/x"))
    #expect(try preview("See https://shop.example/x.", "x").shown.count == 1)
  }

  @Test("a link that does not fit whole stands behind the fold whole")
  func wholeLinks() throws {
    let link = "https://acme.com/" + String(repeating: "a", count: 40)
    let preview = try preview(String(repeating: "word ", count: 38) + link + " end", "linkedin")
    #expect(preview.folded == [.init(.link, link), .init(.text, " end")])
    #expect(preview.shown.map(\.kind) == [.text])
  }

  @Test("TikTok shows one line, and other platforms the lines that were written")
  func breaks() throws {
    #expect(try preview("One\nTwo", "tiktok").shown == [.init(.text, "One Two")])
    #expect(try preview("One\nTwo", "x").shown == [.init(.text, "One\nTwo")])
  }

  @Test("a card names the first link's host where the platform makes one")
  func card() throws {
    #expect(try preview("See https://a.com/x and https://b.com", "x").card == "a.com")
    #expect(try preview("See https://a.example/x", "linkedin").card == nil)
    #expect(try preview("No link", "x").card == nil)
    #expect(try preview("Bare acme.com", "mastodon").card == nil)
  }

  @Test("emoji, right-to-left and marks stay whole", arguments: ["x", "instagram", "mastodon", "bluesky"])
  func whole(platform: String) throws {
    for text in ["👩‍👩‍👧‍👦 #Über @ünï", "مرحبا #قهوة بكم", "e\u{301}\u{302} café #café", "", "\n\n", "#", "@@a@b"] {
      let preview = try preview(text, platform)
      let all = (preview.shown + preview.folded).map(\.text).joined()
      #expect(all.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace } || platform == "mastodon", "\(text)")
    }
  }
}
