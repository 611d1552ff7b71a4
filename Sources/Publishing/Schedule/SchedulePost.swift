import Contracts
package import Database
package import Foundation
import Jobs
package import Kernel
import Platforms

/// A wish to have a post out on an account at a time.
package struct ScheduleWish: Sendable {
  package enum When: Sendable {
    case now
    case wall(String, zone: String)
    case instant(Date, zone: String)
  }

  static let greatestLateness = PublicationState.retryable.duty.greatestAge ?? 0

  package var post: PostID
  package var connector: ConnectorID
  package var when: When
  /// How late it may still go out. Nil is an hour.
  package var lateSeconds: Int?
  /// The hash of the text that the person saw; a later edit then stops it instead of going out.
  package var seenHash: String?

  package init(
    post: PostID, connector: ConnectorID, when: When, lateSeconds: Int? = nil, seenHash: String? = nil
  ) {
    self.post = post
    self.connector = connector
    self.when = when
    self.lateSeconds = lateSeconds
    self.seenHash = seenHash
  }
}

extension Publishing {
  static let usualLateness = 3600

  /// Plans one occurrence. Refused while another occurrence of the post is open on the account, while the post is not
  /// ready, blocked or unapproved, and for accounts of the other mode.
  package func schedule(_ wish: ScheduleWish, as tenant: TenantContext) async throws -> Publication {
    try await database.transaction(as: tenant) { tx in try await schedule(wish, in: tx) }
  }

  package func schedule(_ wish: ScheduleWish, in tx: Transaction) async throws -> Publication {
    let time = try self.time(of: wish.when)
    do {
      return try await plan(wish, time, try tx.acting, in: tx)
    } catch DatabaseError.uniqueViolation(let constraint) where constraint == "publications_open" {
      throw Problem(
        .conflict,
        "The post is scheduled on this account already. Move or cancel that one, or wait until it is settled.")
    }
  }

  func time(of when: ScheduleWish.When) throws -> ScheduledTime {
    let now = parts.time.now()
    let time: ScheduledTime
    switch when {
    case .now: return try ScheduledTime(instant: now, zone: "UTC", zones: parts.zones)
    case .wall(let wall, let zone): time = try ScheduledTime(wall: wall, zone: zone, zones: parts.zones)
    case .instant(let date, let zone): time = try ScheduledTime(instant: date, zone: zone, zones: parts.zones)
    }
    try time.check(now: now)
    return time
  }

  private func plan(
    _ wish: ScheduleWish, _ time: ScheduledTime, _ tenant: TenantContext, in tx: Transaction
  ) async throws -> Publication {
    let post = try await parts.contents.publishable(wish.post, locked: tx)
    guard let post else { throw Problem.notFound("post") }
    guard let connector = try await tx.first(ConnectorStatements.byID, wish.connector), connector.brand == post.brand
    else { throw Problem.notFound("connector") }
    try await check(post, connector, wish, in: tx)
    let occurrence = try await tx.first(LedgerStatements.nextOccurrence, (post.post, connector.accountKey)) ?? 1
    let row = LedgerStatements.NewPublication(
      id: parts.ids.new(), brand: post.brand, post: post.post, connector: connector.id,
      accountKey: connector.accountKey, platform: connector.platform, occurrence: occurrence, time: time,
      lateSeconds: wish.lateSeconds ?? Self.usualLateness, pinnedHash: wish.seenHash, actor: tenant.actor.label)
    guard let planned = try await tx.first(LedgerStatements.insert, row) else { throw Problem.notFound("post") }
    try await announceSchedule(planned, "publication.schedule", in: tx)
    return planned
  }

  private func check(
    _ post: PublishablePost, _ connector: Connector, _ wish: ScheduleWish, in tx: Transaction
  ) async throws {
    _ = try parts.client(post.platform)
    guard post.platform == connector.platform else {
      throw Problem.invalid(
        "/connector_id", "The post is for \(post.platform), the account is on \(connector.platform).")
    }
    guard connector.canSend else { throw Problem(.conflict, "\(connector.account.handle): \(connector.nextStep)") }
    let mode = try await tx.first(LedgerStatements.brandMode, post.brand) ?? ""
    guard connector.rehearsal == (mode == "rehearsal") else {
      throw Problem(
        .conflict, "The brand is in \(mode) and this account is not. Choose another account or change the mode.")
    }
    try Self.check(content: post, connector, wish)
    if let excess = parts.excess(of: post.text, on: connector) { throw Problem(.conflict, excess) }
  }

  private static func check(content post: PublishablePost, _ connector: Connector, _ wish: ScheduleWish) throws {
    guard post.variant != nil else { throw Problem(.conflict, "Choose one of the post's variants first.") }
    guard post.state == "ready" else { throw Problem(.conflict, "The post is \(post.state). Make it ready first.") }
    guard post.findingsBlock.isEmpty else {
      throw Problem(
        .conflict, "A policy blocks the text (\(post.findingsBlock.joined(separator: ", "))). Mend it first.")
    }
    let hash = try PublicationPayload(post, account: connector.accountKey).hash()
    try checkSeen(wish.seenHash, hash)
    guard post.needsApproval else { return }
    guard let approved = post.approvedHash else { throw Problem(.conflict, "The post needs an approval and has none.") }
    guard approved == hash else {
      throw Problem(.conflict, "The post changed after it was approved. Ask for approval again.")
    }
  }

  /// Whoever names the hash of what they saw gets that and nothing else.
  static func checkSeen(_ seen: String?, _ hash: String) throws {
    guard let seen, seen != hash else { return }
    throw Problem(
      .stale, "The text changed since you saw it. Look again and schedule what you see.", current: "\"\(hash)\"")
  }

  /// Job, event and audit entry of a publication that has a time now.
  func announceSchedule(_ publication: Publication, _ action: String, in tx: Transaction) async throws {
    try await tx.enqueue(
      PublishJob(publication.id, turn: publication.version), at: publication.scheduledAt,
      subject: publication.resource, ids: parts.ids)
    try await tx.publish(
      PublicationScheduled(
        publication: publication.id, post: publication.post, connector: publication.connector,
        at: publication.scheduledAt, zone: publication.zone),
      brand: publication.brand, resource: publication.resource, ids: parts.ids)
    try await parts.audit.record(
      AuditEntry(
        action, resource: publication.resource, brand: publication.brand,
        facts: [
          "post": .id(publication.post), "connector": .id(publication.connector),
          "at": .number(Int64(publication.scheduledAt.timeIntervalSince1970)),
        ]), in: tx)
  }
}
