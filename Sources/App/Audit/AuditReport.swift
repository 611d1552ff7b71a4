import Accounts
import Foundation
import Kernel

/// What `starling audit verify` found, for people as lines and for programs as JSON.
struct AuditReport: Sendable, Encodable {
  struct Log: Sendable, Encodable {
    var org: OrgID
    var intact: Bool
    var entries: Int
    var faults: [Fault]
    var lastAnchored: Anchored?
  }

  struct Fault: Sendable, Encodable {
    var kind: String
    /// Where it is; absent for what is wrong with the anchor file.
    var sequence: Int64?
    var words: String
  }

  struct Anchored: Sendable, Encodable {
    var sequence: Int64
    var entry: AuditEntryID
    var at: String
  }

  /// An org that the database no longer knows.
  struct Removed: Sendable, Encodable {
    var org: OrgID
    var anchored: Int64
  }

  var intact: Bool
  var logs: [Log]
  var removed: [Removed]

  init(verdicts: [AuditVerdict], removed: [(org: OrgID, anchored: Int64)]) {
    logs = verdicts.map(Log.init)
    self.removed = removed.map { Removed(org: $0.org, anchored: $0.anchored) }
    intact = logs.allSatisfy(\.intact)
  }

  var lines: [String] {
    let found = logs.flatMap(\.lines)
    let gone = removed.map {
      "\($0.org): no longer in the database; \($0.anchored) entries were anchored. Was it removed by its owner?"
    }
    return found + gone + (logs.isEmpty ? ["There is no organisation to check."] : [])
  }
}

extension AuditReport.Log {
  init(_ verdict: AuditVerdict) {
    org = verdict.org
    intact = verdict.isIntact
    entries = verdict.checked
    faults = verdict.faults.map { AuditReport.Fault(kind: $0.kind, sequence: $0.sequence, words: $0.words) }
    lastAnchored = verdict.lastAnchored.map {
      AuditReport.Anchored(
        sequence: $0.sequence, entry: $0.entry, at: verdict.anchoredAt?.formatted(.iso8601) ?? "")
    }
  }

  fileprivate var lines: [String] {
    let head = "\(org): " + (intact ? "intact, \(entries) sealed entries" : "NOT intact, \(entries) links")
    let anchor = lastAnchored.map { "the last anchored entry is \($0.sequence) (\($0.entry)), written \($0.at)" }
    return [head] + faults.map { "  " + $0.words } + ["  " + (anchor ?? "no anchor confirms any entry")]
  }
}
