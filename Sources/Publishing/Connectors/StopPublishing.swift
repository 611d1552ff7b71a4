import Contracts
import Database
import Foundation
import Jobs
package import Kernel

/// What a click on "stop everything" did.
package struct StopReport: Sendable, Equatable {
  /// What had left before the click was confirmed and cannot be called back.
  package var onTheirWay: [Publication]
}

/// What resuming would send at once.
package struct ResumePreview: Sendable, Equatable {
  package var stops: [PublishingStop]
  package var due: [Publication]
}

extension Publishing {
  /// No create call starts after this returns: the commit of "sent" looks for stops, and what it let through before
  /// is on the report.
  package func stop(_ scope: StopScope, as tenant: TenantContext) async throws -> StopReport {
    try await database.transaction(as: tenant) { tx in
      try await check(scope, in: tx)
      _ = try await tx.execute(ConnectorStatements.haltSending)
      let input = ConnectorStatements.StopInput(
        id: parts.ids.uuid(), scope: scope, reason: "person", lostFrom: nil, actor: tenant.actor.label)
      _ = try await tx.execute(ConnectorStatements.stop, input)
      try await tell(scope, paused: true, tenant, in: tx)
    }
    return StopReport(
      onTheirWay: try await database.query(LedgerStatements.inFlight, (scope.brand, scope.connector), as: tenant))
  }

  package func previewResume(_ scope: StopScope, as tenant: TenantContext) async throws -> ResumePreview {
    let stops = try await database.query(ConnectorStatements.stopsInForce, as: tenant)
    let due = try await database.query(LedgerStatements.due, (scope.brand, scope.connector), as: tenant)
    return ResumePreview(stops: stops.filter { $0.scope == scope }, due: due)
  }

  /// Lets publishing go on. After a restore, whatever was due while the database was not looking is read back first,
  /// and what cannot be found waits for a person.
  package func resume(_ scope: StopScope, as tenant: TenantContext) async throws {
    try await database.transaction(as: tenant) { tx in
      guard let stop = try await tx.first(ConnectorStatements.resume, (scope, tenant.actor.label)) else {
        throw Problem(.conflict, "Publishing is not stopped here.")
      }
      if stop.reason == "restored" { try await readBackFirst(stop, in: tx) }
      try await tell(scope, paused: false, tenant, in: tx)
    }
  }

  private func readBackFirst(_ stop: PublishingStop, in tx: Transaction) async throws {
    let from = stop.lostFrom ?? stop.stoppedAt.addingTimeInterval(-86_400)
    _ = try await tx.execute(LedgerStatements.verifyRest, from)
    for id in try await tx.query(LedgerStatements.restoreLost, from) {
      try await tx.enqueue(PublishJob(id, turn: -1), subject: id.description, ids: parts.ids)
    }
  }

  private func check(_ scope: StopScope, in tx: Transaction) async throws {
    switch scope {
    case .org: return
    case .brand(let brand):
      guard try await tx.first(LedgerStatements.brandMode, brand) != nil else { throw Problem.notFound("brand") }
    case .connector(_, let connector):
      guard try await tx.first(ConnectorStatements.byID, connector) != nil else { throw Problem.notFound("connector") }
    }
  }

  private func tell(
    _ scope: StopScope, paused: Bool, _ tenant: TenantContext, in tx: Transaction
  ) async throws {
    let resource = scope.connector?.description ?? scope.brand?.description ?? tenant.org.description
    try await tx.publish(
      PublishingPaused(scope: scope.name, paused: paused, reason: paused ? "stopped-by-person" : "resumed-by-person"),
      brand: scope.brand, resource: resource, ids: parts.ids)
    try await parts.audit.record(
      AuditEntry(paused ? "publishing.stop" : "publishing.resume", resource: resource, brand: scope.brand), in: tx)
  }
}
