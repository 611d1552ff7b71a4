import Database
import Foundation
package import Kernel

/// How each role reaches the database.
package struct DatabaseURLs: Sendable {
  package var owner: Redacted<String>
  package var app: Redacted<String>
  package var worker: Redacted<String>
  /// The worker's, past any pooler: LISTEN needs a session of its own.
  package var listen: Redacted<String>
}

/// Logins of an outside server. There `starling_app` and `starling_worker` get random passwords, kept
/// beside the vault's key.
struct ExternalLogins: Sendable {
  private struct Passwords: Codable {
    var app: String
    var worker: String
  }

  private static let lock = AdvisoryKey("starling", "logins")
  /// The template for the other logins; it may lead through a pooler.
  let owner: Redacted<String>
  /// The same login past any pooler; nil where `owner` leads there itself.
  let direct: Redacted<String>?
  let keys: URL
  let mark: KeysMark
  let random: RandomSource

  /// The URL with another user and password. Nil when it is no URL with a host.
  static func url(_ owner: Redacted<String>, user: String, password: String?) -> Redacted<String>? {
    guard var parts = URLComponents(string: owner.reveal()), parts.host != nil else { return nil }
    parts.user = user
    parts.password = password
    return parts.string.map { Redacted($0) }
  }

  /// Reads the passwords, or makes them and sets them. Call it when the roles exist. Throws `Problem(.conflict)`
  /// where they belong to other keys.
  func urls(app: Redacted<String>?, worker: Redacted<String>?, reactor: Reactor) async throws -> DatabaseURLs {
    let connection = try await AdminConnection.open(direct ?? owner, reactor: reactor)
    defer { connection.close() }
    // Of two that start at once, the second reads what the first has made.
    try await connection.rows("SELECT pg_advisory_lock(\(Self.lock.value))")
    if let app, let worker {
      try await mark.claim(connection)
      return try urls(app: app, worker: worker)
    }
    let passwords = try await passwords(connection)
    try await mark.claim(connection)
    guard let ownApp = Self.url(owner, user: DatabaseRole.app.name, password: passwords.app),
      let ownWorker = Self.url(owner, user: DatabaseRole.worker.name, password: passwords.worker)
    else {
      throw Problem.invalid(
        "DATABASE_URL", "This is no URL with a host: set DATABASE_APP_URL and DATABASE_WORKER_URL too.")
    }
    return try urls(app: app ?? ownApp, worker: worker ?? ownWorker)
  }

  private func urls(app: Redacted<String>, worker: Redacted<String>) throws -> DatabaseURLs {
    DatabaseURLs(owner: direct ?? owner, app: app, worker: worker, listen: try listen(worker))
  }

  /// The worker's login at the direct address.
  private func listen(_ worker: Redacted<String>) throws -> Redacted<String> {
    guard let direct else { return worker }
    guard let login = URLComponents(string: worker.reveal()), let user = login.user,
      let url = Self.url(direct, user: user, password: login.password)
    else {
      throw Problem.invalid(
        "DATABASE_DIRECT_URL", "It and DATABASE_WORKER_URL must be URLs with a user and a host.")
    }
    return url
  }

  private func passwords(_ connection: AdminConnection) async throws -> Passwords {
    let file = keys.appendingPathComponent("database.json")
    if let data = FileManager.default.contents(atPath: file.path) {
      return try JSONDecoder().decode(Passwords.self, from: data)
    }
    try await mark.check(connection)
    try await mark.checkRoles(connection)
    let made = Passwords(app: fresh(), worker: fresh())
    let changes = [(DatabaseRole.app, made.app), (.worker, made.worker)].map { role, password in
      // Hexadecimal digits only, so nothing needs quoting.
      "ALTER ROLE \(role.name) PASSWORD '\(password)'"
    }
    try await connection.run((changes + [mark.onRoles]).joined(separator: ";\n"))
    try PrivateFile.write(JSONEncoder().encode(made), to: file)
    return made
  }

  private func fresh() -> String { random.bytes(24).map { String(format: "%02x", $0) }.joined() }
}

/// A file that only its owner can read, whole or not there at all.
enum PrivateFile {
  static func write(_ data: Data, to file: URL) throws {
    let draft = file.appendingPathExtension("new")
    let descriptor = open(draft.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Problem(.unavailable, "Cannot write \(draft.path): \(SystemError.last).") }
    let written = data.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    let synced = fsync(descriptor)
    close(descriptor)
    guard written == data.count, synced == 0, rename(draft.path, file.path) == 0 else {
      throw Problem(.unavailable, "Cannot write \(file.path): \(SystemError.last).")
    }
  }
}
