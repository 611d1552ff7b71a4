package import Foundation

/// Material written by others that lies beside the checkout (`../shared/data`) and is not part of it.
package enum SharedData {
  /// The file or folder, or nil where it is absent: the caller then returns, and the line
  /// `not run: 12 cases absent (atproto/lexicons)` on standard error says what did not run.
  ///
  ///     guard let folder = SharedData.require("atproto/lexicons", cases: 12) else { return }
  package static func require(_ path: String, cases: Int) -> URL? {
    let url = root.appendingPathComponent(path)
    if FileManager.default.fileExists(atPath: url.path) { return url }
    FileHandle.standardError.write(Data("not run: \(cases) cases absent (\(path))\n".utf8))
    return nil
  }

  /// Like `require`, with the file's bytes.
  package static func data(_ path: String, cases: Int) -> Data? {
    require(path, cases: cases).flatMap { FileManager.default.contents(atPath: $0.path) }
  }

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/data")
}
