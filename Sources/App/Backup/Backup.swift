package import Foundation
package import Kernel

/// A backup is a folder: `database.dump` (pg_dump's own format), `blobs/`, `audit/` and `backup.json`.
/// Keys are never in it: whoever finds it can read no secret.
package struct BackupNote: Codable, Sendable, Equatable {
  package var version: Int
  package var madeAt: Date
  package var postgresMajor: Int
  package var databaseBytes: Int

  package static let current = 1
  static let file = "backup.json"
  static let dump = "database.dump"
}

/// Makes a backup while everything runs. Sees one moment of the database.
package struct MakeBackup: Sendable {
  private let ground: Groundwork
  private let time: TimeSource

  package init(_ ground: Groundwork, time: TimeSource) {
    self.ground = ground
    self.time = time
  }

  /// `folder` must not exist; it appears whole or not at all.
  package func run(to folder: URL) async throws -> BackupNote {
    guard !FileManager.default.fileExists(atPath: folder.path) else {
      throw Problem(.conflict, "\(folder.path) exists already: name a folder that does not.")
    }
    let draft = folder.appendingPathExtension("partial")
    try? FileManager.default.removeItem(at: draft)
    try DataFolder.makePrivate(draft, owner: ground.account)
    do {
      try await dump(to: draft.appendingPathComponent(BackupNote.dump))
      try copy(ground.config.data.blobs, to: draft)
      try copy(ground.config.data.audit, to: draft)
      let note = try note(draft)
      try PrivateFile.write(JSONEncoder().encode(note), to: draft.appendingPathComponent(BackupNote.file))
      try FileManager.default.moveItem(at: draft, to: folder)
      return note
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw error
    }
  }

  /// As the superuser, whom row-level security does not hold: any other role would leave out every
  /// row, or be refused, since FORCE holds the tables' owner too.
  private func dump(to file: URL) async throws {
    guard let postgres = ground.postgres else { throw Self.outside }
    try await postgres.client("pg_dump", ["--format=custom", "--file", file.path]).runOrThrow()
  }

  static let outside = Problem(
    .conflict, "DATABASE_URL names a server of yours: back it up with its own tools, and the blobs and keys as files.")

  private func copy(_ folder: URL, to backup: URL) throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    try FileManager.default.copyItem(at: folder, to: backup.appendingPathComponent(folder.lastPathComponent))
  }

  private func note(_ draft: URL) throws -> BackupNote {
    let path = draft.appendingPathComponent(BackupNote.dump).path
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    return BackupNote(
      version: BackupNote.current, madeAt: time.now(),
      postgresMajor: ground.postgres?.installation.major ?? 0, databaseBytes: size)
  }
}
