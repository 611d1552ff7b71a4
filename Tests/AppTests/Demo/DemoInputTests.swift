import Foundation
import Kernel
import Testing
import Text

@testable import App

/// What the main job says about files that it cannot use, before it starts anything.
@Suite("The demo's input")
struct DemoInputTests {
  @Test("the shipped posts and brief are usable for every platform we write for")
  func shipped() throws {
    let input = try DemoInput(examples: nil, brief: nil, platforms: nil, out: "out")
    #expect(input.examples.count >= 40)
    #expect(input.brief.platforms.sorted() == ["bluesky", "linkedin", "mastodon", "x"])
  }

  @Test("a file in another encoding, without the column or absent is named with the place and what to do")
  func examples() throws {
    let latin = try file("posts.csv", [UInt8]("text,likes\nGood morning,1\nhello caf".utf8) + [0xe9, 0x0a])
    #expect(words { try read(examples: latin) }.contains("posts.csv: Line 3 is not UTF-8"))
    let columns = try file("posts.csv", [UInt8]("body\nhello\n".utf8))
    #expect(words { try read(examples: columns) }.contains("no column named text. Its columns are: body"))
    #expect(words { try read(examples: "/nowhere/posts.csv") }.contains("There is no file /nowhere/posts.csv"))
  }

  @Test(
    "a brief that is no JSON, has an unknown or wrong field or no topic is refused",
    arguments: [
      ("{\"topic\": ", "is not JSON"), ("{\"topic\":\"\",\"platforms\":[\"x\"]}", "/topic"),
      ("{\"topic\":\"A\",\"platforms\":[\"x\"],\"extra\":1}", "/extra"),
      ("{\"topic\":\"A\",\"platforms\":[\"x\"],\"paid\":1}", "/paid"),
      ("{\"topic\":\"A\",\"platforms\":[\"myspace\"]}", "myspace is not a platform"),
    ])
  func brief(json: String, says: String) throws {
    let path = try file("brief.json", [UInt8](json.utf8))
    #expect(words { try read(brief: path) }.contains(says))
  }

  @Test("platforms on the command line must exist", arguments: [["x", "foo"], [""], []])
  func platforms(names: [String]) {
    #expect(words { try read(platforms: names) }.contains("bluesky, facebook, instagram, linkedin, mastodon, "))
  }

  private func read(examples: String? = nil, brief: String? = nil, platforms: [String]? = nil) throws {
    _ = try DemoInput(examples: examples, brief: brief, platforms: platforms, out: "out")
  }

  private func words(_ act: () throws -> Void) -> String {
    do { try act() } catch let problem as Problem {
      return ([problem.detail] + problem.fields.map { "\($0.pointer) \($0.message)" }).joined(separator: "\n")
    } catch { return "another error: \(error)" }
    return "no problem"
  }

  private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file.path
  }
}
