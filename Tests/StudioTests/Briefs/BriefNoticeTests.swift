import Kernel
import Testing

@testable import Studio

@Suite("What is said of a brief before anything is written")
struct BriefNoticeTests {
  private func notices(_ change: (inout BriefContent) -> Void) throws -> [String] {
    var brief = try Acme.rules().brief
    change(&brief)
    return BriefNotices.of(brief)
  }

  @Test("a brief with facts that agree has none")
  func none() throws {
    #expect(try notices { _ in } == [])
  }

  @Test("two prices of one thing are named, both")
  func contradiction() throws {
    let said = try notices { $0.facts = ["Tickets are 12 EUR", "Doors open at 8pm", "Tickets cost 15 EUR"] }
    #expect(said.count == 1)
    #expect(said[0].contains("12 EUR") && said[0].contains("15 EUR") && !said[0].contains("8pm"))
  }

  @Test("a brief that has nothing to say is told so, one with an offer or a form's values is not")
  func silence() throws {
    func empty(_ change: (inout BriefContent) -> Void) throws -> [String] {
      try notices {
        ($0.facts, $0.offer, $0.slots) = ([], "", [:])
        change(&$0)
      }
    }
    #expect(try empty { _ in }.first?.hasPrefix("There are no facts") == true)
    #expect(try empty { $0.offer = "Two for one" } == [])
    #expect(try empty { $0.slots = ["price": "9 EUR"] } == [])
  }

  @Test("whoever writes, a variant's note names facts that disagree")
  func note() async throws {
    var rules = try Acme.rules()
    rules.brief.facts = ["Tickets are 12 EUR", "Tickets cost 15 EUR"]
    let model = ScriptedModel([.text(try answer("Tickets are on sale. https://acme.example/winter"))])
    for writing in [WritingModel(model), nil] {
      let written = try await WriteVariant(writing, time: .system).run(
        rules, examples: [], ordinal: 1, of: 1, seed: 3)
      #expect(written.note.contains("“Tickets are 12 EUR” and “Tickets cost 15 EUR”"), "\(written.note)")
      #expect((written.writer == .model) == (writing != nil))
    }
  }
}
