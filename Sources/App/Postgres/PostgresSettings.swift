/// The configuration files of an embedded cluster. They are written anew before each start, so an
/// upgrade of Starling changes them; what an operator adds goes in `operator.conf` beside them.
enum PostgresSettings {
  /// Room for four processes, each with a pool for requests, one for jobs, the bell, the listener and one that comes
  /// and goes; ten more for backups and people.
  static func connections(pool: Int) -> Int { 4 * (2 * pool + 3) + 10 }

  /// Small, quiet, and silent about values: neither parameters nor the DETAIL of an error, which
  /// quotes rows, reach the log.
  static func configuration(socketFolder: String, connections: Int) -> String {
    """
    # Written by Starling at each start. Your own settings go in operator.conf.
    listen_addresses = ''
    unix_socket_directories = '\(socketFolder)'
    unix_socket_permissions = 0700
    max_connections = \(connections)
    shared_buffers = 64MB
    work_mem = 8MB
    maintenance_work_mem = 64MB
    effective_cache_size = 512MB
    wal_level = minimal
    max_wal_senders = 0
    min_wal_size = 80MB
    max_wal_size = 512MB
    checkpoint_timeout = 15min
    random_page_cost = 1.1
    jit = off
    max_worker_processes = 4
    autovacuum_max_workers = 2
    timezone = 'UTC'
    log_timezone = 'UTC'
    log_destination = 'stderr'
    logging_collector = off
    log_line_prefix = '%m [%p] %q%u '
    log_min_messages = warning
    log_error_verbosity = terse
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0
    log_min_duration_statement = 1000
    idle_in_transaction_session_timeout = 60s
    include_if_exists = 'operator.conf'

    """
  }

  /// Nobody logs in over the network, and on the socket only who the kernel says they are.
  static let access = "# Written by Starling at each start.\nlocal all all peer map=starling\n"

  /// The accounts that may take each role: the one that runs Postgres and the one that runs Starling.
  static func identities(accounts: Set<String>) -> String {
    let roles = ["postgres", "starling_owner", "starling_app", "starling_worker"]
    let lines = accounts.sorted().flatMap { account in roles.map { "starling \(account) \($0)" } }
    return "# Written by Starling at each start.\n" + lines.joined(separator: "\n") + "\n"
  }
}
