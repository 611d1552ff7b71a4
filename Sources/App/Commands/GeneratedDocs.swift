import Foundation

/// The parts of `docs/` that are made from the code. Tests compare them with what is committed.
package enum GeneratedDocs {
  /// By path below `docs/`.
  package static var files: [String: String] {
    ["config.md": ConfigReference.markdown]
  }

  package static func write(to folder: String) throws {
    for (path, text) in files {
      let file = URL(fileURLWithPath: folder).appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }
}
