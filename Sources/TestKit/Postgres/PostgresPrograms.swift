package import Foundation
import Kernel

/// The majors that tests run on: the newest, which Starling embeds, and the oldest it supports.
package enum PostgresMajor: Int, Sendable, CaseIterable, CustomStringConvertible {
  case newest = 18
  case oldest = 16

  package var description: String { "Postgres \(rawValue)" }
}

/// Where `scripts/postgres.sh` has put Postgres.
struct PostgresPrograms: Sendable {
  let bin: URL

  init(_ major: PostgresMajor) throws(Problem) {
    bin = Checkout.root.appendingPathComponent(".runtime/postgres/\(major.rawValue)/bin").resolvingSymlinksInPath()
    guard FileManager.default.isExecutableFile(atPath: bin.appendingPathComponent("postgres").path) else {
      throw Problem(
        .internal, "There is no Postgres \(major.rawValue) in .runtime/postgres: run `sh scripts/setup.sh test`.")
    }
  }

  func path(_ program: String) -> String { bin.appendingPathComponent(program).path }
}

/// The source tree that the tests were built from.
package enum Checkout {
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  package static let migrations = root.appendingPathComponent("db/migrations", isDirectory: true)
}
