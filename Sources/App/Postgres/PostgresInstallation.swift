package import Foundation
import Kernel

/// One major version's programs, as `scripts/postgres.sh` unpacked them.
package struct PostgresInstallation: Sendable {
  /// What Starling embeds.
  package static let major = 18

  package let major: Int
  package let folder: URL
  /// Where other majors lie too.
  let runtime: URL

  /// Throws `Problem(.unavailable)` that says how to install it.
  package init(runtime: URL, major: Int = PostgresInstallation.major) throws {
    self.major = major
    self.runtime = runtime
    // Resolved, because the account that runs it may not be able to follow a link in a private folder.
    folder = runtime.appendingPathComponent("postgres/\(major)", isDirectory: true).resolvingSymlinksInPath()
    guard FileManager.default.isExecutableFile(atPath: program("postgres")) else {
      throw Problem(
        .unavailable,
        "Postgres \(major) is not in \(runtime.path): run `make run` or `sh scripts/setup.sh run`, or set DATABASE_URL."
      )
    }
  }

  package func program(_ name: String) -> String { folder.appendingPathComponent("bin/\(name)").path }
}

/// Finds what `scripts/setup.sh` installed.
package enum RuntimeFolder {
  /// The configured folder, else the first of: root's, `.runtime` in the working folder or above it.
  package static func find(_ configured: URL?) throws -> URL {
    if let configured { return configured }
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    let above = sequence(first: here) { $0.path == "/" ? nil : $0.deletingLastPathComponent() }
    let candidates =
      [URL(fileURLWithPath: "/var/lib/starling/runtime", isDirectory: true)]
      + above.map { $0.appendingPathComponent(".runtime", isDirectory: true) }
    guard let found = candidates.first(where: isComplete) else {
      throw Problem(
        .unavailable, "Postgres is not installed for Starling: run `make run`, or set STARLING_RUNTIME or DATABASE_URL."
      )
    }
    return found
  }

  private static func isComplete(_ folder: URL) -> Bool {
    FileManager.default.isExecutableFile(
      atPath: folder.appendingPathComponent("postgres/\(PostgresInstallation.major)/bin/postgres").path)
  }
}
