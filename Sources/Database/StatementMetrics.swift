import Kernel
import Metrics
import Synchronization

/// Time and failures by statement name: names are fixed in the code, so the labels stay few.
final class StatementMetrics: Sendable {
  private let role: DatabaseRole
  private let timers = Mutex<[String: Timer]>([:])

  init(role: DatabaseRole) { self.role = role }

  func succeeded(_ name: String, after duration: Duration) { record(name, duration) }

  func failed(_ name: String, _ error: any Error, after duration: Duration) {
    record(name, duration)
    let kind = (error as? DatabaseError)?.label ?? "decoding"
    Counter(label: "database_statement_failures_total", dimensions: [("statement", name), ("kind", kind)]).increment()
  }

  private func record(_ name: String, _ duration: Duration) {
    let timer = timers.withLock { timers in
      if let timer = timers[name] { return timer }
      let timer = Timer(
        label: "database_statement_seconds", dimensions: [("statement", name), ("role", role.rawValue)])
      timers[name] = timer
      return timer
    }
    timer.recordNanoseconds(
      duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
  }
}

extension DatabaseError {
  /// The case's name alone, for labels.
  var label: String {
    switch self {
    case .unavailable: "unavailable"
    case .outcomeUnknown: "outcome_unknown"
    case .poolExhausted: "pool_exhausted"
    case .timeout: "timeout"
    case .cancelled: "cancelled"
    case .uniqueViolation: "unique"
    case .foreignKeyViolation: "foreign_key"
    case .checkViolation: "check"
    case .exclusionViolation: "exclusion"
    case .notNullViolation: "not_null"
    case .serialization: "serialization"
    case .lockNotAvailable: "lock"
    case .forbidden: "forbidden"
    case .invalidValue: "invalid_value"
    case .outOfResources: "out_of_resources"
    case .decoding: "decoding"
    case .noTenant: "no_tenant"
    case .transactionEnded: "transaction_ended"
    case .other: "other"
    }
  }
}
