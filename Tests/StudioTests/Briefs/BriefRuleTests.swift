import Kernel
import Testing

@testable import Studio

@Suite struct BriefRuleTests {
  private func faults(_ change: (inout BriefContent) -> Void) -> [String] {
    var content = Acme.brief
    change(&content)
    do {
      try content.check(known: ["x", "bluesky", "mastodon", "linkedin"])
      return []
    } catch {
      return error.fields.map(\.pointer)
    }
  }

  @Test("a whole brief passes")
  func whole() { #expect(faults { _ in } == []) }

  @Test("each field is refused on its own, under its own pointer")
  func refusals() {
    let long = String(repeating: "a", count: 501)
    #expect(faults { $0.topic = "  " } == ["/topic"])
    #expect(faults { $0.topic = long } == ["/topic"])
    #expect(faults { $0.topic = "bell\u{7}" } == ["/topic"])
    #expect(faults { $0.audience = long } == ["/audience"])
    #expect(faults { $0.tone = long } == ["/tone"])
    #expect(faults { $0.tone = "two\nlines" } == ["/tone"])
    #expect(faults { $0.languages = [] } == ["/languages"])
    #expect(faults { $0.languages = ["en", "en"] } == ["/languages/1"])
    #expect(faults { $0.languages = ["klingon"] } == ["/languages/0"])
    #expect(faults { $0.platforms = [] } == ["/platforms"])
    #expect(faults { $0.platforms = ["myspace"] } == ["/platforms/0"])
    #expect(faults { $0.regions = ["Austria"] } == ["/regions/0"])
    #expect(faults { $0.competitors = [""] } == ["/competitors/0"])
    #expect(faults { $0.constraints = [long] } == ["/constraints/0"])
    #expect(faults { $0.facts = Array(repeating: "a", count: 101) } == ["/facts"])
    #expect(faults { $0.offer = long } == ["/offer"])
    #expect(faults { $0.link = "acme.example" } == ["/link"])
    #expect(faults { $0.callToAction = String(repeating: "a", count: 201) } == ["/call_to_action"])
  }

  @Test("a brief that would fan out too far says how far")
  func fanOut() {
    var content = Acme.brief
    content.platforms = ["x", "bluesky", "mastodon", "linkedin"]
    content.languages = ["en", "de", "fr"]
    #expect(content.reach.count == 12)
    #expect(content.reach.first?.platform == "x" && content.reach.first?.language == "en")
  }
}
