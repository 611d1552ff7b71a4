import Kernel

/// One SQL command with its values.
struct Command: Sendable {
  let sql: String
  var parameters = Parameters()
  /// Whether the connection keeps it prepared.
  var prepared = true
}

/// What is sent in one go and ends with one Sync: either all of it counts or, outside an explicit
/// transaction, none.
struct Batch: Sendable {
  enum Content: Sendable {
    case commands([Command])
    /// Several statements in one text by the simple protocol, as migrations have them.
    case script(String)
  }

  let content: Content
  /// After which the connection is given up; nil waits without end.
  let limit: Duration?

  init(_ commands: [Command], limit: Duration?) {
    content = .commands(commands)
    self.limit = limit
  }

  init(script: String) {
    content = .script(script)
    limit = nil
  }
}

/// Why a connection could not answer.
enum ConnectionFault: Error, Equatable {
  /// It broke. `harmless` when the server cannot have done anything: nothing had left, or it said
  /// itself that it ended the session (57P01), which undoes what was not committed.
  case lost(String, harmless: Bool)
}
