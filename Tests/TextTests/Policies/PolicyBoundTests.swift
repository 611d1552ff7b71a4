import TestTraits
import Testing

@testable import Text

/// Rules and texts made to keep the matcher busy. What is counted is steps, so that a slow machine changes nothing.
@Suite("Work that a hostile rule can ask for", .ownThread)
struct PolicyBoundTests {
  private static let words = String(repeating: "ab ", count: 300) + "cd"

  @Test(
    "is at most the pattern's cost at each place of the text",
    arguments: [
      String(repeating: "(ab|ab) ", count: 60) + "xy",
      "ab " + String(repeating: "<0-20> ab ", count: 40) + "xy",
      "ab " + String(repeating: "(ab|ab ab|<0-20> ab) ", count: 30) + "xy",
      "ab " + String(repeating: "((ab|ab)|(ab|ab)) ", count: 40) + "xy",
      "ab " + String(repeating: "(ab)? ", count: 80) + "xy",
      String(repeating: "(|ab) ", count: 80) + "xy",
      "ab " + String(repeating: "(ab*|ab*) ", count: 60) + "xy",
      "<number> " + String(repeating: "(<number>|<number>)? ", count: 40) + "xy",
    ])
  func steps(pattern: String) throws {
    for text in [Self.words, String(repeating: "1 ", count: 300), String(repeating: "ab, ", count: 300)] {
      let (pattern, text) = (try PolicyPattern(pattern), PolicyText(text))
      var index = PolicyIndex()
      index.add(pattern, leaf: 0)
      let found = index.search(text)
      #expect(found.matches.isEmpty)
      // A way is tried again for each start of the pattern: once for the words before its first choice.
      #expect(found.tried <= 2 * pattern.cost * text.cells.count, "\(found.tried), cost \(pattern.cost)")
    }
  }

  @Test("still finds what only the last way leads to")
  func found() throws {
    for pattern in [
      "ab " + String(repeating: "(ab|ab) ", count: 40) + "cd", "ab <0-20> ab <0-20> ab cd", "ab (ab|ab ab)? cd",
    ] {
      var index = PolicyIndex()
      index.add(try PolicyPattern(pattern), leaf: 0)
      #expect(index.search(PolicyText(Self.words)).matches[0]?.last?.span.end == Self.words.unicodeScalars.count)
    }
  }

  @Test("names that lead to names are each followed once")
  func names() throws {
    func chain(_ last: String) -> String {
      let parts = (1..<60).map { "  n\($0): {any: [{use: n\($0 + 1)}, {use: n\($0 + 1)}, {use: n\($0 + 1)}]}\n" }
      let head = "pack: acme\nversion: \"1\"\ntitle: Acme\ndefine:\n"
      return head + parts.joined() + "  n60: \(last)\nrules:\n" + Self.rule("{use: n1}")
    }
    let set = try PolicyFixtures.set(chain("[ab]"))
    // Three times at each of sixty names would be more places than there are atoms.
    #expect(set.findings(in: Self.words, PolicyContext(platform: nil)).count == 5)
    #expect(throws: PolicyFaults.self) { try PolicyFixtures.set(chain("{any: [{use: n1}, {use: n60}]}")) }
  }

  @Test("near inside near grows to no more places than a post has")
  func near() throws {
    var condition = "[ab]"
    for _ in 0..<8 { condition = "{near: {first: \(condition), second: [ab], within: 50}}" }
    let set = try PolicyFixtures.rule(condition)
    #expect(set.findings(in: Self.words, PolicyContext(platform: nil)).count >= 1)
  }

  @Test(
    "is refused with its line where a pack has too much of it",
    arguments: [
      (
        "x: [" + Array(repeating: "\"a <0-20> b <0-20> c\"", count: 700).joined(separator: ", ") + "]", "words, options"
      ),
      (
        "x: {any: [" + Array(repeating: "{near: {first: [a], second: [b]}}", count: 201).joined(separator: ", ") + "]}",
        "more than 200 near"
      ),
      ("x: [\"" + String(repeating: "(", count: 11) + "a" + String(repeating: ")", count: 11) + "\"]", "nested deeper"),
      ("x: [\"a (|) b\"]", "nothing to choose from"),
    ])
  func refused(definition: String, words: String) {
    let error = #expect(throws: PolicyFaults.self) {
      try PolicyReader.read("pack: acme\nversion: \"1\"\ntitle: Acme\ndefine:\n  \(definition)\n", file: "acme.yml")
    }
    #expect(error?.faults.first?.words.contains(words) == true, "\(String(describing: error?.faults.first))")
    #expect(error?.faults.first?.line == 5 && error?.faults.count == 1)
  }

  @Test("the packs that Starling brings cost at most a fourth of what one pack may")
  func shipped() throws {
    for pack in try PolicyFixtures.packs().packs {
      #expect(pack.cost * 4 <= PolicyReader.mostCost, "\(pack.id) \(pack.cost)")
    }
  }

  private static func rule(_ when: String) -> String {
    """
      - id: one
        severity: warning
        reason: Because.
        source: {name: Law, section: "1", date: "2026"}
        when: \(when)
    """
  }
}

extension PolicyPack {
  fileprivate var cost: Int {
    let conditions =
      rules.flatMap { [$0.when] + ($0.unless.map { [$0] } ?? []) } + definitions.values + recognise.values
    return conditions.reduce(0) { $0 + $1.cost }
  }
}

extension PolicyCondition {
  fileprivate var cost: Int {
    switch self {
    case .words(let words): words.patterns.reduce(0) { $0 + $1.cost }
    case .any(let parts), .all(let parts): parts.reduce(0) { $0 + $1.cost }
    case .not(let part), .scoped(_, let part), .placed(_, let part): part.cost
    case .near(let first, let second, _): first.cost + second.cost
    case .use, .links, .characters, .moreThan, .fact: 0
    }
  }
}
