import Foundation
import TestTraits
import Testing
import Text

/// The own set of planted inventions and honest posts. `held-back` was not looked at while the rules were written, and
/// `fresh` not before they were finished.
@Suite("the grounding set", .ownThread)
struct GroundingSetTests {
  struct Case: Decodable {
    var id: String
    var brief: String
    var text: String
    var invented: [String]
  }

  static func cases(_ name: String) throws -> [Case] {
    let text = try String(
      contentsOf: Fixtures.folder.appendingPathComponent("grounding/\(name).jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
  }

  @Test("there are 300 inventions and 400 honest posts over 40 briefs")
  func size() throws {
    let all = try Self.cases("seen") + Self.cases("held-back") + Self.cases("fresh")
    #expect(all.reduce(0) { $0 + $1.invented.count } >= 300)
    #expect(all.count { $0.invented.isEmpty } >= 400)
    #expect(Set(all.map(\.brief)).count >= 40)
  }

  @Test("inventions are found and honest posts left alone", arguments: ["seen", "held-back", "fresh"])
  func figures(part: String) throws {
    var (planted, found, honest, alarms) = (0, 0, 0, 0)
    for entry in try Self.cases(part) {
      let findings = Grounding.check(entry.text, against: [GroundingSource("brief", entry.brief)])
      if entry.invented.isEmpty {
        honest += 1
        alarms += findings.isEmpty ? 0 : 1
      }
      for invention in entry.invented {
        let span = try #require(Self.span(of: invention, in: entry.text))
        planted += 1
        found += findings.contains { $0.span.overlaps(span) } ? 1 : 0
      }
    }
    #expect(Double(found) >= Self.least[part, default: 1] * Double(planted), "\(found) of \(planted)")
    #expect(Double(alarms) <= Self.most[part, default: 0] * Double(honest), "\(alarms) of \(honest)")
  }

  /// What was measured, rounded down and up; see docs/quality/grounding.md.
  static let least = ["seen": 0.98, "held-back": 0.96, "fresh": 0.9]
  static let most = ["seen": 0.01, "held-back": 0.025, "fresh": 0.05]

  private static func span(of words: String, in text: String) -> Span? {
    let (text, words) = (Array(text.unicodeScalars), Array(words.unicodeScalars))
    return (0...(text.count - words.count)).first { text[$0..<$0 + words.count].elementsEqual(words) }
      .map { Span($0, $0 + words.count) }
  }
}
