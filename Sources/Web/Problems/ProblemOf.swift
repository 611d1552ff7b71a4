import Database
package import Kernel

extension Problem {
  /// What the caller is told about any error. Text of unknown errors stays in the log.
  package static func of(_ error: any Error) -> Problem {
    switch error {
    case let problem as Problem where problem.kind == .internal:
      Problem(.internal, internalDetail)
    case let problem as Problem: problem
    case let error as DatabaseError: error.problem
    case is CancellationError: Problem(.unavailable, "The server is stopping. Try again.", retryAfter: .seconds(2))
    default: Problem(.internal, internalDetail)
    }
  }

  private static let internalDetail =
    "Something went wrong on our side. The log has the details under this request's id."
}
