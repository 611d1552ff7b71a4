import Contracts
package import Database
import Foundation
import Jobs
package import Kernel
import Platforms

/// The ledger of one org, for one run of a worker. `advance` takes a publication over and does the next thing that
/// its state asks for; whoever held it before can write nothing any more.
package struct Ledger: Sendable {
  let parts: PublishingParts
  let database: Database
  let tenant: TenantContext

  package init(_ parts: PublishingParts, _ database: Database, _ tenant: TenantContext) {
    self.parts = parts
    self.database = database
    self.tenant = tenant
  }

  package func advance(_ id: PublicationID) async throws -> LedgerStep {
    guard let publication = try await database.first(LedgerStatements.claim, id, as: tenant) else { return .ended }
    parts.kill.reach(.claimed)
    switch publication.state {
    case .planned, .intent, .retryable: return try await inSlot(publication, goOn)
    case .sent: return try await takeOver(publication)
    case .unknown: return try await inSlot(publication, settle)
    default: return .ended
    }
  }

  /// Waits its turn where the platform has as many under way as it may.
  private func inSlot(
    _ publication: Publication, _ work: (Publication) async throws -> LedgerStep
  ) async throws -> LedgerStep {
    guard parts.slots.take(publication.platform) else {
      let isWaiting = [.planned, .intent].contains(publication.state)
      return try await wait(publication, isWaiting ? "pace" : publication.reason, parts.times.firstRest / 4)
    }
    defer { parts.slots.give(publication.platform) }
    return try await work(publication)
  }

  private func goOn(_ publication: Publication) async throws -> LedgerStep {
    let early = publication.scheduledAt.timeIntervalSince(publication.readAt)
    if publication.state == .planned, early > 0 { return .wait(.seconds(early)) }
    guard publication.latest >= publication.readAt else { return try await miss(publication) }
    if publication.verifyFrom != nil { return try await verify(publication) }
    return try await send(publication)
  }

  /// Somebody else sent it and has not said what came of it: from here on it is only read.
  private func takeOver(_ publication: Publication) async throws -> LedgerStep {
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.sent], to: .unknown, reason: "taken-over", nextSeconds: 0)
    return try await record(input, publication, nil) == nil ? .ended : .again
  }

  private func miss(_ publication: Publication) async throws -> LedgerStep {
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.planned, .intent, .retryable], to: .missed,
      reason: publication.reason.isEmpty ? "too-late" : publication.reason)
    _ = try await record(input, publication, nil)
    return .ended
  }

  // MARK: writing down what happened

  /// What is written beside a change of state.
  struct Note: Sendable {
    var step: PublishAttempt.Step
    var outcome: String
    var failure: PublishFailure?
    var evidence: [CreatedPost] = []
  }

  /// One transaction: the change, the evidence, the event, the audit entry, the notice. Nil when somebody else has
  /// taken the publication over.
  func record(
    _ input: LedgerStatements.OutcomeInput, _ before: Publication, _ note: Note?
  ) async throws -> Publication? {
    try await database.transaction(as: tenant) { tx in
      guard let after = try await tx.first(LedgerStatements.outcome, input) else { return nil }
      if let note { try await parts.attempt(note, after, in: tx) }
      try await parts.announce(after, from: before.state, in: tx)
      return after
    }
  }

  /// Stays where it is and is looked at again.
  func wait(_ publication: Publication, _ reason: String, _ rest: Duration) async throws -> LedgerStep {
    let input = LedgerStatements.WaitInput(
      id: publication.id, fence: publication.fence, reason: reason, nextSeconds: rest.seconds)
    let kept = try await database.first(LedgerStatements.giveBack, input, as: tenant)
    return kept == nil ? .ended : .wait(rest)
  }
}

extension PublishingParts {
  func attempt(_ note: Ledger.Note, _ publication: Publication, in tx: Transaction) async throws {
    let input = LedgerStatements.AttemptInput(
      id: ids.new(), publication: publication, step: note.step, outcome: note.outcome,
      status: note.failure?.status ?? 0,
      code: note.failure?.code ?? "", evidence: note.evidence, actor: tx.tenant?.actor.label ?? "")
    _ = try await tx.execute(LedgerStatements.attempt, input)
  }

  /// Events, audit and notices that follow from a change of state.
  func announce(_ publication: Publication, from: PublicationState, in tx: Transaction) async throws {
    try await tx.publish(
      PublicationChanged(
        publication: publication.id, post: publication.post, from: from.rawValue, to: publication.state.rawValue,
        reason: publication.reason.isEmpty ? nil : publication.reason, due: publication.scheduledAt),
      brand: publication.brand, resource: publication.resource, ids: ids)
    switch publication.state {
    case .published: try await announcePublished(publication, in: tx)
    case .needsHuman: try await announceNeedsHuman(publication, in: tx)
    case .failed: try await tell(publication, .failed, in: tx)
    case .missed: try await tell(publication, .missed, in: tx)
    default: break
    }
    guard [.published, .needsHuman, .failed, .missed, .cancelled, .partial].contains(publication.state) else { return }
    try await audit.record(
      AuditEntry(
        "publication.\(publication.state.rawValue)", resource: publication.resource, brand: publication.brand,
        facts: auditFacts(publication)), in: tx)
  }

  private func auditFacts(_ publication: Publication) -> [String: AuditEntry.Fact] {
    var facts: [String: AuditEntry.Fact] = [
      "post": .id(publication.post), "connector": .id(publication.connector),
      "occurrence": .number(Int64(publication.occurrence)),
    ]
    if let hash = publication.payloadHash { facts["payload"] = .hash(hash) }
    return facts
  }

  private func announcePublished(_ publication: Publication, in tx: Transaction) async throws {
    try await tx.publish(
      PublicationPublished(
        publication: publication.id, post: publication.post, connector: publication.connector,
        platform: publication.platform, externalID: publication.externalID ?? "", url: publication.externalURL,
        attempts: publication.attempts),
      brand: publication.brand, resource: publication.resource, ids: ids)
    try await tell(publication, .published, in: tx)
  }

  private func announceNeedsHuman(_ publication: Publication, in tx: Transaction) async throws {
    try await tx.publish(
      PublicationNeedsHuman(publication: publication.id, post: publication.post, reason: publication.reason),
      brand: publication.brand, resource: publication.resource, ids: ids)
    try await tell(publication, .needsHuman, in: tx)
  }

  private func tell(_ publication: Publication, _ kind: NoticeKind, in tx: Transaction) async throws {
    try await notifier.notify(
      Notice(
        kind: kind, audience: .roles(["owner", "admin", "editor"]),
        brand: publication.brand, resource: publication.resource,
        title: "\(PublicationView.platform(publication.platform)) post: \(publication.sentence)",
        detail: publication.state.nextStep,
        dedupKey: "\(publication.id)/\(publication.state.rawValue)/\(publication.version)"), in: tx)
  }
}
