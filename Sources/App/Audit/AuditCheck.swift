import Accounts
import Database
import Foundation
import Kernel

/// Holds the audit logs of one installation against their chains and against the anchors outside Postgres.
struct AuditCheck: Sendable {
  private let sealer: AuditSealer
  private let anchors: AuditAnchorFile
  private let database: Database

  init(_ ground: Groundwork, _ tools: Tools) throws {
    let keys = AccountsPlant.keys(try VaultPlace(ground.config).open(ground.databases.worker, tools))
    self.init(
      sealer: AccountsPlant.sealer(ground, keys, tools.time),
      anchors: AuditAnchorFile(folder: ground.config.data.audit.path), database: ground.databases.worker)
  }

  /// - Parameter database: the worker role's.
  init(sealer: AuditSealer, anchors: AuditAnchorFile, database: Database) {
    self.sealer = sealer
    self.anchors = anchors
    self.database = database
  }

  /// All orgs when `org` is nil. One that is asked for by its id has to be there as its anchors say.
  func report(on org: OrgID?) async throws -> AuditReport {
    let known = try await database.query(AuditStatements.orgs)
    if let org, !known.contains(org), !anchors.orgs.contains(org) {
      throw Problem.invalid("--org", "There is no organisation \(org), and there are no anchors of one.")
    }
    var verdicts: [AuditVerdict] = []
    for org in org.map({ [$0] }) ?? known.sorted() { verdicts.append(try await sealer.verify(org)) }
    let removed = org == nil ? anchors.orgs.filter { !known.contains($0) } : []
    return AuditReport(verdicts: verdicts, removed: removed.map { ($0, anchors.read($0).anchors.last?.count ?? 0) })
  }
}
