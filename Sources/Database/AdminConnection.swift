package import Kernel

/// One connection for maintenance: creating databases, backups, the tests' own set-up. Plain SQL, no
/// tenant, no pool; product code uses `Database`.
package final class AdminConnection: Sendable {
  private let connection: Connection

  private init(_ connection: Connection) { self.connection = connection }

  /// Throws `DatabaseError.unavailable` with the reason.
  package static func open(
    _ url: Redacted<String>, reactor: Reactor, time: TimeSource = .system
  ) async throws(DatabaseError) -> AdminConnection {
    var settings = DatabaseSettings(url: url, role: .owner, applicationName: "starling admin")
    settings.statementTimeout = .zero
    return AdminConnection(try await ConnectionOpener(settings, reactor: reactor, time: time).open())
  }

  /// Any number of statements in one text; all in one transaction unless the text says otherwise.
  /// The rows of the last one that gave any, as text.
  @discardableResult
  package func run(_ script: String) async throws(DatabaseError) -> [[String?]] {
    try await send(Batch(script: script)).last { $0.count > 0 }?.texts ?? []
  }

  /// One statement's rows as text.
  @discardableResult
  package func rows(_ sql: String, _ values: [String?] = []) async throws(DatabaseError) -> [[String?]] {
    var parameters = Parameters()
    for value in values { parameters.append(value) }
    let results = try await send(Batch([Command(sql: sql, parameters: parameters, prepared: false)], limit: nil))
    return results.last?.texts ?? []
  }

  /// Throws the `Problem` with which a start would refuse this server, or this login for the role.
  package func demandFit(for role: DatabaseRole) async throws {
    try await BootCheck(DatabaseSettings(url: Redacted(""), role: role)).run(on: connection)
  }

  package func close() { connection.close() }

  /// The server's process behind this connection.
  package var processID: Int32 { connection.processID }

  private func send(_ batch: Batch) async throws(DatabaseError) -> [ResultSet] {
    do {
      return try await connection.run(batch)
    } catch ConnectionFault.lost(let reason, _) {
      throw .unavailable(reason)
    } catch {
      throw error as? DatabaseError ?? .unavailable("\(error)")
    }
  }
}
