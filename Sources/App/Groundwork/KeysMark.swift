import Database
import Foundation
import Kernel

/// Which keys a server of the operator's own belongs to, written down there as comments on the schema and on the roles.
/// A Starling with other keys is refused before it changes anything: it could open no secret of the first one's, and
/// new passwords for the roles would lock the first one out.
struct KeysMark: Sendable {
  private static let prefix = "Starling keys "
  private let text: String
  private let folder: URL

  /// - Parameter id: names the keys; hexadecimal digits, so nothing needs quoting.
  init(id: String, folder: URL) {
    text = Self.prefix + id
    self.folder = folder
  }

  /// False where nothing is written yet. Throws `Problem(.conflict)` for the database of other keys. Changes nothing.
  @discardableResult
  func check(_ connection: AdminConnection) async throws -> Bool {
    guard let found = try await mark("obj_description(to_regnamespace('system'), 'pg_namespace')", connection) else {
      return false
    }
    guard found != text else { return true }
    throw Problem(
      .conflict,
      "This database belongs to a Starling with other keys than those in \(folder.path). Set STARLING_KEYS to a folder "
        + "with the same keys, or DATABASE_URL to another database. If those keys are lost for good, run "
        + "COMMENT ON SCHEMA system IS NULL in the database: what they sealed stays closed.")
  }

  /// Writes it on the database, which has been migrated.
  func claim(_ connection: AdminConnection) async throws {
    if try await check(connection) { return }
    try await connection.run("COMMENT ON SCHEMA system IS '\(text)'")
  }

  /// Throws `Problem(.conflict)` for roles whose passwords lie beside other keys. Changes nothing.
  func checkRoles(_ connection: AdminConnection) async throws {
    let role = DatabaseRole.app.name
    let found = try await mark("shobj_description(to_regrole('\(role)'), 'pg_authid')", connection)
    guard let found, found != text else { return }
    throw Problem(
      .conflict,
      "The roles \(role) and \(DatabaseRole.worker.name) of this server belong to a Starling with other keys than those "
        + "in \(folder.path), and new passwords would lock it out. Set STARLING_KEYS to a folder with the same keys, or "
        + "DATABASE_APP_URL and DATABASE_WORKER_URL to logins of your own that are members of these roles.")
  }

  /// The statement that writes it on the roles, to be run with what sets their passwords.
  var onRoles: String { "COMMENT ON ROLE \(DatabaseRole.app.name) IS '\(text)'" }

  private func mark(_ description: String, _ connection: AdminConnection) async throws -> String? {
    let found = try await connection.rows("SELECT \(description)").first?.first ?? nil
    return found.flatMap { $0.hasPrefix(Self.prefix) ? $0 : nil }
  }
}
