import Foundation
import Testing
import Text

@Suite("Reading policy packs")
struct PolicyReaderTests {
  private func faults(_ yaml: String) -> [String] {
    do throws(PolicyFaults) {
      _ = try PolicyReader.read(yaml, file: "acme.yml")
      return []
    } catch {
      return error.faults.map(\.words)
    }
  }

  private static let head = "pack: acme\nversion: \"1\"\ntitle: Acme\n"

  @Test(
    "a fault is told with file, line and reason",
    arguments: [
      ("rules:\n  - id: a\n    severity: loud\n", "acme.yml:6: severity must be one of notice, warning, block"),
      ("rules:\n  - id: a\n    colour: red\n", "acme.yml:6: colour is unknown here"),
      ("define:\n  x: [\"(free\"]\n", "acme.yml:5: “(free” has a bracket that is not closed"),
      ("define:\n  x: [\"<0-3> free\"]\n", "acme.yml:5: “<0-3> free” must begin with a word, not with a gap"),
      ("define:\n  x: [\"🎈\"]\n", "acme.yml:5: “🎈” has “🎈”, which holds no letter or digit"),
      ("define:\n  x: {use: nowhere}\n", "acme.yml:5: uses nowhere, which is defined nowhere"),
      ("define:\n  x: {use: x}\n", "leads back to itself"),
      ("define:\n  x: {fact: rich}\n", "acme.yml:5: fact must be one of machine, paid, synthetic"),
      ("scope: {regions: [Austria]}\n", "acme.yml:4: Austria is not a country code"),
      ("scope: {platforms: [myspace]}\n", "acme.yml:4: myspace is no platform"),
      ("title: again\n", "title"),
      ("rules: [\n", "acme.yml:5: is not YAML here"),
      ("rules: {}\n", "acme.yml:4: rules must be a list"),
    ])
  func faults(rest: String, words: String) {
    let found = faults(Self.head + rest)
    #expect(found.contains { $0.contains(words) }, "\(found)")
  }

  @Test("all faults are told at once, in the order of their lines")
  func all() {
    let found = faults("version: \"1\"\ntitle: Acme\nrules:\n  - severity: loud\n  - when: 3\n")
    #expect(found.count >= 6 && found.allSatisfy { $0.hasPrefix("acme.yml:") })
  }

  @Test("what is dangerous to parse is refused with its line")
  func dangerous() {
    #expect(faults(String(repeating: "[", count: 100_000)).first?.contains("nested deeper") == true)
    #expect(faults(String(repeating: "- ", count: 5_000) + "a").first?.contains("nested deeper") == true)
    #expect(faults(String(repeating: "a", count: 300 * 1024)).first?.contains("larger than") == true)
    let lines = ["b", "c", "d", "e", "f", "g", "h"].map { name in
      "\(name): &\(name) [" + Array(repeating: "*" + before(name), count: 9).joined(separator: ", ") + "]\n"
    }
    let bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + lines.joined()
    #expect(!faults(bomb).isEmpty)
    #expect(faults("").first?.contains("is empty") == true)
  }

  private func before(_ name: String) -> String {
    name.unicodeScalars.first.flatMap { Unicode.Scalar($0.value - 1) }.map { String(Character($0)) } ?? name
  }

  @Test("never, competitors and always stand for the rules they mean")
  func shortcuts() throws {
    let set = try PolicyFixtures.set(
      Self.head + "never: [cheap]\ncompetitors: [Bean Barn]\nalways: [roasted in Graz]\n")
    let found = set.findings(in: "Ch3ap like BeanBarn", PolicyContext(platform: nil)).map(\.rule)
    #expect(found.contains("acme/never") && found.contains("acme/always-2"))
    let right = set.findings(in: "Beans, roasted in Graz.", PolicyContext(platform: nil))
    #expect(right.isEmpty)
  }

  @Test("with a fault in a file the old version stays in force")
  func shelf() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("packs-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ yaml: String) throws { try Data(yaml.utf8).write(to: folder.appendingPathComponent("acme.yml")) }
    let shelf = PolicyShelf(PolicySet())
    try write(Self.head + "never: [cheap]\n")
    #expect(shelf.reload(from: folder) == [])
    #expect(shelf.packs.versions == "acme@1")
    try write("pack: acme\nversion: \"2\"\ntitle: Acme\nnever: [\"(\"\n")
    #expect(shelf.reload(from: folder).first?.file == "acme.yml")
    #expect(shelf.packs.versions == "acme@1")
  }
}
