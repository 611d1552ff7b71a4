import Kernel

/// Refuses a server or a role that would quietly take the protection away that everything relies on.
struct BootCheck: Sendable {
  private let settings: DatabaseSettings

  init(_ settings: DatabaseSettings) { self.settings = settings }

  func run(on connection: Connection) async throws {
    try await ServerCheck.run(on: connection, limit: settings.connectTimeout)
    guard settings.role != .owner else { return }
    let command = Command(sql: Self.sql, parameters: parameters, prepared: false)
    let results = try await connection.run(Batch([command], limit: settings.connectTimeout))
    let faults = try results.last?.row(0) { try $0.strings() } ?? []
    guard faults.isEmpty else {
      throw Problem(
        .internal,
        "The database login for \(settings.role.name) is not safe to run on: it \(faults.joined(separator: ", and it ")). "
          + "Use the login \(settings.role.name), which `starling migrate` makes.")
    }
  }

  private var parameters: Parameters {
    var parameters = Parameters()
    parameters.append(settings.role.name)
    return parameters
  }

  /// Both who logged in and who acts count: RESET ROLE is open to anybody.
  private static let sql = """
    WITH me AS (SELECT * FROM pg_catalog.pg_roles WHERE rolname IN (session_user, current_user))
    SELECT array_remove(ARRAY[
      CASE WHEN (SELECT bool_or(rolsuper) FROM me) THEN 'is a superuser' END,
      CASE WHEN (SELECT bool_or(rolbypassrls) FROM me) THEN 'has BYPASSRLS' END,
      CASE WHEN EXISTS (SELECT FROM me WHERE pg_has_role(me.oid, 'starling_owner', 'MEMBER'))
        OR EXISTS (SELECT FROM pg_catalog.pg_class c JOIN me ON c.relowner = me.oid
          WHERE c.relkind IN ('r', 'p') AND c.relnamespace IN ('public'::regnamespace, 'system'::regnamespace))
        THEN 'owns the tables' END,
      CASE WHEN EXISTS (SELECT FROM me WHERE pg_has_role(me.oid, 'starling_system', 'MEMBER'))
        THEN 'belongs to starling_system' END,
      CASE WHEN NOT pg_has_role(current_user, $1, 'USAGE') THEN 'does not belong to ' || $1 END
    ], NULL)
    """
}

/// What Starling needs of any server: version 16, UTF-8 and pgvector.
enum ServerCheck {
  static func run(on connection: Connection, limit: Duration) async throws {
    let command = Command(sql: sql, prepared: false)
    let results = try await connection.run(Batch([command], limit: limit))
    guard let found = try results.last?.row(0, { (try $0.int(), try $0.string(), try $0.bool()) }) else { return }
    try check(version: found.0, encoding: found.1, hasVector: found.2)
  }

  static func check(version: Int, encoding: String, hasVector: Bool) throws(Problem) {
    if version < 160_000 {
      throw Problem(
        .internal, "The Postgres server is version \(version / 10_000). Starling needs version 16 or newer: upgrade it."
      )
    }
    if encoding != "UTF8" {
      throw Problem(
        .internal, "The database is encoded in \(encoding). Create one with ENCODING 'UTF8' and use that.")
    }
    if !hasVector {
      throw Problem(
        .internal,
        "The Postgres server has no pgvector extension. Install it (Debian: postgresql-NN-pgvector), then start again.")
    }
  }

  private static let sql = """
    SELECT current_setting('server_version_num')::int, current_setting('server_encoding'),
      EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'vector')
    """
}
