import Contracts
import Database

/// The proof is about what goes out; audit and notices have tests of their own.
struct NoAudit: AuditTrail {
  init() {}
  func record(_ entry: AuditEntry, in tx: Transaction) async throws {}
}

struct NoNotices: Notifier {
  init() {}
  func notify(_ notice: Notice, in tx: Transaction) async throws {}
}
