package import Foundation
package import Kernel

/// One of the demo's people, as the terminal shows them.
package struct DemoPerson: Codable, Sendable, Equatable {
  package var role: String
  package var name: String
  package var email: String
  package var password: String
}

/// What is known about the demo on this machine. It holds passwords, so it lies with the keys, closed to others, and
/// never in the data folder or a backup.
package struct DemoNote: Codable, Sendable, Equatable {
  package enum State: String, Codable, Sendable {
    /// Begun and not finished: what there is of it is removed before it is made again.
    case building
    case ready
  }

  package var state: State
  package var org: OrgID
  package var owner: UserID?
  package var people: [DemoPerson]
  /// May do what the owner may.
  package var key: String?
  package var lines: Lines?

  /// What the three printed lines work with.
  package struct Lines: Codable, Sendable, Equatable {
    /// May generate, keep and publish posts, and nothing else.
    package var key: String
    package var brief: BriefID
    package var post: PostID
    package var connector: ConnectorID
  }
}

/// `demo.json` in the keys folder.
struct DemoNoteFile: Sendable {
  let file: URL

  init(keys: URL) { file = keys.appendingPathComponent("demo.json") }

  /// Nil when there is none. Throws for one that is not readable.
  func read() throws -> DemoNote? {
    guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
    do { return try JSONDecoder().decode(DemoNote.self, from: data) } catch {
      throw Problem(.conflict, "\(file.path) is damaged. Delete it: the demo is then made anew.")
    }
  }

  func write(_ note: DemoNote) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try PrivateFile.write(try encoder.encode(note), to: file)
  }
}
