import Contracts
package import Database
import Foundation
import Jobs
package import Kernel
import Platforms

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

/// One stop as the page shows it.
package struct StopInForce: Sendable, Equatable {
  package var stop: PublishingStop
  /// The handle, for a stop of one account.
  package var account: String?
  /// What left before it and is not settled yet.
  package var onTheirWay: [Publication]
  /// What resuming it would send; after a restore, what is looked up on the accounts first.
  package var due: [Publication]
}

extension Publishing {
  /// Every stop that holds something of the scope, the widest first.
  package func stopsInForce(_ scope: StopScope, as tenant: TenantContext) async throws -> [StopInForce] {
    try await database.transaction(as: tenant) { tx in
      var found: [StopInForce] = []
      for stop in try await previewResume(scope, in: tx).stops.sorted(by: { $0.scope.width > $1.scope.width }) {
        found.append(
          StopInForce(
            stop: stop,
            account: try await account(of: stop, in: tx),
            onTheirWay: try await tx.query(LedgerStatements.inFlight, (stop.scope.brand, stop.scope.connector)),
            due: try await previewResume(stop.scope, in: tx).due))
      }
      return found
    }
  }

  private func account(of stop: PublishingStop, in tx: Transaction) async throws -> String? {
    guard let id = stop.scope.connector else { return nil }
    return try await tx.first(ConnectorStatements.anyByID, id)?.account.handle
  }

  package func stop(_ scope: StopScope, as tenant: TenantContext) async throws -> StopReport {
    try await database.transaction(as: tenant) { tx in try await stop(scope, in: tx) }
  }

  /// No create call starts after this is committed: the commit of "sent" waits for it and looks for stops, and what
  /// it let through before is on the report.
  package func stop(_ scope: StopScope, in tx: Transaction) async throws -> StopReport {
    let tenant = try tx.acting
    try await check(scope, tenant, in: tx)
    _ = try await tx.execute(ConnectorStatements.haltSending)
    let input = ConnectorStatements.StopInput(
      id: parts.ids.uuid(), scope: scope, reason: "person", lostFrom: nil, actor: tenant.actor.label)
    _ = try await tx.execute(ConnectorStatements.stop, input)
    try await tell(scope, paused: true, tenant, in: tx)
    return StopReport(
      onTheirWay: try await tx.query(LedgerStatements.inFlight, (scope.brand, scope.connector)))
  }

  package func previewResume(_ scope: StopScope, as tenant: TenantContext) async throws -> ResumePreview {
    try await database.transaction(as: tenant) { tx in try await previewResume(scope, in: tx) }
  }

  /// Every stop that holds something of the scope, and what lifting the scope's own would send: what another stop
  /// holds as well stays where it is.
  package func previewResume(_ scope: StopScope, in tx: Transaction) async throws -> ResumePreview {
    let stops = try await tx.query(ConnectorStatements.stopsInForce)
    let others = stops.filter { $0.scope != scope }
    let due = try await tx.query(LedgerStatements.due, (scope.brand, scope.connector))
    return ResumePreview(
      stops: stops.filter { $0.scope.meets(scope) },
      due: due.filter { row in !others.contains { $0.scope.covers(row.brand, row.connector) } })
  }

  package func resume(_ scope: StopScope, as tenant: TenantContext) async throws {
    try await database.transaction(as: tenant) { tx in try await resume(scope, in: tx) }
  }

  /// Lets publishing go on. After a restore, whatever was due while the database was not looking is read back first,
  /// and what cannot be found waits for a person.
  package func resume(_ scope: StopScope, in tx: Transaction) async throws {
    let tenant = try tx.acting
    try await check(scope, tenant, in: tx)
    guard let stop = try await tx.first(ConnectorStatements.resume, (scope, tenant.actor.label)) else {
      throw Problem(.conflict, "Publishing is not stopped here.")
    }
    if stop.reason == PublishingStop.restored { try await readBackFirst(stop, in: tx) }
    try await tell(scope, paused: false, tenant, in: tx)
  }

  private func readBackFirst(_ stop: PublishingStop, in tx: Transaction) async throws {
    let from = stop.lostFrom ?? stop.stoppedAt.addingTimeInterval(-86_400)
    _ = try await tx.execute(LedgerStatements.verifyRest, from)
    for id in try await tx.query(LedgerStatements.restoreLost, from) {
      try await tx.enqueue(PublishJob(id, turn: -1), subject: id.description, ids: parts.ids)
    }
  }

  /// What concerns every brand is decided by somebody who answers for every brand; after a restore the accounts of
  /// all of them are read, which a person limited to some could not see.
  private func check(_ scope: StopScope, _ tenant: TenantContext, in tx: Transaction) async throws {
    switch scope {
    case .org:
      guard tenant.brands == .all else {
        throw Problem(
          .forbidden, "This concerns every brand of the organisation, and your role is limited to some of them.")
      }
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
