import Contracts
import Database
import Foundation
import Jobs
package import Kernel

extension Publishing {
  /// Moves an occurrence; it stays the same occurrence. Refused from `sent` on. One that failed or was missed is
  /// planned again.
  package func reschedule(
    _ id: PublicationID, to when: ScheduleWish.When, lateSeconds: Int?, expected: Int?, as tenant: TenantContext
  ) async throws -> Publication {
    let time = try self.time(of: when)
    return try await open { tx in
      let current = try await changeable(id, expected, "moved", in: tx)
      let input = (id, time, lateSeconds ?? current.lateSeconds)
      guard let moved = try await tx.first(LedgerStatements.reschedule, input) else {
        throw Problem.notFound("publication")
      }
      _ = try await tx.cancelJobs(about: moved.resource, reason: "rescheduled")
      try await announceSchedule(moved, "publication.reschedule", in: tx)
      return moved
    } as: {
      tenant
    }
  }

  private func open(
    _ body: (Transaction) async throws -> Publication, as tenant: () -> TenantContext
  ) async throws -> Publication {
    do {
      return try await database.transaction(as: tenant(), body)
    } catch DatabaseError.uniqueViolation(let constraint) where constraint == "publications_open" {
      throw Problem(.conflict, "The post has another open occurrence on this account. Move that one.")
    }
  }

  /// Takes an occurrence back. Refused from `sent` on.
  package func cancel(_ id: PublicationID, expected: Int?, as tenant: TenantContext) async throws -> Publication {
    try await database.transaction(as: tenant) { tx in
      let current = try await changeable(id, expected, "cancelled", in: tx)
      guard let cancelled = try await tx.first(LedgerStatements.cancel, id) else {
        throw Problem.notFound("publication")
      }
      _ = try await tx.cancelJobs(about: cancelled.resource, reason: "cancelled")
      try await parts.announce(cancelled, from: current.state, in: tx)
      return cancelled
    }
  }

  private func changeable(
    _ id: PublicationID, _ expected: Int?, _ verb: String, in tx: Transaction
  ) async throws -> Publication {
    guard let current = try await tx.first(LedgerStatements.lockedByID, id) else {
      throw Problem.notFound("publication")
    }
    guard current.state.canStillChange else {
      throw Problem(
        .conflict, "It is \(current.state.rawValue) and cannot be \(verb) any more. \(current.state.nextStep)")
    }
    guard expected == nil || expected == current.version else {
      throw Problem(.stale, "Somebody changed it meanwhile. Look again.", current: "\"\(current.version)\"")
    }
    return current
  }
}
