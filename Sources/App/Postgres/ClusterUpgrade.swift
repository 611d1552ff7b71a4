import Foundation
import Kernel

/// Moves a cluster of an older major version to this one with pg_upgrade(1). The old cluster is copied,
/// not linked, and stays beside the new one as `16.old` until somebody removes it.
struct ClusterUpgrade: Sendable {
  private let old: EmbeddedPostgres
  private let new: EmbeddedPostgres

  init(from old: EmbeddedPostgres, to new: EmbeddedPostgres) {
    self.old = old
    self.new = new
  }

  /// The newest older cluster of the data folder; nil when there is none. Throws
  /// `Problem(.unavailable)` when its programs are gone: without them its data cannot be read.
  static func older(
    than new: EmbeddedPostgres, runtime: URL, data: DataFolder, account: Account?
  ) throws -> EmbeddedPostgres? {
    let majors = (try? FileManager.default.contentsOfDirectory(atPath: data.postgres.path))?.compactMap(Int.init) ?? []
    guard let major = majors.filter({ $0 < new.installation.major }).max() else { return nil }
    do {
      let installation = try PostgresInstallation(runtime: runtime, major: major)
      return EmbeddedPostgres(data: data, installation: installation, account: account)
    } catch {
      throw Problem(
        .unavailable,
        "The data is a Postgres \(major) cluster and its programs are not installed any more: run scripts/postgres.sh.")
    }
  }

  func run() async throws {
    // Both must have checksums or neither; version 18 makes them unless told otherwise.
    let draft = try await new.initialise(try await checksums())
    try old.writeConfiguration(in: old.cluster)
    try new.writeConfiguration(in: draft)
    var upgrade = new.tool(
      "pg_upgrade",
      [
        "--old-bindir", old.installation.program(""), "--new-bindir", new.installation.program(""), "--old-datadir",
        old.cluster.path, "--new-datadir", draft.path, "--username", "postgres", "--socketdir", new.socketFolder.path,
      ])
    upgrade.folder = new.socketFolder.path
    try await upgrade.runOrThrow()
    try FileManager.default.moveItem(at: draft, to: new.cluster)
    try FileManager.default.moveItem(at: old.cluster, to: old.cluster.appendingPathExtension("old"))
  }

  private func checksums() async throws -> [String] {
    let words = try await old.tool("pg_controldata", [old.cluster.path]).runOrThrow()
    let line = words.split(separator: "\n").first { $0.hasPrefix("Data page checksum version") }
    let hasChecksums = line?.hasSuffix(" 0") == false
    if hasChecksums { return ["--data-checksums"] }
    return new.installation.major >= 18 ? ["--no-data-checksums"] : []
  }
}
