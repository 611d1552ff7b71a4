import Contracts
import Foundation
import Web

/// The parts of `docs/` that are made from the code. Tests compare them with what is committed.
package enum GeneratedDocs {
  /// By path below `docs/`.
  package static func files() async throws -> [String: String] {
    [
      "config.md": ConfigReference.markdown, "api/openapi.json": try await OpenAPIRun.document(),
      "api/errors.md": ErrorReference.markdown(), "api/events.md": try EventCatalogue.document(),
    ]
  }

  package static func write(to folder: String) async throws {
    for (path, text) in try await files() {
      let file = URL(fileURLWithPath: folder).appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }
}
