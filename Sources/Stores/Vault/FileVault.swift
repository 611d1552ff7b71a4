import Crypto
package import Database
import Foundation
package import Kernel
import Synchronization

/// The vault of one machine: its key is a file, the orgs' wrapped keys are rows.
package final class FileVault: Vault {
  private struct OrgKey: Sendable {
    let id: UUID
    let key: SymmetricKey
  }

  private struct State {
    var keys: VaultKeys
    var newest: [OrgID: OrgKey] = [:]
    var byID: [UUID: SymmetricKey] = [:]
  }

  /// Above this many, the orgs' opened keys are forgotten and opened again as needed.
  private static let cacheLimit = 10_000
  private let database: Database
  private let file: VaultKeyFile
  private let ids: IDSource
  private let random: RandomSource
  private let state: Mutex<State>

  /// Reads the key file: `VaultKeyFile.prepare` has made it. Throws as that does.
  package init(
    database: Database, file: VaultKeyFile, ids: IDSource = .system, random: RandomSource = .system
  ) throws {
    self.database = database
    self.file = file
    self.ids = ids
    self.random = random
    state = Mutex(State(keys: try file.read()))
  }

  package func seal(_ secret: [UInt8], at place: SecretPlace) async throws -> SealedSecret {
    let key = try await newestKey(of: place.org)
    return try Envelope.seal(secret, with: key.key, id: key.id, at: place)
  }

  package func open(_ secrets: [PlacedSecret]) async throws -> [[UInt8]] {
    let missing = state.withLock { state in
      secrets.filter { secret in Envelope.keyID(of: secret.secret).map { state.byID[$0] == nil } ?? false }
    }
    for org in Set(missing.map(\.place.org)) { _ = try await load(org) }
    return try secrets.map(open)
  }

  package func hmac(_ value: [UInt8], purpose: String) -> [UInt8] {
    let root = state.withLock { $0.keys.lookup.key }
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: root, info: Data("starling lookup \(purpose)".utf8), outputByteCount: 32)
    return Array(HMAC<SHA256>.authenticationCode(for: value, using: key))
  }

  private func open(_ secret: PlacedSecret) throws(Problem) -> [UInt8] {
    guard let id = Envelope.keyID(of: secret.secret), let key = state.withLock({ $0.byID[id] }),
      let bytes = try? Envelope.open(secret.secret, with: key, id: id, at: secret.place)
    else {
      throw Problem(
        .internal,
        "The secret in \(secret.place.table).\(secret.place.column) of \(secret.place.row) does not open: "
          + "it was altered, belongs elsewhere or its key is gone. Enter it again.")
    }
    return bytes
  }

  // MARK: The orgs' keys

  private func newestKey(of org: OrgID) async throws -> OrgKey {
    if let key = state.withLock({ $0.newest[org] }) { return key }
    if let key = try await load(org) { return key }
    try await create(for: org)
    guard let key = try await load(org) else { throw Problem(.internal, "The key of \(org) was not stored.") }
    return key
  }

  /// Somebody else may make it at the same moment: the first one stays.
  private func create(for org: OrgID) async throws {
    let keys = try reload()
    guard let vaultKey = keys.current else { throw Problem(.internal, "The vault has no key.") }
    let id = ids.uuid()
    let key = SymmetricKey(data: random.bytes(32))
    let row = OrgKeyRow(
      id: id, generation: 1, vaultKey: vaultKey.id,
      wrapped: try Envelope.wrap(key, with: vaultKey, org: org, id: id))
    try await database.execute(VaultStatements.insert, row, as: .vault(org))
  }

  private func load(_ org: OrgID) async throws -> OrgKey? {
    let rows = try await database.query(VaultStatements.keys, as: .vault(org))
    let opened = try rows.map { OrgKey(id: $0.id, key: try unwrap($0, of: org)) }
    state.withLock { state in
      if state.byID.count > Self.cacheLimit { (state.byID, state.newest) = ([:], [:]) }
      for key in opened { state.byID[key.id] = key.key }
      if let newest = opened.last { state.newest[org] = newest }
    }
    return opened.last
  }

  private func unwrap(_ row: OrgKeyRow, of org: OrgID) throws -> SymmetricKey {
    // Another process may have rotated since this one read the file.
    let known = state.withLock { $0.keys.key(row.vaultKey) }
    let vaultKey = try known ?? reload().key(row.vaultKey)
    guard let vaultKey, let key = try? Envelope.unwrap(row.wrapped, with: vaultKey, org: org, id: row.id) else {
      throw Problem(
        .internal,
        "The key of \(org) is wrapped by the vault key \(row.vaultKey), which is not in the key file. "
          + "Put back the key file that belongs to this database.")
    }
    return key
  }

  private func reload() throws -> VaultKeys {
    let keys = try file.read()
    state.withLock { $0.keys = keys }
    return keys
  }
}

extension TenantContext {
  static func vault(_ org: OrgID) -> TenantContext {
    TenantContext(org: org, brands: .all, actor: .system("vault"))
  }
}
