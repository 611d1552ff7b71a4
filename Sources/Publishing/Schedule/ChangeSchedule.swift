import Contracts
package import Database
import Foundation
import Jobs
package import Kernel

/// A wish to have an occurrence out at another time.
package struct RescheduleWish: Sendable {
  package var publication: PublicationID
  package var when: ScheduleWish.When
  /// Nil keeps what it was.
  package var lateSeconds: Int?
  /// The hash of the text that the person saw: from now on only that goes out. Nil leaves the earlier one in force.
  package var seenHash: String?
  /// The version that the person saw; nil for any.
  package var expected: Int?

  package init(
    publication: PublicationID, when: ScheduleWish.When, lateSeconds: Int? = nil, seenHash: String? = nil,
    expected: Int? = nil
  ) {
    self.publication = publication
    self.when = when
    self.lateSeconds = lateSeconds
    self.seenHash = seenHash
    self.expected = expected
  }
}

extension Publishing {
  package func reschedule(
    _ id: PublicationID, to when: ScheduleWish.When, lateSeconds: Int?, expected: Int?, as tenant: TenantContext
  ) async throws -> Publication {
    let wish = RescheduleWish(publication: id, when: when, lateSeconds: lateSeconds, expected: expected)
    return try await database.transaction(as: tenant) { tx in try await reschedule(wish, in: tx) }
  }

  /// Moves an occurrence; it stays the same occurrence. Refused from `sent` on. One that failed or was missed is
  /// planned again with the text that its post has then: what was refused once is not sent again.
  package func reschedule(_ wish: RescheduleWish, in tx: Transaction) async throws -> Publication {
    let time = try self.time(of: wish.when)
    let current = try await changeable(wish.publication, wish.expected, "moved", in: tx)
    try await checkSeen(wish, current, in: tx)
    let input = LedgerStatements.RescheduleInput(
      id: current.id, time: time, lateSeconds: wish.lateSeconds ?? current.lateSeconds, pinnedHash: wish.seenHash)
    let moved = try await opening { try await tx.first(LedgerStatements.reschedule, input) }
    guard let moved else { throw Problem.notFound("publication") }
    _ = try await tx.cancelJobs(about: moved.resource, reason: "rescheduled")
    try await announceSchedule(moved, "publication.reschedule", in: tx)
    return moved
  }

  /// What would go out now instead of the text that a publication was tied to, for a person who plans it anew. Nil
  /// where its own text still holds.
  package func pinnable(_ publication: Publication, as tenant: TenantContext) async throws -> PublicationPayload? {
    guard [.failed, .missed].contains(publication.state), let fixed = publication.pinnedHash ?? publication.payloadHash
    else { return nil }
    let post = try await database.transaction(as: tenant) {
      try await parts.contents.publishable(publication.post, locked: $0)
    }
    guard let post else { return nil }
    let payload = PublicationPayload(post, account: publication.accountKey)
    return try payload.hash() == fixed ? nil : payload
  }

  private func checkSeen(_ wish: RescheduleWish, _ current: Publication, in tx: Transaction) async throws {
    guard wish.seenHash != nil else { return }
    let post = try await parts.contents.publishable(current.post, locked: tx)
    guard let post else { throw Problem(.conflict, "The post is not there any more.") }
    try Self.checkSeen(wish.seenHash, try PublicationPayload(post, account: current.accountKey).hash())
  }

  private func opening(_ body: () async throws -> Publication?) async throws -> Publication? {
    do {
      return try await body()
    } catch DatabaseError.uniqueViolation(let constraint) where constraint == "publications_open" {
      throw Problem(.conflict, "The post has another open occurrence on this account. Move that one.")
    }
  }

  package func cancel(_ id: PublicationID, expected: Int?, as tenant: TenantContext) async throws -> Publication {
    try await database.transaction(as: tenant) { tx in try await cancel(id, expected: expected, in: tx) }
  }

  /// Takes an occurrence back. Refused from `sent` on.
  package func cancel(_ id: PublicationID, expected: Int?, in tx: Transaction) async throws -> Publication {
    let current = try await changeable(id, expected, "cancelled", in: tx)
    guard let cancelled = try await tx.first(LedgerStatements.cancel, id) else {
      throw Problem.notFound("publication")
    }
    _ = try await tx.cancelJobs(about: cancelled.resource, reason: "cancelled")
    try await parts.announce(cancelled, from: current.state, in: tx)
    return cancelled
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
