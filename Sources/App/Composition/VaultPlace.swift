import Database
import Foundation
import Kernel
import Stores

/// Where the vault's key file lies: `vault.key` in the keys folder, never in the data folder.
struct VaultPlace: Sendable {
  let file: VaultKeyFile
  private let data: URL

  init(_ config: Config) {
    file = VaultKeyFile(config.keys.appendingPathComponent("vault.key"))
    data = config.data.root
  }

  /// Makes the key file at the first start.
  func open(_ database: Database, _ tools: Tools) throws -> FileVault {
    try file.prepare(dataFolder: data)
    return try FileVault(database: database, file: file, ids: tools.ids, random: tools.random)
  }
}
