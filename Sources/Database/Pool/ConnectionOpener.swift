import Kernel

/// Opens connections with the session settings that statements rely on, whatever the server's,
/// database's or role's defaults are.
struct ConnectionOpener: Sendable {
  private let settings: DatabaseSettings
  private let reactor: Reactor
  private let opener: SessionOpener

  init(_ settings: DatabaseSettings, reactor: Reactor, time: TimeSource) {
    self.settings = settings
    self.reactor = reactor
    opener = SessionOpener(
      url: settings.url, applicationName: settings.applicationName, timeout: settings.connectTimeout, time: time)
  }

  func open() async throws(DatabaseError) -> Connection {
    do {
      let connection = Connection(try await opener.open(), reactor: reactor, grace: settings.networkGrace)
      do {
        if settings.preparedStatements { try await setUp(connection) }
      } catch {
        connection.close("not set up")
        throw error
      }
      return connection
    } catch let error as DatabaseError {
      throw error
    } catch {
      throw .unavailable("\(error)")
    }
  }

  private func setUp(_ connection: Connection) async throws {
    let command = SessionSettings(settings).command(local: false)
    _ = try await connection.run(Batch([command], limit: settings.connectTimeout))
  }
}

/// How values look on the wire and how long a statement may take. Set once per session, or with
/// every transaction where a pooler swaps sessions below us.
struct SessionSettings: Sendable {
  private let values: [(name: String, value: String)]

  init(_ settings: DatabaseSettings) {
    values = [
      ("TimeZone", "UTC"), ("DateStyle", "ISO, YMD"), ("bytea_output", "hex"), ("extra_float_digits", "1"),
      ("search_path", "public, pg_temp"), ("default_transaction_isolation", "read committed"),
      ("statement_timeout", String(settings.statementTimeout.milliseconds)),
      ("idle_in_transaction_session_timeout", "60000"),
    ]
  }

  func command(local: Bool) -> Command {
    let list = values.enumerated().map { "set_config('\($1.name)', $\($0 + 1), \(local))" }
    var parameters = Parameters()
    for (_, value) in values { parameters.append(value) }
    return Command(sql: "SELECT " + list.joined(separator: ", "), parameters: parameters, prepared: false)
  }
}

extension Duration {
  var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }

  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
