import Contracts
import Database
import Foundation
import Kernel
import Platforms

/// Why an intent is not stored.
enum IntentRefusal: Error, Equatable {
  /// Not now: look again later.
  case wait(String, Duration)
  /// Not at all, until a person changes something.
  case fail(String)
}

extension Ledger {
  /// Intent, connection, "sent", bytes, outcome: each step is stored before the next begins.
  func send(_ publication: Publication) async throws -> LedgerStep {
    do {
      let open = try await openSession(publication)
      let segment = try await prepared(publication, open)
      parts.kill.reach(.prepared)
      let intent = try await storeIntent(publication, segment, open)
      parts.kill.reach(.intentStored)
      return try await transmit(intent, segment, open)
    } catch let refusal as IntentRefusal {
      return try await refused(publication, refusal)
    } catch let failure as PublishFailure {
      return try await failed(publication, failure)
    }
  }

  func refused(_ publication: Publication, _ refusal: IntentRefusal) async throws -> LedgerStep {
    switch refusal {
    case .wait(let reason, let rest):
      let untilLate = publication.latest.timeIntervalSince(publication.readAt) + 1
      return try await wait(publication, reason, min(rest, .seconds(max(0.1, untilLate))))
    case .fail(let reason):
      let input = LedgerStatements.OutcomeInput(
        id: publication.id, fence: publication.fence, from: [.planned, .intent, .retryable], to: .failed, reason: reason
      )
      _ = try await record(input, publication, Note(step: .create, outcome: reason))
      return .ended
    }
  }

  private func openSession(_ publication: Publication) async throws -> OpenSession {
    guard let open = try await session(publication) else { throw IntentRefusal.fail("account-removed") }
    guard parts.reaches(open.connector) else { throw IntentRefusal.wait("sandbox-away", .seconds(5)) }
    guard open.connector.disabledAt == nil else { throw IntentRefusal.wait("connector-disabled", .seconds(15)) }
    guard open.connector.canSend else { throw IntentRefusal.fail("connector-lost") }
    return open
  }

  /// Nil when the account was removed.
  func session(_ publication: Publication) async throws -> OpenSession? {
    do {
      return try await parts.freshSession(publication.connector, database, as: tenant)
    } catch let problem as Problem where problem.kind == .notFound {
      return nil
    }
  }

  // MARK: the content

  /// The payload as the post stands now. What may have left once goes out again only as it was: with other words it
  /// stops until a person has looked and given it a time.
  private func payload(_ publication: Publication, in tx: Transaction) async throws -> PublicationPayload {
    let post = try await parts.contents.publishable(publication.post, locked: tx)
    let current = try Self.checked(post, publication)
    guard publication.firstSentAt != nil, let stored = publication.payloadHash else { return current }
    guard try current.hash() == stored else { throw IntentRefusal.fail("content-changed") }
    return current
  }

  /// Everything that an intent demands of its post.
  static func checked(_ post: PublishablePost?, _ publication: Publication) throws -> PublicationPayload {
    guard let post else { throw IntentRefusal.fail("post-gone") }
    guard post.state == "ready" else { throw IntentRefusal.fail("post-not-ready") }
    guard post.platform == publication.platform else { throw IntentRefusal.fail("other-platform") }
    guard post.variant != nil else { throw IntentRefusal.fail("no-variant") }
    guard post.findingsBlock.isEmpty else { throw IntentRefusal.fail("blocked-by-policy") }
    let payload = PublicationPayload(post, account: publication.accountKey)
    let hash = try payload.hash()
    if post.needsApproval {
      guard let approved = post.approvedHash else { throw IntentRefusal.fail("approval-missing") }
      guard approved == hash else { throw IntentRefusal.fail("approval-outdated") }
    }
    if let pinned = publication.pinnedHash, pinned != hash { throw IntentRefusal.fail("content-changed") }
    return payload
  }

  private func prepared(_ publication: Publication, _ open: OpenSession) async throws -> PreparedSegment {
    let payload = try await database.transaction(as: tenant) { tx -> PublicationPayload in
      try await self.payload(publication, in: tx)
    }
    let client = try parts.client(publication.platform)
    return try await client.prepare(payload.text, language: payload.language, open.session)
  }

  // MARK: the intent

  private func storeIntent(
    _ publication: Publication, _ segment: PreparedSegment, _ open: OpenSession
  ) async throws -> Publication {
    do {
      return try await database.transaction(as: tenant) { tx in
        let payload = try await payload(publication, in: tx)
        guard payload.text == segment.text else { throw IntentRefusal.wait("content-changed", .milliseconds(50)) }
        guard parts.excess(of: payload.text, on: open.connector) == nil else { throw IntentRefusal.fail("too-long") }
        try await checkAllowed(publication, open.connector, in: tx)
        try await takePace(publication, in: tx)
        let input = try intentInput(publication, payload)
        guard let intent = try await tx.first(LedgerStatements.intent, input) else {
          throw IntentRefusal.wait("taken-over", .seconds(1))
        }
        try await parts.announce(intent, from: publication.state, in: tx)
        return intent
      }
    } catch DatabaseError.uniqueViolation(let constraint) {
      throw try await clash(constraint, publication)
    }
  }

  /// Another content gets another client token: under the old one a platform may answer with the old post.
  private func intentInput(
    _ publication: Publication, _ payload: PublicationPayload
  ) throws -> LedgerStatements.IntentInput {
    let hash = try payload.hash()
    let isOther = publication.payloadHash.map { $0 != hash } ?? false
    let generation = publication.generation + (isOther ? 1 : 0)
    return LedgerStatements.IntentInput(
      id: publication.id, fence: publication.fence, payload: try payload.bytes(), hash: hash,
      words: payload.wordsHash,
      token: try parts.client(publication.platform).clientToken(for: publication.id, generation: generation),
      generation: generation)
  }

  private func clash(_ constraint: String, _ publication: Publication) async throws -> IntentRefusal {
    guard constraint != "publications_same_words" else { return .wait("same-words", .seconds(5)) }
    _ = try await database.execute(LedgerStatements.bumpGeneration, (publication.id, publication.fence), as: tenant)
    return .wait("same-words", .milliseconds(50))
  }

  /// Last of all, and in the intent's transaction: a refusal gives the token back.
  private func takePace(_ publication: Publication, in tx: Transaction) async throws {
    let input = ConnectorStatements.PaceInput(
      publication.connector, publication.brand, publication.platform, for: .publishing)
    let rest = try await tx.first(ConnectorStatements.takePace, input) ?? 0
    guard rest <= 0 else { throw IntentRefusal.wait("pace", .seconds(min(rest, 300) + 0.02)) }
  }

  private func checkAllowed(_ publication: Publication, _ connector: Connector, in tx: Transaction) async throws {
    let stops = try await tx.query(ConnectorStatements.stopsInForce)
    guard !stops.contains(where: { $0.scope.covers(publication.brand, publication.connector) }) else {
      throw IntentRefusal.wait("stopped", .seconds(10))
    }
    let mode = try await tx.first(LedgerStatements.brandMode, publication.brand) ?? ""
    guard connector.rehearsal == (mode == "rehearsal") else { throw IntentRefusal.fail("rehearsal-mismatch") }
  }

  // MARK: the wire

  private func transmit(
    _ intent: Publication, _ segment: PreparedSegment, _ open: OpenSession
  ) async throws -> LedgerStep {
    let call = CreateCall(
      segment: segment, clientToken: intent.clientToken ?? "", createdAt: intent.stateSince,
      timeouts: parts.times.request, gate: gate(intent))
    do {
      let created = try await parts.client(intent.platform).create(call, open.session)
      parts.kill.reach(.answered)
      return try await published(intent, created, Note(step: .create, outcome: "published", evidence: [created]))
    } catch let failure as PublishFailure {
      parts.kill.reach(.answered)
      return try await failedOnTheWire(intent, failure, open)
    }
  }

  /// The fence-checked commit of "sent" between the handshake and the first byte. The monotonic deadline counts from
  /// before the commit, so it ends before the one that the database stores.
  private func gate(_ intent: Publication) -> @Sendable () async throws -> ContinuousClock.Instant? {
    let (parts, database, tenant) = (parts, database, tenant)
    return {
      parts.kill.reach(.connected)
      let began = parts.time.monotonic()
      let input = LedgerStatements.SentInput(
        id: intent.id, fence: intent.fence, windowSeconds: parts.times.sendWindow.seconds,
        settleSeconds: parts.times.settlesAfter(intent.platform).seconds, epoch: parts.mark.place()?.epoch ?? -1,
        newestKnown: parts.mark.newest(tenant.org))
      let sentAt = try await database.transaction(as: tenant) { tx -> Date? in
        _ = try await tx.execute(ConnectorStatements.shareSending)
        return try await tx.first(LedgerStatements.sent, input)
      }
      guard let sentAt else { throw Withheld() }
      parts.kill.reach(.sentStored)
      try parts.mark.note(tenant.org, sentAt)
      parts.kill.reach(.marked)
      return began + parts.times.sendWindow
    }
  }

  private struct Withheld: Error {}

  // MARK: what came of it

  func published(_ publication: Publication, _ created: CreatedPost, _ note: Note) async throws -> LedgerStep {
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.planned, .intent, .sent, .unknown, .retryable],
      to: .published, reason: "", created: created)
    do {
      _ = try await record(input, publication, note)
      parts.kill.reach(.outcomeStored)
      return .ended
    } catch DatabaseError.uniqueViolation {
      return try await needsHuman(publication, "already-bound", [created])
    }
  }

  /// A failure after the intent. Its effect alone decides: provably nothing, or unknown.
  private func failedOnTheWire(
    _ intent: Publication, _ failure: PublishFailure, _ open: OpenSession
  ) async throws -> LedgerStep {
    if failure.effect == .unknown || mayHaveCreatedBefore(intent, failure) { return try await unknown(intent, failure) }
    if failure.kind == .withheld { return try await withheld(intent) }
    let failure = failure.afterRenewals(intent.attempts)
    if failure.token == .refresh { _ = try await parts.refreshed(open, database, as: tenant) }
    _ = try await parts.learn(failure, open.connector, database, as: tenant)
    return try await failed(intent, failure)
  }

  /// A refusal of a second try under the same record key can be the first try's post: read before believing it.
  private func mayHaveCreatedBefore(_ intent: Publication, _ failure: PublishFailure) -> Bool {
    intent.platform == "bluesky" && intent.attempts > 1 && failure.kind == .rejected
  }

  private func unknown(_ intent: Publication, _ failure: PublishFailure) async throws -> LedgerStep {
    let input = LedgerStatements.OutcomeInput(
      id: intent.id, fence: intent.fence, from: [.sent], to: .unknown, reason: failure.kind.rawValue, nextSeconds: 0)
    let stored = try await record(input, intent, Note(step: .create, outcome: failure.kind.rawValue, failure: failure))
    parts.kill.reach(.failureStored)
    return stored == nil ? .ended : .again
  }

  /// Nothing was written. Either the commit of "sent" was refused, or it came too late for its own deadline.
  private func withheld(_ intent: Publication) async throws -> LedgerStep {
    let late = LedgerStatements.OutcomeInput(
      id: intent.id, fence: intent.fence, from: [.sent], to: .retryable, reason: "withheld", nextSeconds: 1)
    if try await record(late, intent, Note(step: .create, outcome: "withheld")) != nil { return .wait(.seconds(1)) }
    try await LedgerGuard(parts, database).holdIfRestored(tenant)
    return try await wait(intent, try await reasonWithheld(intent), .seconds(2))
  }

  /// What the commit of "sent" found in its way.
  private func reasonWithheld(_ intent: Publication) async throws -> String {
    let stops = try await database.query(ConnectorStatements.stopsInForce, as: tenant)
    if stops.contains(where: { $0.scope.covers(intent.brand, intent.connector) }) { return "stopped" }
    guard let connector = try await database.first(ConnectorStatements.anyByID, intent.connector, as: tenant),
      connector.state != .removed
    else { return "account-removed" }
    if connector.disabledAt != nil { return "connector-disabled" }
    return connector.canSend ? "withheld" : "connector-lost"
  }

  /// Provably nothing was created.
  func failed(_ publication: Publication, _ failure: PublishFailure) async throws -> LedgerStep {
    let note = Note(step: .create, outcome: failure.kind.rawValue, failure: failure)
    guard let rest = restBeforeRetry(publication, failure) else {
      let input = LedgerStatements.OutcomeInput(
        id: publication.id, fence: publication.fence, from: [.planned, .intent, .sent, .retryable], to: .failed,
        reason: failure.kind.rawValue)
      _ = try await record(input, publication, note)
      parts.kill.reach(.failureStored)
      return .ended
    }
    if case .notBefore(let date) = failure.retry {
      _ = try await database.execute(
        ConnectorStatements.blockPace, (publication.connector, publication.brand, date), as: tenant)
    }
    return try await retry(publication, failure, rest, note)
  }

  private func retry(
    _ publication: Publication, _ failure: PublishFailure, _ rest: Duration, _ note: Note
  ) async throws -> LedgerStep {
    guard publication.clientToken != nil else { return try await wait(publication, failure.kind.rawValue, rest) }
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.planned, .intent, .sent, .retryable], to: .retryable,
      reason: failure.kind.rawValue, nextSeconds: rest.seconds)
    let stored = try await record(input, publication, note)
    parts.kill.reach(.failureStored)
    return stored == nil ? .ended : .wait(rest)
  }

  /// Nil when no repetition helps or enough have been made.
  private func restBeforeRetry(_ publication: Publication, _ failure: PublishFailure) -> Duration? {
    switch failure.retry {
    case .never, .afterReconnect: return nil
    case .notBefore(let date): return .seconds(max(0.2, date.timeIntervalSince(parts.time.now())))
    case .soon:
      guard publication.attempts < parts.times.maxAttempts || failure.kind == .unreachable else { return nil }
      return failure.kind == .tokenExpired
        ? .milliseconds(50) : parts.times.rest(after: publication.attempts, random: parts.random)
    }
  }
}

extension PublishFailure {
  /// Renewals after which an access that is still refused is taken for dead.
  private static let renewals = 3

  /// An access that is refused again and again although it was renewed is one that a person must make anew.
  fileprivate func afterRenewals(_ tries: Int) -> PublishFailure {
    guard token == .refresh, tries > Self.renewals else { return self }
    return PublishFailure(.tokenDead, effect: effect, status: status, code: code)
  }
}
