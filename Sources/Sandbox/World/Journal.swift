import Foundation
import Logging
import Synchronization

/// One fact that outlives a restart. Secrets are kept as SHA-256 only.
enum JournalEntry: Sendable, Codable {
  case account(SandboxAccount)
  /// A new post, or one that changed.
  case post(SandboxPost)
  case forgotten
  case credential(StoredCredential)
  case revoked(hash: String)
  case app(MastodonApp)
  case idempotencyKey(account: String, key: String, uri: String, from: Date)
  case refreshToken(RefreshToken)
  /// Signs Bluesky tokens; random per sandbox.
  case signingKey([UInt8])
  case ports([String: Int])
}

/// What opens an account: a Mastodon access token or a Bluesky app password, as a hash.
struct StoredCredential: Sendable, Codable, Equatable {
  var platform: SandboxPlatform
  var account: String
  var hash: String
  var scopes: [String]
  var app: String?
  var createdAt: Date
}

/// An append-only file of one JSON object a line. A line cut short by a crash is dropped when read.
final class Journal: Sendable {
  private let file: Mutex<FileHandle>
  private let logger: Logger

  /// Opens or creates `sandbox.jsonl` in the folder, readable by the owner only, and returns what it held.
  static func open(folder: URL, logger: Logger) throws -> (journal: Journal, entries: [JournalEntry]) {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appendingPathComponent("sandbox.jsonl")
    if !FileManager.default.fileExists(atPath: url.path) {
      _ = FileManager.default.createFile(
        atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    let handle = try FileHandle(forUpdating: url)
    let data = try handle.readToEnd() ?? Data()
    let whole = data.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    if whole < data.count { try handle.truncate(atOffset: UInt64(whole)) }
    try handle.seekToEnd()
    return (Journal(handle, logger), entries(in: data.prefix(whole), logger))
  }

  private init(_ handle: FileHandle, _ logger: Logger) {
    file = Mutex(handle)
    self.logger = logger
  }

  func append(_ entry: JournalEntry) {
    do {
      var line = try JSONEncoder().encode(entry)
      line.append(0x0A)
      try file.withLock { try $0.write(contentsOf: line) }
    } catch {
      logger.error(
        "The sandbox cannot write its file; posts will be lost at a restart", metadata: ["error": "\(error)"])
    }
  }

  func close() { file.withLock { try? $0.close() } }

  private static func entries(in data: Data, _ logger: Logger) -> [JournalEntry] {
    let decoder = JSONDecoder()
    return data.split(separator: 0x0A).compactMap { line in
      let entry = try? decoder.decode(JournalEntry.self, from: Data(line))
      if entry == nil { logger.warning("The sandbox's file has a line that cannot be read; it is skipped") }
      return entry
    }
  }
}
