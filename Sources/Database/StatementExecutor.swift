import Kernel
import Tracing

/// Turns statements into batches, and what went wrong on a connection into what it means.
struct StatementExecutor: Sendable {
  let pool: ConnectionPool
  let settings: DatabaseSettings
  private let time: TimeSource
  private let metrics: StatementMetrics
  private let tracer: any Tracer

  init(pool: ConnectionPool, settings: DatabaseSettings, time: TimeSource) {
    self.pool = pool
    self.settings = settings
    self.time = time
    metrics = StatementMetrics(role: settings.role)
    // Looking it up costs more than a span that nobody will see.
    tracer = InstrumentationSystem.tracer
  }

  /// One round trip: the tenant's settings and the statement before one Sync are one implicit
  /// transaction, and the settings end with it.
  func run<Input, Row>(
    _ statement: Statement<Input, Row>, _ input: Input, as tenant: TenantContext?
  ) async throws -> ResultSet {
    let command = try command(statement, input, as: tenant)
    var commands = prelude(tenant)
    commands.append(command)
    let batch = Batch(commands, limit: limit)
    return try await observed(statement.name) {
      try await send(batch, mayRepeat: statement.isRepeatable)
    }
  }

  func command<Input, Row>(
    _ statement: Statement<Input, Row>, _ input: Input, as tenant: TenantContext?
  ) throws(DatabaseError) -> Command {
    var parameters = Parameters()
    if statement.scope == .tenant {
      guard let tenant else { throw .noTenant(statement: statement.name) }
      parameters.append(tenant.org)
    }
    statement.bind(input, &parameters)
    if let fault = parameters.fault { throw fault }
    return Command(sql: statement.sql, parameters: parameters, prepared: settings.preparedStatements)
  }

  /// What comes before a statement or a transaction's first one.
  func prelude(_ tenant: TenantContext?) -> [Command] {
    var commands: [Command] = []
    commands.reserveCapacity(3)
    if !settings.preparedStatements { commands.append(SessionSettings(settings).command(local: true)) }
    if let tenant { commands.append(TenantSettings.command(tenant, prepared: settings.preparedStatements)) }
    return commands
  }

  /// How long the client waits: longer than the server, which says why.
  var limit: Duration { settings.statementTimeout + settings.networkGrace }

  /// Spans and metrics around one statement, labelled with its name.
  func observed<Value: Sendable>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
    let start = time.monotonic()
    do {
      let value = try await spanned(name, body)
      metrics.succeeded(name, after: time.monotonic() - start)
      return value
    } catch {
      metrics.failed(name, error, after: time.monotonic() - start)
      throw error
    }
  }

  /// A span that nobody will see is not carried along.
  private func spanned<Value: Sendable>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
    let span: any Span = tracer.startSpan(name, ofKind: .client)
    guard span.isRecording else { return try await body() }
    defer { span.end() }
    span.operationName = "db " + name
    span.attributes = ["db.system.name": "postgresql", "db.operation.name": .string(name)]
    do {
      return try await ServiceContext.withValue(span.context) { try await body() }
    } catch {
      span.recordError(error)
      throw error
    }
  }

  /// On a connection of the pool; once more on another where that cannot do anything twice.
  private func send(_ batch: Batch, mayRepeat: Bool) async throws(DatabaseError) -> ResultSet {
    var attempts = 0
    while true {
      let connection = try await pool.acquire()
      defer { pool.release(connection) }
      do {
        let results = try await connection.run(batch)
        guard let last = results.last else { throw DatabaseError.other(sqlstate: "", message: "no result") }
        return last
      } catch ConnectionFault.lost(let reason, let harmless) {
        attempts += 1
        guard harmless || mayRepeat else { throw .outcomeUnknown(reason) }
        guard attempts < 3 else { throw .unavailable(reason) }
      } catch {
        let error = error as? DatabaseError ?? .unavailable("\(error)")
        guard case .unavailable = error, attempts < 2 else { throw error }
        attempts += 1
      }
    }
  }
}

/// Says to row-level security who is here, until the transaction ends.
enum TenantSettings {
  static let sql = "SELECT set_config('app.org_id', $1, true), set_config('app.brand_ids', $2, true)"

  static func command(_ tenant: TenantContext, prepared: Bool) -> Command {
    var parameters = Parameters()
    parameters.append(tenant.org)
    parameters.append(text(of: tenant.brands))
    return Command(sql: sql, parameters: parameters, prepared: prepared)
  }

  private static func text(of brands: BrandScope) -> String {
    switch brands {
    case .all: "*"
    case .only(let brands): brands.sorted().map(\.uuid.lowercaseText).joined(separator: ",")
    }
  }
}

extension ResultSet {
  func rows<Input, Row>(_ statement: Statement<Input, Row>) throws -> [Row] { try rows(statement.row) }

  func firstRow<Input, Row>(_ statement: Statement<Input, Row>) throws -> Row? {
    count > 0 ? try row(0, statement.row) : nil
  }
}
