import Contracts
package import Database
import Foundation
package import Kernel
import Platforms

/// Holds the database against what lies beside the key file, and stops publishing where they disagree.
package struct LedgerGuard: Sendable {
  let parts: PublishingParts
  let database: Database

  /// - Parameter database: the worker's.
  package init(_ parts: PublishingParts, _ database: Database) {
    self.parts = parts
    self.database = database
  }

  /// At every start, before any publish job runs. Returns the orgs that were stopped.
  package func check() async throws -> [OrgID] {
    let epoch = try await database.first(LedgerGuardStatements.epoch) ?? 0
    let place = parts.mark.place()
    let sends = try await database.query(LedgerGuardStatements.newestSends)
    let sameLedger = place?.epoch == epoch && place?.fingerprint == parts.mark.fingerprint
    let isNew = place == nil && epoch == 0
    let wentBack = sends.filter { isBehind($0.newest, $0.org) }
    let held = sameLedger || isNew ? wentBack.map(\.org) : sends.map(\.org)
    for org in held { try await hold(tenant(org)) }
    if isNew || !sameLedger || !held.isEmpty { try await newEpoch(after: max(epoch, place?.epoch ?? 0)) }
    for org in held { try await acknowledge(tenant(org)) }
    return held
  }

  /// When a send was refused: was it because the database went back under a running worker?
  func holdIfRestored(_ tenant: TenantContext) async throws {
    guard try await isBehind(tenant) else { return }
    try await database.systemTransaction { tx in
      // Of many sends refused at once, one holds the org; the others wait and look again.
      guard try await tx.tryLock(AdvisoryKey("ledger.hold", "")), try await isBehind(tenant) else { return }
      try await hold(tenant)
      // A second restore of the same backup is as new as the mark, but of an older epoch.
      let epoch = try await database.first(LedgerGuardStatements.epoch) ?? 0
      try await newEpoch(after: max(epoch, parts.mark.place()?.epoch ?? 0))
      try await acknowledge(tenant)
    }
  }

  private func acknowledge(_ tenant: TenantContext) async throws {
    try parts.mark.acknowledge(tenant.org, newest: try await newestSend(tenant))
  }

  private func newestSend(_ tenant: TenantContext) async throws -> Date? {
    try await database.first(LedgerStatements.newestSend, as: tenant) ?? nil
  }

  private func isBehind(_ tenant: TenantContext) async throws -> Bool {
    isBehind(try await newestSend(tenant), tenant.org)
  }

  private func tenant(_ org: OrgID) -> TenantContext {
    TenantContext(org: org, brands: .all, actor: .system("worker.ledger"))
  }

  private func isBehind(_ newest: Date?, _ org: OrgID) -> Bool {
    parts.mark.newest(org).map { isBehind(newest, $0) } ?? false
  }

  private func isBehind(_ newest: Date?, _ noted: Date) -> Bool {
    (newest ?? .distantPast) < noted.addingTimeInterval(-0.000_002)
  }

  /// Stops the org from the last send that this database knows of.
  private func hold(_ tenant: TenantContext) async throws {
    let newest = try await newestSend(tenant)
    let input = ConnectorStatements.StopInput(
      id: parts.ids.uuid(), scope: .org, reason: "restored",
      lostFrom: newest ?? parts.time.now().addingTimeInterval(-86_400),
      actor: tenant.actor.label)
    try await database.transaction(as: tenant) { tx in
      _ = try await tx.execute(ConnectorStatements.stop, input)
      try await tx.publish(
        PublishingPaused(scope: "org", paused: true, reason: "restored"), brand: nil, resource: tenant.org.description,
        ids: parts.ids)
      try await parts.audit.record(AuditEntry("publishing.hold", resource: tenant.org.description), in: tx)
      try await parts.notifier.notify(
        Notice(
          kind: .restored, audience: .roles(["owner", "admin"]), brand: nil, resource: tenant.org.description,
          title: "Publishing is stopped: the database was restored or copied.",
          detail: "Look at what was due meanwhile, then resume.", dedupKey: "restored/\(parts.ids.uuid())"), in: tx)
    }
  }

  private func newEpoch(after epoch: Int64) async throws {
    let next = epoch + 1
    _ = try await database.execute(LedgerGuardStatements.setEpoch, next)
    try parts.mark.write(epoch: next)
  }
}

package enum LedgerGuardStatements: StatementList {
  package static let all = AnyStatement.list(epoch, setEpoch, newestSends, overdueOrgs, orgsToLookAt)

  static let epoch = Statement<Void, Int64>.system(
    "ledger.epoch", "SELECT epoch FROM system.ledger", by: .worker, row: { Int64(try $0.int()) })

  static let setEpoch = Statement<Int64, Void>.system(
    "ledger.set_epoch", "UPDATE system.ledger SET epoch = $1", by: .worker, bind: { $1.append($0) })

  static let newestSends = Statement<Void, (org: OrgID, newest: Date?)>.system(
    "ledger.newest_sends", "SELECT org_id, sent_at FROM system.newest_sends()", by: .worker,
    row: { (org: try $0.id(), newest: try $0.optionalDate()) })

  /// Orgs with work that nobody looked at for so many seconds.
  static let overdueOrgs = Statement<Double, OrgID>.system(
    "ledger.overdue_orgs",
    "SELECT o FROM system.orgs_with_overdue_publications(now() - make_interval(secs => $1)) o", by: .worker,
    bind: { $1.append($0) }, row: { try $0.id() })

  /// Orgs with accounts whose look is due.
  static let orgsToLookAt = Statement<Void, OrgID>.system(
    "ledger.orgs_to_look_at", "SELECT o FROM system.orgs_with_accounts_to_look_at() o", by: .worker,
    row: { try $0.id() })
}
