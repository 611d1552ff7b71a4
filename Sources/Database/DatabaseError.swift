package import Kernel

/// What a statement can fail with. Messages are for logs: they never reach a client (`problem` does).
package enum DatabaseError: Error, Sendable, Equatable {
  /// No connection could be had or it broke before anything could take effect: trying again is safe.
  case unavailable(String)
  /// The connection broke after a statement or COMMIT had left, so nobody knows whether it took effect.
  case outcomeUnknown(String)
  /// All connections stayed busy for the pool's acquire timeout.
  case poolExhausted
  /// The statement ran longer than its limit; it had no effect.
  case timeout
  /// The task was cancelled; the statement had no effect.
  case cancelled
  case uniqueViolation(constraint: String)
  case foreignKeyViolation(constraint: String)
  case checkViolation(constraint: String)
  case exclusionViolation(constraint: String)
  case notNullViolation(column: String)
  /// Two transactions got in each other's way (40001, 40P01): run the transaction again.
  case serialization
  /// A lock was not to be had in time (55P03).
  case lockNotAvailable
  /// A grant or a row-level security policy says no (42501).
  case forbidden(String)
  /// Postgres cannot hold the value: U+0000 in a text, a number out of range (class 22).
  case invalidValue(sqlstate: String, message: String)
  /// Disk or memory ran out (class 53).
  case outOfResources(String)
  /// A column is not what the statement's reader expects.
  case decoding(column: String, expected: String)
  /// The statement needs a tenant and the transaction has none.
  case noTenant(statement: String)
  /// The transaction had already ended.
  case transactionEnded
  case other(sqlstate: String, message: String)

  /// Whether running the same transaction again may succeed and cannot repeat an effect.
  package var isRetryable: Bool {
    switch self {
    case .unavailable, .poolExhausted, .serialization, .lockNotAvailable: true
    default: false
    }
  }

  /// The same failure in the words of the program, without SQL or names of constraints.
  package var problem: Problem {
    switch self {
    case .unavailable, .poolExhausted, .outcomeUnknown:
      Problem(.unavailable, "The database is away or too busy. Try again in a moment.", retryAfter: .seconds(1))
    case .outOfResources:
      Problem(
        .unavailable,
        "The database has no disk space, memory or connections left. Nothing was changed; tell whoever runs this Starling.",
        retryAfter: .seconds(30))
    case .timeout, .lockNotAvailable:
      Problem(.timeout, "The database took too long to answer. Try again in a moment.", retryAfter: .seconds(1))
    case .cancelled: Problem(.timeout, "The request was given up before the database answered.")
    case .serialization:
      Problem(.conflict, "Somebody else changed this at the same time. Try again.", retryAfter: .seconds(1))
    case .uniqueViolation: Problem(.conflict, "There is one like this already.")
    case .foreignKeyViolation:
      Problem(.conflict, "Something this refers to is not there, or something still refers to this.")
    case .checkViolation, .exclusionViolation, .notNullViolation:
      Problem(.invalid, "A value is outside what is allowed here.")
    case .invalidValue: Problem(.invalid, "A value holds characters or a number that cannot be stored.")
    case .forbidden: Problem(.forbidden, "You have no access to this.")
    case .decoding, .noTenant, .transactionEnded, .other:
      Problem(.internal, "Something went wrong on our side. The log has the details under this request's id.")
    }
  }

  /// From what the server reports: SQLSTATE classes of https://www.postgresql.org/docs/current/errcodes-appendix.html.
  init(sqlstate: String, message: String, constraint: String, column: String) {
    switch sqlstate {
    case "23505": self = .uniqueViolation(constraint: constraint)
    case "23503": self = .foreignKeyViolation(constraint: constraint)
    case "23514": self = .checkViolation(constraint: constraint)
    case "23P01": self = .exclusionViolation(constraint: constraint)
    case "23502": self = .notNullViolation(column: column)
    case "40001", "40P01": self = .serialization
    case "55P03": self = .lockNotAvailable
    case "57014": self = .timeout
    case "42501": self = .forbidden(message)
    case "57P01", "57P02", "57P03", "57P05": self = .unavailable(message)
    default: self = Self.byClass(sqlstate, message)
    }
  }

  private static func byClass(_ sqlstate: String, _ message: String) -> DatabaseError {
    switch sqlstate.prefix(2) {
    case "08": .unavailable(message)
    case "22": .invalidValue(sqlstate: sqlstate, message: message)
    case "53": .outOfResources(message)
    default: .other(sqlstate: sqlstate, message: message)
    }
  }
}
