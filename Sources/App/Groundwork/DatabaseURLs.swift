import Database
import Foundation
package import Kernel

/// How each role reaches the database.
package struct DatabaseURLs: Sendable {
  package var owner: Redacted<String>
  package var app: Redacted<String>
  package var worker: Redacted<String>
}

/// Logins of an outside server. There `starling_app` and `starling_worker` get random passwords, kept
/// beside the vault's key.
struct ExternalLogins: Sendable {
  private struct Passwords: Codable {
    var app: String
    var worker: String
  }

  let owner: Redacted<String>
  let keys: URL
  let random: RandomSource

  /// The URL with another user and password. Nil when it is no URL with a host.
  static func url(_ owner: Redacted<String>, user: String, password: String) -> Redacted<String>? {
    guard var parts = URLComponents(string: owner.reveal()) else { return nil }
    parts.user = user
    parts.password = password
    return parts.string.map { Redacted($0) }
  }

  /// Reads the passwords, or makes them and sets them. Call it when the roles exist.
  func urls(app: Redacted<String>?, worker: Redacted<String>?, reactor: Reactor) async throws -> DatabaseURLs {
    if let app, let worker { return DatabaseURLs(owner: owner, app: app, worker: worker) }
    let passwords = try await passwords(reactor)
    guard let ownApp = Self.url(owner, user: DatabaseRole.app.name, password: passwords.app),
      let ownWorker = Self.url(owner, user: DatabaseRole.worker.name, password: passwords.worker)
    else {
      throw Problem.invalid(
        "DATABASE_URL", "This is no URL with a host: set DATABASE_APP_URL and DATABASE_WORKER_URL too.")
    }
    return DatabaseURLs(owner: owner, app: app ?? ownApp, worker: worker ?? ownWorker)
  }

  private func passwords(_ reactor: Reactor) async throws -> Passwords {
    let file = keys.appendingPathComponent("database.json")
    if let data = FileManager.default.contents(atPath: file.path) {
      return try JSONDecoder().decode(Passwords.self, from: data)
    }
    let made = Passwords(app: fresh(), worker: fresh())
    let connection = try await AdminConnection.open(owner, reactor: reactor)
    defer { connection.close() }
    for (role, password) in [(DatabaseRole.app, made.app), (.worker, made.worker)] {
      // Hexadecimal digits only, so nothing needs quoting.
      try await connection.run("ALTER ROLE \(role.name) PASSWORD '\(password)'")
    }
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
