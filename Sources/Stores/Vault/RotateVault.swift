package import Database
import Kernel

/// `starling vault rotate`: makes a new vault key and wraps every org's key with it. Secrets are not
/// touched. Stopped half-way, the next call goes on with the same new key; servers run on meanwhile.
package struct RotateVault: Sendable {
  package struct Report: Sendable, Equatable {
    package var key: String
    package var rewrapped: Int
    package var orgs: Int
    package var resumed: Bool
  }

  private let worker: Database
  private let file: VaultKeyFile

  package init(worker: Database, file: VaultKeyFile) {
    self.worker = worker
    self.file = file
  }

  package func run() async throws -> Report {
    let orgs = try await worker.query(VaultStatements.orgs)
    let before = try file.read()
    guard let newest = before.current else { throw Problem(.internal, "The vault has no key.") }
    let isHalfDone = try await uses(of: orgs).contains { $0 != newest.id }
    let keys = isHalfDone ? before : try file.addKey()
    guard let current = keys.current else { throw Problem(.internal, "The vault has no key.") }
    var rewrapped = 0
    for org in orgs { rewrapped += try await rewrap(org, to: current, keys) }
    // The key before stays one rotation longer: a server that has not noticed may still wrap with it.
    let used = try await uses(of: try await worker.query(VaultStatements.orgs))
    try file.keep(used.union(keys.wrapping.prefix(2).map(\.id)))
    return Report(key: current.id, rewrapped: rewrapped, orgs: orgs.count, resumed: isHalfDone)
  }

  private func uses(of orgs: [OrgID]) async throws -> Set<String> {
    var used: Set<String> = []
    for org in orgs {
      used.formUnion(try await worker.query(VaultStatements.keys, as: .vault(org)).map(\.vaultKey))
    }
    return used
  }

  private func rewrap(_ org: OrgID, to current: VaultKey, _ keys: VaultKeys) async throws -> Int {
    var count = 0
    for row in try await worker.query(VaultStatements.keys, as: .vault(org)) where row.vaultKey != current.id {
      guard let old = keys.key(row.vaultKey) else {
        throw Problem(.internal, "The key of \(org) is wrapped by \(row.vaultKey), which is not in the key file.")
      }
      let key = try Envelope.unwrap(row.wrapped, with: old, org: org, id: row.id)
      let wrapped = try Envelope.wrap(key, with: current, org: org, id: row.id)
      let new = OrgKeyRow(id: row.id, generation: row.generation, vaultKey: current.id, wrapped: wrapped)
      count += try await worker.execute(VaultStatements.rewrap, (from: old.id, row: new), as: .vault(org))
    }
    return count
  }
}
