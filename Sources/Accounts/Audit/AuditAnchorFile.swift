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
  /// cannot be read is named, since somebody changed it.
  package func read(_ org: OrgID) -> (anchors: [AuditAnchor], unreadable: [Int]) {
    let data = FileManager.default.contents(atPath: file(org)) ?? Data()
    let isWhole = data.last == UInt8(ascii: "\n")
    var unreadable: [Int] = []
    let lines = data.split(separator: UInt8(ascii: "\n"))
    let anchors = lines.enumerated().compactMap { index, line -> AuditAnchor? in
      let anchor = try? Self.decoder.decode(AuditAnchor.self, from: line)
      if anchor == nil, isWhole || index < lines.count - 1 { unreadable.append(index + 1) }
      return anchor
    }
    return (anchors, unreadable)
  }

  /// The newest one, without reading the whole file. Nil when there is none, or the end is half-written.
  func last(_ org: OrgID) -> AuditAnchor? {
    guard let handle = FileHandle(forReadingAtPath: file(org)) else { return nil }
    defer { try? handle.close() }
    guard let end = try? handle.seekToEnd(), (try? handle.seek(toOffset: end > 4096 ? end - 4096 : 0)) != nil,
      let tail = try? handle.readToEnd(), tail.last == UInt8(ascii: "\n"),
      let line = tail.split(separator: UInt8(ascii: "\n")).last
    else { return nil }
    return try? Self.decoder.decode(AuditAnchor.self, from: line)
  }

  /// The orgs that have anchors, whether the database still knows them or not.
  package var orgs: [OrgID] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { $0.hasSuffix(".jsonl") ? OrgID(String($0.dropLast(6))) : nil }.sorted()
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
