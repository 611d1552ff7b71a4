import Database
import Foundation
import Kernel
import Stores
import TestKit
import Testing

@Suite struct VaultTests {
  private func withVault<Value>(
    _ body: (TestDatabase, VaultKeyFile, FileVault) async throws -> Value
  ) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vault-\(UUID())", isDirectory: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = VaultKeyFile(folder.appendingPathComponent("key"))
    try file.prepare(dataFolder: folder.appendingPathComponent("data"))
    return try await TestDatabase.with { database in
      try await body(database, file, try FileVault(database: database.app, file: file))
    }
  }

  private func place(_ org: OrgID, row: String = "connector_1", column: String = "token") -> SecretPlace {
    SecretPlace(org: org, table: "connectors", column: column, row: row)
  }

  @Test("a sealed secret opens again at its place, also for a vault that starts later")
  func roundTrip() async throws {
    try await withVault { database, file, vault in
      let org = try await database.makeTenant().org
      let sealed = try await vault.seal("s3cret", at: place(org))
      #expect(try await vault.open(sealed, at: place(org)) == Array("s3cret".utf8))
      let later = try FileVault(database: database.worker, file: file)
      #expect(try await later.open(sealed, at: place(org)) == Array("s3cret".utf8))
    }
  }

  @Test("many secrets of several orgs open in one call, in order")
  func batch() async throws {
    try await withVault { database, _, vault in
      var sealed: [PlacedSecret] = []
      for number in 0..<6 {
        let place = place(try await database.makeTenant().org, row: "\(number)")
        sealed.append(PlacedSecret(try await vault.seal("secret \(number)", at: place), at: place))
      }
      let opened = try await vault.open(sealed.reversed())
      #expect(opened == (0..<6).reversed().map { Array("secret \($0)".utf8) })
    }
  }

  @Test("a secret does not open in another org, row, column or table")
  func elsewhere() async throws {
    try await withVault { database, _, vault in
      let (org, other) = (try await database.makeTenant().org, try await database.makeTenant().org)
      let sealed = try await vault.seal("s3cret", at: place(org))
      let places = [
        place(other), place(org, row: "connector_2"), place(org, column: "refresh"),
        SecretPlace(org: org, table: "webhooks", column: "token", row: "connector_1"),
      ]
      for elsewhere in places {
        await #expect(throws: Problem.self) { try await vault.open(sealed, at: elsewhere) }
      }
    }
  }

  @Test("a secret with any byte changed, cut short or empty does not open")
  func altered() async throws {
    try await withVault { database, _, vault in
      let org = try await database.makeTenant().org
      let sealed = try await vault.seal("s3cret", at: place(org))
      for index in sealed.bytes.indices {
        var bytes = sealed.bytes
        bytes[index] ^= 1
        await #expect(throws: Problem.self) { try await vault.open(SealedSecret(bytes: bytes), at: place(org)) }
      }
      for count in [0, 1, 16, 17, 44, sealed.bytes.count - 1] {
        let cut = SealedSecret(bytes: Array(sealed.bytes.prefix(count)))
        await #expect(throws: Problem.self) { try await vault.open(cut, at: place(org)) }
      }
    }
  }

  @Test("sealing twice gives different bytes, and neither holds the secret")
  func nonces() async throws {
    try await withVault { database, _, vault in
      let org = try await database.makeTenant().org
      let (one, two) = (try await vault.seal("s3cret", at: place(org)), try await vault.seal("s3cret", at: place(org)))
      #expect(one != two)
      #expect(!String(decoding: one.bytes, as: UTF8.self).contains("s3cret"))
    }
  }

  @Test("two processes that seal for a new org at once agree on its key")
  func firstKey() async throws {
    try await withVault { database, file, vault in
      let org = try await database.makeTenant().org
      let other = try FileVault(database: database.worker, file: file)
      async let one = vault.seal("one", at: place(org))
      async let two = other.seal("two", at: place(org))
      let (first, second) = (try await one, try await two)
      #expect(try await other.open(first, at: place(org)) == Array("one".utf8))
      #expect(try await vault.open(second, at: place(org)) == Array("two".utf8))
    }
  }

  @Test("lookup hashes are the same for ever and differ by purpose, value and key file")
  func lookups() async throws {
    try await withVault { database, file, vault in
      let hash = vault.hmac("token", purpose: "api_key")
      #expect(hash.count == 32)
      #expect(vault.hmac("token", purpose: "refresh") != hash)
      #expect(vault.hmac("Token", purpose: "api_key") != hash)
      _ = try await RotateVault(worker: database.worker, file: file).run()
      #expect(try FileVault(database: database.app, file: file).hmac("token", purpose: "api_key") == hash)
      let otherHash = try await withVault { _, _, other in other.hmac("token", purpose: "api_key") }
      #expect(otherHash != hash)
    }
  }

  @Test("rotation wraps every org's key anew; running vaults open and seal on")
  func rotation() async throws {
    try await withVault { database, file, vault in
      let orgs = [try await database.makeTenant().org, try await database.makeTenant().org]
      let sealed = [try await vault.seal("a", at: place(orgs[0])), try await vault.seal("b", at: place(orgs[1]))]
      let fresh = try FileVault(database: database.worker, file: file)
      let report = try await RotateVault(worker: database.worker, file: file).run()
      #expect(report.rewrapped == 2)
      #expect(!report.resumed)
      #expect(try await fresh.open(sealed[0], at: place(orgs[0])) == Array("a".utf8))
      #expect(try await vault.open(sealed[1], at: place(orgs[1])) == Array("b".utf8))
      let keys = try await database.asSuperuser { try await $0.rows("SELECT DISTINCT vault_key FROM org_keys") }
      #expect(keys == [[report.key]])
      let newOrg = try await database.makeTenant().org
      let late = try await vault.seal("c", at: place(newOrg))
      #expect(try await fresh.open(late, at: place(newOrg)) == Array("c".utf8))
    }
  }

  @Test("a rotation that was stopped half-way goes on with the same key")
  func resumedRotation() async throws {
    try await withVault { database, file, vault in
      let orgs = [try await database.makeTenant().org, try await database.makeTenant().org]
      for org in orgs { _ = try await vault.seal("x", at: place(org)) }
      let before = try await database.asSuperuser {
        try await $0.rows("SELECT id, vault_key, wrapped::text FROM org_keys")
      }
      let first = try await RotateVault(worker: database.worker, file: file).run()
      // Put one org's row back, as if the process had been killed before it.
      try await database.asSuperuser { connection in
        let row = before[0]
        _ = try await connection.rows(
          "UPDATE org_keys SET vault_key = $2, wrapped = $3::bytea WHERE id = $1::uuid", [row[0], row[1], row[2]])
      }
      let second = try await RotateVault(worker: database.worker, file: file).run()
      #expect(second.resumed)
      #expect(second.key == first.key)
      #expect(second.rewrapped == 1)
    }
  }

  @Test("a key of another vault, or a row moved to another org, opens nothing")
  func foreignKey() async throws {
    try await withVault { database, _, vault in
      let org = try await database.makeTenant().org
      let sealed = try await vault.seal("s3cret", at: place(org))
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vault-\(UUID())")
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = VaultKeyFile(folder.appendingPathComponent("key"))
      try file.prepare(dataFolder: URL(fileURLWithPath: "/nowhere"))
      let stranger = try FileVault(database: database.app, file: file)
      await #expect(throws: Problem.self) { try await stranger.open(sealed, at: place(org)) }
    }
  }
}

@Suite struct VaultKeyFileTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vault-\(UUID())", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test("the key file is made once, for its owner only")
  func madeOnce() throws {
    try withFolder { folder in
      let url = folder.appendingPathComponent("keys/key")
      try VaultKeyFile(url).prepare(dataFolder: folder.appendingPathComponent("data"))
      let first = try Data(contentsOf: url)
      try VaultKeyFile(url).prepare(dataFolder: folder.appendingPathComponent("data"))
      #expect(try Data(contentsOf: url) == first)
      let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test("a key file that others can read is refused", arguments: [0o640, 0o604, 0o660, 0o777])
  func tooOpen(_ mode: Int) throws {
    try withFolder { folder in
      let file = VaultKeyFile(folder.appendingPathComponent("key"))
      try file.prepare(dataFolder: folder.appendingPathComponent("data"))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.url.path)
      let problem = #expect(throws: Problem.self) {
        try file.prepare(dataFolder: folder.appendingPathComponent("data"))
      }
      #expect(problem?.detail.contains("chmod 600") == true)
    }
  }

  @Test("a key file inside the data folder is refused")
  func insideData() throws {
    try withFolder { folder in
      #expect(throws: Problem.self) {
        try VaultKeyFile(folder.appendingPathComponent("data/key")).prepare(
          dataFolder: folder.appendingPathComponent("data"))
      }
    }
  }

  @Test("a damaged key file is refused and left as it is", arguments: ["", "wrap x y\n", "nonsense"])
  func damaged(_ text: String) throws {
    try withFolder { folder in
      let file = VaultKeyFile(folder.appendingPathComponent("key"))
      try Data(text.utf8).write(to: file.url)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.url.path)
      #expect(throws: Problem.self) { try file.prepare(dataFolder: folder.appendingPathComponent("data")) }
      #expect(try String(contentsOf: file.url, encoding: .utf8) == text)
    }
  }
}
