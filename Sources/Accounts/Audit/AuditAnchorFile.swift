import Foundation
package import Kernel

/// Counts and heads, one JSON object a line, in a folder outside the database. Only ever appended to.
package struct AuditAnchorFile: Sendable {
  private let folder: String

  /// - Parameter folder: made when it is missing, readable by its owner only.
  package init(folder: String) { self.folder = folder }

  package func append(_ anchor: AuditAnchor) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let line = try Self.encoder.encode(anchor) + Data([UInt8(ascii: "\n")])
    let path = file(anchor.org)
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    guard let handle = FileHandle(forWritingAtPath: path) else {
      throw Problem(.internal, "The audit anchors in \(folder) cannot be written. Check the folder's owner and space.")
    }
    defer { try? handle.close() }
    try handle.seekToEnd()
    try handle.write(contentsOf: line)
    try handle.synchronize()
  }

  /// In the order they were written. A half-written last line (a crash) is left out; any other line that
  /// cannot be read is an error, since somebody changed it.
  package func read(_ org: OrgID) throws -> [AuditAnchor] {
    guard let data = FileManager.default.contents(atPath: file(org)) else { return [] }
    let lines = data.split(separator: UInt8(ascii: "\n"))
    return try lines.enumerated().compactMap { index, line in
      do { return try Self.decoder.decode(AuditAnchor.self, from: line) } catch {
        if index == lines.count - 1, data.last != UInt8(ascii: "\n") { return nil }
        throw Problem(.conflict, "Line \(index + 1) of the audit anchors of \(org) cannot be read: it was changed.")
      }
    }
  }

  private func file(_ org: OrgID) -> String { "\(folder)/\(org).jsonl" }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.dateEncodingStrategy = .secondsSince1970
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    return decoder
  }
}
