import Foundation
import Testing
import Text

@testable import Studio

@Suite struct JudgeTests {
  private func rules(_ text: String, _ rules: JudgeRules, by author: Authorship = .machine) -> [String] {
    Judge.judge(text, by: author, rules).findings.map(\.rule)
  }

  @Test("a grounded text within the limit has nothing against it")
  func clean() throws {
    let judged = Judge.judge("The winter blend is back. Notes of plum and cocoa.", by: .machine, try Acme.rules())
    #expect(!judged.findings.isBlocked)
    #expect(judged.limit == 300 && judged.length == 50)
  }

  @Test("with enough history a text says how many of the last posts it is expected to outdo, else nothing")
  func engagement() throws {
    let posts = (0..<80).map { (number: Int) -> EngagementPost in
      let at = Date(timeIntervalSince1970: Double(number) * 86_400)
      guard number % 2 == 0 else { return EngagementPost(text: "We are open, hour \(number % 7)", at: at, count: 50) }
      return EngagementPost(text: "Fresh cake, piece \(number)", at: at, count: 300)
    }
    var rules = try Acme.rules()
    #expect(Judge.judge("More cake", by: .person, rules).scores.engagement == nil)
    rules.engagement = try EngagementModel(posts)
    let cake = Judge.judge("More cake", by: .person, rules).scores.engagement
    let plain = Judge.judge("We are open", by: .person, rules).scores.engagement
    #expect((cake?.value ?? 0) > (plain?.value ?? 100))
    #expect(cake?.reasons.first?.words.hasSuffix("as 80 earlier posts of the account say.") == true)
    #expect(cake == Judge.judge("More cake", by: .person, rules).scores.engagement)
  }

  @Test("too long a text is blocked and told by how much")
  func tooLong() throws {
    let judged = Judge.judge(String(repeating: "a", count: 310), by: .person, try Acme.rules())
    let finding = judged.findings.first { $0.rule == "platform/length" }
    #expect(finding?.severity == .block && finding?.message.contains("Cut 10.") == true)
  }

  @Test("a competitor's name is found as a word, in any case, not inside another word")
  func competitor() throws {
    #expect(rules("Better than BEAN BARN.", try Acme.rules()).contains("brief/competitor"))
    #expect(!rules("Our bean barnacles.", try Acme.rules()).contains("brief/competitor"))
  }

  @Test("the brand's spelling is offered as a fix")
  func spelling() throws {
    let judged = Judge.judge("acme coffee is back", by: .person, try Acme.rules())
    let finding = judged.findings.first { $0.rule == "brand/spelling" }
    #expect(finding?.fix == "Acme Coffee" && finding?.span == Span(0, 11))
  }

  @Test("a link that nobody gave a machine is said once, with its removal; a person's own only warns")
  func foreignLink() throws {
    let text = "The winter blend is back. https://evil.com/pay"
    let found = Judge.judge(text, by: .machine, try Acme.rules()).findings.filter {
      $0.rule.hasSuffix("/link") || $0.rule.hasPrefix("link/")
    }
    #expect(found.map(\.rule) == ["link/foreign"] && found.first?.severity == .block)
    #expect(found.first?.edit.map { [$0].applied(to: text) } == "The winter blend is back.")
    #expect(!Judge.judge(text, by: .person, try Acme.rules()).findings.isBlocked)
    for allowed in ["https://acme.example/winter", "Look: https://acme.example/winter."] {
      #expect(!rules(allowed, try Acme.rules()).contains("link/foreign"))
    }
  }

  @Test("a machine's invention stops scheduling, a person's only warns")
  func authorship() throws {
    let text = "Now 73 percent fresher."
    #expect(Judge.judge(text, by: .machine, try Acme.rules()).findings.isBlocked)
    #expect(!Judge.judge(text, by: .person, try Acme.rules()).findings.isBlocked)
  }

  @Test(
    "a paid post must say so, early and plainly",
    arguments: [
      ("Ad: our winter blend is back.", "en", String?.none),
      ("Our winter blend is back.", "en", "disclosure/missing"),
      ("Our winter blend is back. #sp", "en", "disclosure/unclear"),
      ("Anzeige: Unser Winterkaffee ist da.", "de", String?.none),
      ("Ad: Unser Winterkaffee ist da.", "de", "disclosure/missing"),
      ("Addicted to our winter blend.", "en", "disclosure/missing"),
    ])
  func disclosure(text: String, language: String, rule: String?) throws {
    var brief = Acme.brief
    brief.paid = true
    let found = rules(text, try Acme.rules(brief, language: language), by: .person)
      .first { $0.hasPrefix("disclosure/") }
    #expect(found == rule)
  }

  @Test("a disclosure at the end of a long post comes too late")
  func lateDisclosure() throws {
    var brief = Acme.brief
    brief.paid = true
    let text = String(repeating: "Plum and cocoa. ", count: 16) + "#ad"
    #expect(rules(text, try Acme.rules(brief), by: .person).contains("disclosure/late"))
  }

  @Test("an unpaid post needs no disclosure")
  func unpaid() throws {
    #expect(!rules("Our winter blend is back.", try Acme.rules()).contains { $0.hasPrefix("disclosure/") })
  }

  @Test("the same text and rules give the same judgement")
  func deterministic() throws {
    let text = "BEST coffee ever!!! 99% off at Bean Barn"
    #expect(Judge.judge(text, by: .machine, try Acme.rules()) == Judge.judge(text, by: .machine, try Acme.rules()))
  }

  @Test("terms are found at code points, after emoji too")
  func places() {
    #expect(TermSearch.spans(of: "Bean", in: "👩‍🚀 bean, BEAN; beans") == [Span(4, 8), Span(10, 14)])
    #expect(TermSearch.spans(of: "", in: "abc") == [])
  }

  @Test("readability is claimed only for languages with a formula")
  func readability() throws {
    let english = Judge.judge("The winter blend is back.", by: .person, try Acme.rules())
    let finnish = Judge.judge("Talvisekoitus on palannut.", by: .person, try Acme.rules(language: "fi"))
    #expect(english.scores.readability != nil)
    #expect(finnish.scores.readability == nil)
  }
}
