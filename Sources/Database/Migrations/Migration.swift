import Crypto
package import Foundation
package import Kernel

/// One file of `db/migrations`: `0200_brands.sql`, or `0212_drop_old_names.contract.sql` for a change
/// that the release before this one could not live with.
package struct Migration: Sendable, Equatable {
  package enum Phase: Sendable, Equatable {
    /// Adds; the release before this one goes on working.
    case expand
    /// Takes away; runs when no older release is left, so never in the run that expanded.
    case contract
  }

  package let number: Int
  package let file: String
  package let sql: String
  package let phase: Phase

  /// Nil for a name that is no migration's.
  package init?(file: String, sql: String) {
    let digits = file.prefix { $0.isASCII && $0.isNumber }
    guard digits.count == 4, let number = Int(digits), file.dropFirst(4).hasPrefix("_"), file.hasSuffix(".sql") else {
      return nil
    }
    self.number = number
    self.file = file
    self.sql = sql
    phase = file.hasSuffix(".contract.sql") ? .contract : .expand
  }

  /// SHA-256 of the text, in hexadecimal.
  package var checksum: String {
    SHA256.hash(data: Data(sql.utf8)).map { String(format: "%02x", $0) }.joined()
  }

  /// `CREATE INDEX CONCURRENTLY` and the like, marked by a first line of `-- no transaction`.
  package var inTransaction: Bool { !sql.hasPrefix("-- no transaction\n") }
}

/// The migrations of this program, in order, and `roles.sql`, which comes before them.
package struct MigrationFolder: Sendable {
  package let roles: String
  package let migrations: [Migration]

  package init(roles: String, migrations: [Migration]) throws(Problem) {
    self.roles = roles
    self.migrations = migrations.sorted { $0.number < $1.number }
    for (one, next) in zip(self.migrations, self.migrations.dropFirst()) where one.number == next.number {
      throw Problem(.internal, "Two migrations have the number \(one.number): \(one.file) and \(next.file).")
    }
  }

  /// Throws `Problem(.internal)` that names a file that is missing, unreadable or badly named.
  package init(_ folder: URL) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var migrations: [Migration] = []
    for name in names where name.hasSuffix(".sql") && name != "roles.sql" {
      guard let migration = Migration(file: name, sql: try Self.text(folder, name)) else {
        throw Problem(.internal, "The migration \(name) has no name like 0200_brands.sql.")
      }
      migrations.append(migration)
    }
    try self.init(roles: Self.text(folder, "roles.sql"), migrations: migrations)
  }

  private static func text(_ folder: URL, _ name: String) throws(Problem) -> String {
    let file = folder.appendingPathComponent(name)
    guard let data = FileManager.default.contents(atPath: file.path), let text = String(bytes: data, encoding: .utf8)
    else {
      throw Problem(.internal, "The migration file \(file.path) is missing or not UTF-8: install Starling again.")
    }
    return text
  }
}
