import Contracts
import Database
import Foundation
import Kernel
import Platforms

extension Ledger {
  /// Finds out by reading whether it is out. Finding counts at once; not finding only after the settle time.
  func settle(_ publication: Publication) async throws -> LedgerStep {
    do {
      guard let open = try await session(publication) else {
        return try await needsHuman(publication, "account-removed", [])
      }
      try parts.demandReach(open.connector)
      let wanted = try await wanted(publication)
      let answer = try await parts.client(publication.platform).readBack(wanted, open.session)
      parts.kill.reach(.read)
      return try await believe(answer, publication, open.connector)
    } catch let failure as PublishFailure {
      return try await couldNotRead(publication, failure)
    }
  }

  /// After a restore: looks before the first send. Found is bound, not found goes the ordinary way.
  func verify(_ publication: Publication) async throws -> LedgerStep {
    do {
      guard let open = try await session(publication) else {
        return try await refused(publication, .fail("account-removed"))
      }
      try parts.demandReach(open.connector)
      let answer = try await parts.client(publication.platform).readBack(try await wanted(publication), open.session)
      guard case .absent = answer else { return try await believe(answer, publication, open.connector) }
      let cleared = try await database.first(
        LedgerStatements.clearVerify, (publication.id, publication.fence), as: tenant)
      return cleared == nil ? .ended : .again
    } catch let failure as PublishFailure {
      return try await couldNotRead(publication, failure)
    }
  }

  private func wanted(_ publication: Publication) async throws -> ReadBack {
    let since = publication.verifyFrom ?? publication.firstSentAt ?? publication.sentAt ?? publication.stateSince
    let client = try parts.client(publication.platform)
    let bound = try await database.query(
      LedgerStatements.boundIDs, (publication.accountKey, since.addingTimeInterval(-3600)), as: tenant)
    return ReadBack(
      segment: PreparedSegment(text: try await words(publication), language: ""),
      clientToken: publication.clientToken
        ?? client.clientToken(for: publication.id, generation: publication.generation),
      sentAt: since, boundElsewhere: Set(bound))
  }

  /// The stored words; of a row that was restored from before its intent, the post's own.
  private func words(_ publication: Publication) async throws -> String {
    if let stored = publication.payload {
      return try JSONDecoder().decode(PublicationPayload.self, from: Data(stored)).text
    }
    let post = try await database.transaction(as: tenant) {
      try await parts.contents.publishable(publication.post, locked: $0)
    }
    return post?.text ?? ""
  }

  private func believe(
    _ answer: ReadBackAnswer, _ publication: Publication, _ connector: Connector
  ) async throws -> LedgerStep {
    switch answer {
    case .found(let post):
      let step = try await published(publication, post, Note(step: .read, outcome: "found", evidence: [post]))
      parts.kill.reach(.settled)
      return step
    case .doubtful(let posts):
      if let rest = unsettled(publication) { return try await wait(publication, publication.reason, rest) }
      return try await needsHuman(publication, "not-ours", posts)
    case .absent:
      if let rest = unsettled(publication) { return try await wait(publication, publication.reason, rest) }
      return try await absent(publication, connector)
    }
  }

  /// How long until absence counts; nil when it does.
  private func unsettled(_ publication: Publication) -> Duration? {
    guard let settles = publication.settleAt, publication.sentAt != nil, settles > publication.readAt else {
      return nil
    }
    let rest = Duration.seconds(settles.timeIntervalSince(publication.readAt))
    return min(rest + .milliseconds(20), max(parts.times.firstRest, rest / 4))
  }

  /// Proven absent. What follows depends on what protects a second try.
  private func absent(_ publication: Publication, _ connector: Connector) async throws -> LedgerStep {
    if publication.reason == "restored" { return try await needsHuman(publication, "restored", []) }
    if publication.reason == PublishFailure.Kind.rejected.rawValue { return try await refusedForGood(publication) }
    switch connector.settlement {
    case .clientID: return try await sendAgain(publication)
    case .key:
      let since = publication.firstSentAt ?? publication.stateSince
      let keyLives = publication.readAt.timeIntervalSince(since) < parts.times.keyLife.seconds
      return keyLives ? try await sendAgain(publication) : try await needsHuman(publication, "key-expired", [])
    case .container, .none: return try await needsHuman(publication, "no-proof", [])
    }
  }

  /// The platform refused the content, and nothing is there from an earlier try either.
  private func refusedForGood(_ publication: Publication) async throws -> LedgerStep {
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.unknown], to: .failed, reason: publication.reason)
    _ = try await record(input, publication, Note(step: .read, outcome: "absent"))
    parts.kill.reach(.settled)
    return .ended
  }

  private func sendAgain(_ publication: Publication) async throws -> LedgerStep {
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.unknown], to: .retryable, reason: "", nextSeconds: 0)
    let stored = try await record(input, publication, Note(step: .read, outcome: "absent"))
    parts.kill.reach(.settled)
    return stored == nil ? .ended : .again
  }

  func needsHuman(_ publication: Publication, _ reason: String, _ evidence: [CreatedPost]) async throws -> LedgerStep {
    let unknown = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.planned, .intent, .sent, .retryable], to: .unknown,
      reason: reason, nextSeconds: 0)
    _ = try await record(unknown, publication, nil)
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.unknown], to: .needsHuman, reason: reason)
    _ = try await record(input, publication, Note(step: .read, outcome: reason, evidence: evidence))
    parts.kill.reach(.settled)
    return .ended
  }

  private func couldNotRead(_ publication: Publication, _ failure: PublishFailure) async throws -> LedgerStep {
    if let open = try await session(publication) {
      if failure.token == .refresh { _ = try await parts.refreshed(open, database, as: tenant) }
      _ = try await parts.learn(failure, open.connector, database, as: tenant)
    }
    let age = publication.readAt.timeIntervalSince(publication.stateSince)
    if publication.state == .unknown, age > parts.times.unknownLife.seconds {
      return try await needsHuman(publication, "no-read-back", [])
    }
    return try await wait(publication, publication.reason, restBeforeReading(failure, age: age))
  }

  private func restBeforeReading(_ failure: PublishFailure, age: Double) -> Duration {
    if case .notBefore(let date) = failure.retry { return .seconds(max(0.2, date.timeIntervalSince(parts.time.now()))) }
    if failure.kind == .tokenExpired { return .milliseconds(50) }
    let full = min(max(parts.times.firstRest, .seconds(age / 4)), parts.times.longestRest / 4)
    return full * (0.5 + 0.5 * parts.random.unit())
  }
}
