import Foundation
import Text

/// The shipped packs, and texts that were written without looking at their rules.
enum PolicyFixtures {
  private static let loaded = Result { try PolicyShelf.load().packs }

  static func packs() throws -> PolicySet { try loaded.get() }

  static func lines(_ name: String) throws -> [String] {
    let url = Fixtures.folder.appendingPathComponent("policies/" + name)
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  struct Seeded: Decodable {
    var id: String
    var text: String
    /// Packs of which one must find something.
    var expect: [String]
    var region: String?
    var platform: String?

    var context: PolicyContext { PolicyContext(platform: platform, regions: region.map { [$0] } ?? []) }

    func isFound(in text: String, _ packs: PolicySet) -> Bool {
      let rules = packs.findings(in: text, context).filter { $0.severity >= .warning }.map(\.rule)
      return expect.contains { pack in rules.contains { $0.hasPrefix(pack + "/") } }
    }
  }

  static func seeded() throws -> [Seeded] {
    try lines("violations.jsonl").map { try JSONDecoder().decode(Seeded.self, from: Data($0.utf8)) }
  }

  /// The pack `yaml` as a set. Throws its faults.
  static func set(_ yaml: String) throws -> PolicySet { PolicySet([try PolicyReader.read(yaml, file: "test.yml")]) }

  /// A pack of one rule whose `when` is this YAML in flow form.
  static func rule(_ when: String, more: String = "") throws -> PolicySet {
    try set(
      """
      pack: test
      version: "1"
      title: Test
      rules:
        - id: one
          severity: warning
          reason: Because.
          source: {name: Law, section: "1", date: "2026"}
          when: \(when)
          \(more)
      """)
  }
}

/// Ways to write a text so that a reader still reads it and a plain search does not find it.
enum Evasion: CaseIterable {
  case capitals, cyrillic, fullWidth, zeroWidth, accents, spelledOut, dots, emoji, digits, stretched, mathematical
  case hyphens, softHyphens, circled

  /// Disguises the words of four letters or more.
  func apply(to text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.count >= 4 && word.allSatisfy { $0.isASCII && $0.isLetter } ? disguised(String(word)) : String(word)
    }.joined(separator: " ")
  }

  private func disguised(_ word: String) -> String {
    switch self {
    case .capitals: word.enumerated().map { $0.offset % 2 == 0 ? $0.element.uppercased() : "\($0.element)" }.joined()
    case .cyrillic: map(word, from: "aeopcxy", to: "аеорсху")
    case .fullWidth: shifted(word, by: 0xFEE0)
    case .zeroWidth: word.map { "\($0)" }.joined(separator: "\u{200B}")
    case .accents: word.map { "\($0)\u{301}" }.joined()
    case .spelledOut: word.map { "\($0)" }.joined(separator: " ")
    case .dots: word.map { "\($0)" }.joined(separator: ".")
    case .emoji: "\(word.prefix(2))🔥\(word.dropFirst(2))"
    case .digits: map(word, from: "aeiost", to: "431057")
    case .stretched: stretched(word)
    case .mathematical: mathematical(word)
    case .hyphens: "\(word.prefix(3))-\(word.dropFirst(3))"
    case .softHyphens: "\(word.prefix(2))\u{AD}\(word.dropFirst(2))"
    case .circled: circled(word)
    }
  }

  private func map(_ word: String, from: String, to: String) -> String {
    let table = Dictionary(zip(from, to)) { first, _ in first }
    return String(word.map { table[$0] ?? $0 })
  }

  private func shifted(_ word: String, by offset: UInt32) -> String {
    scalars(word) { $0 + offset }
  }

  private func stretched(_ word: String) -> String {
    "\(word.prefix(2))" + String(repeating: "\(word.dropFirst().prefix(1))", count: 3) + "\(word.dropFirst(2))"
  }

  private func mathematical(_ word: String) -> String {
    scalars(word) { $0 >= 97 ? $0 - 97 + 0x1D5EE : $0 - 65 + 0x1D5D4 }
  }

  private func circled(_ word: String) -> String { scalars(word) { $0 >= 97 ? $0 - 97 + 0x24D0 : $0 - 65 + 0x24B6 } }

  private func scalars(_ word: String, _ change: (UInt32) -> UInt32) -> String {
    var view = String.UnicodeScalarView()
    for scalar in word.unicodeScalars { if let new = Unicode.Scalar(change(scalar.value)) { view.append(new) } }
    return String(view)
  }
}
