import TestTraits
import Testing

@testable import Text

@Suite("Rewriting by rules", .ownThread) struct RewriterTests {
  private func rewrite(
    _ text: String, _ aim: RewriteAim, language: String = "en", fixed: [String] = []
  ) throws -> Rewriting {
    Rewriter(try Fixtures.platform("linkedin"), language: language, fixed: fixed).rewrite(text, aim)
  }

  private func rewritten(_ text: String, _ aim: RewriteAim, fixed: [String] = []) throws -> String? {
    guard case .rewritten(let result) = try rewrite(text, aim, fixed: fixed) else { return nil }
    return result.text
  }

  @Test(
    "towards each aim",
    arguments: [
      (
        RewriteAim.shorter,
        "In order to keep it really fresh, we roast on a daily basis. Beans arrive due to the fact that you order.",
        "To keep it fresh, we roast daily. Beans arrive because you order."
      ),
      (
        .shorter,
        "Our winter blend is back. It rained a lot here. A bag costs 12 euros. Order here: https://acme.example/w",
        "Our winter blend is back. A bag costs 12 euros. Order here: https://acme.example/w"
      ),
      (
        .lessSalesy, "Our AMAZING COFFEE is absolutely incredible! Don't wait! Order now.",
        "Our coffee is good. Order."
      ),
      (
        .lessSalesy, "We are thrilled to announce two new roasts!! Taste an incredible espresso.",
        "Announcing two new roasts. Taste an espresso."
      ),
      (
        .moreFormal, "We're open and we'd love it if you don't forget your kids! 🎉",
        "We are open and we'd love it if you do not forget your children."
      ),
      (.moreFormal, "Hey folks, thanks for coming. It's gonna be fun!", "Thank you for coming. It is going to be fun."),
      (
        .moreCasual, "However, we are open. It is time to commence. Thank you for your patience.",
        "But we're open. It's time to start. Thanks for your patience."
      ),
      (.simpler, "We utilize numerous beans prior to roasting.", "We use many beans before roasting."),
      (
        .simpler, "We roast every bag by hand on Friday morning, and you can have it at your own door on Saturday.",
        "We roast every bag by hand on Friday morning. You can have it at your own door on Saturday."
      ),
    ])
  func aims(aim: RewriteAim, text: String, wanted: String) throws {
    #expect(try rewritten(text, aim) == wanted)
  }

  @Test(
    "what must stay is left, and the reason said",
    arguments: [
      (RewriteAim.shorter, "A bag costs 12 euros. Order at https://acme.example/w", "nothing to leave out"),
      (.shorter, "The oven is here. It is not for sale. Only members may come.", "nothing to leave out"),
      (.lessSalesy, "A bag costs 12 euros.", "salesy"),
      (.lessSalesy, "She said: “Absolutely amazing coffee!”", "salesy"),
      (.lessSalesy, "The most amazing coffee in Graz.", "salesy"),
      (.moreFormal, "The shop opens at nine.", "formal already"),
      (.moreCasual, "We're open.", "casual already"),
      (.simpler, "We roast beans.", "plainer"),
      (.longer, "We roast beans.", "needs a writing model"),
      (.onBrand, "We roast beans.", "needs a writing model"),
      (.strongerHook, "We roast beans.", "needs a writing model"),
    ])
  func refused(aim: RewriteAim, text: String, reason: String) throws {
    guard case .nothingToDo(let words) = try rewrite(text, aim) else {
      Issue.record("“\(text)” was rewritten")
      return
    }
    #expect(words.contains(reason))
  }

  @Test("a name that the brand writes in capitals, or with praise in it, stays")
  func fixed() throws {
    let text = "AMAZING BEANS roasts daily! Come by."
    #expect(try rewritten(text, .lessSalesy, fixed: ["AMAZING BEANS"]) == "AMAZING BEANS roasts daily. Come by.")
  }

  @Test("a disclosure stays", arguments: ["#ad", "#Sponsored", "Paid partnership with Acme."])
  func disclosure(label: String) throws {
    let text = "The blend is lovely and mild. It really suits long mornings at home with friends. \(label)"
    let short = try #require(try rewritten(text, .shorter))
    #expect(short.contains(label) && short.count < text.count)
  }

  @Test("another language and a very long text are refused with the next step")
  func bounds() throws {
    for (text, language) in [("Wir rösten täglich!", "de"), (String(repeating: "Very long. ", count: 600), "en-GB")] {
      guard case .nothingToDo(let words) = try rewrite(text, .lessSalesy, language: language) else {
        Issue.record("was rewritten")
        continue
      }
      #expect(words.contains("model"))
    }
  }

  @Test(
    "an instruction that means an aim and nothing else is that aim",
    arguments: [
      ("Make it shorter, please", RewriteAim.shorter), ("less salesy", .lessSalesy),
      ("Could you simplify this?", .simpler), ("More formal!", .moreFormal),
    ])
  func instruction(words: String, aim: RewriteAim) { #expect(RewriteAim(instruction: words) == aim) }

  @Test("any other is not", arguments: ["shorter and name the opening hours", "", "not shorter", "🙂"])
  func ownWords(words: String) { #expect(RewriteAim(instruction: words) == nil) }
}

/// Every aim on posts that nobody wrote for it.
@Suite("Rewriting real posts by rules", .ownThread) struct RealPostRewritingTests {
  private static let accounts = ["obama-early", "trump-early"]

  @Test(
    "keeps links, tags, people, figures and denials, and the aim's figure moves the right way",
    arguments: RewriteAim.allCases.filter(\.isDoneByRules))
  func holds(aim: RewriteAim) throws {
    let rewriter = Rewriter(try Fixtures.platform("x"), language: "en")
    var (tried, count) = (0, 0)
    for account in Self.accounts {
      for (index, post) in try SocialPosts.of(account).prefix(1_500).enumerated() where index % 10 == 0 {
        tried += 1
        guard case .rewritten(let new) = rewriter.rewrite(post, aim) else { continue }
        count += 1
        let entities = Entities.extract(new.text).map(\.value)
        for entity in Entities.extract(post) { #expect(entities.contains(entity.value), "\(post)\n->\n\(new.text)") }
        #expect(!MustStay.isLost(from: post, in: new.text, fixed: []), "\(post)\n->\n\(new.text)")
        #expect(aim == .simpler ? new.after > new.before : new.after < new.before, "\(post)\n->\n\(new.text)")
        #expect(!new.changes.isEmpty && new.text != post)
      }
    }
    if tried > 0 { #expect(Double(count) / Double(tried) > 0.03, "of use to hardly any post") }
  }
}
