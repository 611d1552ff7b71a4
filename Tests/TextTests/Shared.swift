import Foundation

/// Material of others that lies beside the checkout and is never part of it.
enum Shared {
  /// Nil where it is not laid out.
  static func data(_ path: String) -> Data? {
    FileManager.default.contents(atPath: folder.appendingPathComponent(path).path)
  }

  /// Says how much was not run.
  static func absent(_ what: String, _ cases: Int) {
    FileHandle.standardError.write(Data("not run: \(cases) cases absent (\(what))\n".utf8))
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared").standardizedFileURL
}
