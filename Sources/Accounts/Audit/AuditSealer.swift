package import Database
import Foundation
package import Kernel

/// Links new audit rows into their org's chain and writes heads outside Postgres. Runs in the one leader.
package struct AuditSealer: Sendable {
  private let db: Database
  private let chain: AuditChain
  private let anchors: AuditAnchorFile
  private let time: TimeSource

  /// - Parameter db: the worker role's.
  package init(db: Database, chain: AuditChain, anchors: AuditAnchorFile, time: TimeSource) {
    self.db = db
    self.chain = chain
    self.anchors = anchors
    self.time = time
  }

  /// Seals everything that is due and returns how many entries that was.
  @discardableResult
  package func sealAll() async throws -> Int {
    var count = 0
    for org in try await db.query(AuditStatements.orgsToSeal) { count += try await seal(org) }
    return count
  }

  private func seal(_ org: OrgID) async throws -> Int {
    var total = 0
    while true {
      let sealed = try await sealBatch(org, limit: 500)
      total += sealed
      if sealed < 500 { return total }
    }
  }

  /// Two leaders at once cannot fork the chain: both would insert the same sequence, and one fails.
  private func sealBatch(_ org: OrgID, limit: Int) async throws -> Int {
    try await db.transaction(as: tenant(org)) { tx in
      let head = try await tx.first(AuditStatements.head)
      var sequence = head?.sequence ?? 0
      var link = head?.link ?? AuditChain.start
      let rows = try await tx.query(AuditStatements.unsealed, limit)
      for row in rows {
        sequence += 1
        link = chain.link(after: link, row.sealedFacts(org: org, sequence: sequence))
        try await tx.execute(AuditStatements.seal, AuditSeal(sequence: sequence, entry: row.id, link: link))
      }
      return rows.count
    }
  }

  /// Writes count and head of each org outside Postgres, where whoever edits the database cannot reach them.
  /// A head that has not moved since is not written again.
  package func anchor(_ orgs: [OrgID]) async throws {
    for org in orgs {
      guard let head = try await db.first(AuditStatements.head, as: tenant(org)) else { continue }
      if let last = anchors.last(org), last.count == head.sequence, last.head == head.link { continue }
      let now = Date(timeIntervalSince1970: time.now().timeIntervalSince1970.rounded(.down))
      try anchors.append(
        AuditAnchor(
          org: org, count: head.sequence, head: head.link, at: now,
          code: chain.anchor(org: org, count: head.sequence, head: head.link, at: now)))
    }
  }

  /// Checks one org's chain against its rows and anchors.
  package func verify(_ org: OrgID) async throws -> AuditVerdict {
    var seals: [AuditSeal] = []
    var facts: [AuditEntryID: SealedFacts] = [:]
    while true {
      let batch = try await db.query(AuditStatements.seals, (seals.last?.sequence ?? 0, 1_000), as: tenant(org))
      for row in try await db.query(AuditStatements.sealed, batch.map(\.entry), as: tenant(org)) {
        facts[row.id] = row.sealedFacts(org: org, sequence: 0)
      }
      seals += batch
      if batch.count < 1_000 { break }
    }
    let (anchors, unreadable) = anchors.read(org)
    var verdict = chain.verify(org: org, seals: seals, facts: facts, anchors: anchors)
    verdict.faults += unreadable.map { .unreadableAnchor(line: $0) }
    return verdict
  }

  private func tenant(_ org: OrgID) -> TenantContext {
    TenantContext(org: org, brands: .all, actor: .system("audit-sealer"))
  }
}

extension AuditRow {
  /// The sealed record holds the request id and brand in its facts line, so that neither can be changed unseen.
  func sealedFacts(org: OrgID, sequence: Int64) -> SealedFacts {
    SealedFacts(
      org: org, sequence: sequence, entry: id, at: at, actor: actor, action: action, resource: resource,
      facts: "\(facts) brand=\(brand?.description ?? "") request=\(requestID ?? "")")
  }
}
