package import Foundation

enum LogTail {
  /// The last non-empty lines, read from the last 8 KiB.
  static func lines(of file: URL, last count: Int) -> [String] {
    guard let handle = try? FileHandle(forReadingFrom: file), let size = try? handle.seekToEnd() else { return [] }
    defer { try? handle.close() }
    try? handle.seek(toOffset: size > 8192 ? size - 8192 : 0)
    let text = String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").suffix(count).map(String.init)
  }
}

/// Keeps the logs of child processes within bounds. A child holds its log open for appending, so
/// rotation copies and cuts; lines written between the two are lost.
package struct LogRotation: Sendable {
  package var folder: URL
  package var limit: UInt64 = 16 << 20
  /// `name.log.1` is the youngest.
  package var kept = 3

  package init(folder: URL) { self.folder = folder }

  package func rotate() throws {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for file in files where file.pathExtension == "log" && size(of: file) > limit { try rotate(file) }
  }

  private func rotate(_ file: URL) throws {
    let manager = FileManager.default
    for number in stride(from: kept, to: 0, by: -1) {
      let older = file.appendingPathExtension(String(number))
      try? manager.removeItem(at: older)
      let younger = number == 1 ? file : file.appendingPathExtension(String(number - 1))
      guard manager.fileExists(atPath: younger.path) else { continue }
      if number == 1 {
        try manager.copyItem(at: younger, to: older)
      } else {
        try manager.moveItem(at: younger, to: older)
      }
    }
    try FileHandle(forWritingTo: file).truncate(atOffset: 0)
  }

  private func size(of file: URL) -> UInt64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    return (attributes?[.size] as? UInt64) ?? 0
  }
}
