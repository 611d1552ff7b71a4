import Foundation
import Kernel

/// Where the migrations lie: beside an installed program, or in the checkout a debug build stands in.
enum MigrationFiles {
  static func folder() throws -> URL {
    if let installed = ResourceFolder(module: "migrations").url { return installed }
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let above = sequence(first: program.deletingLastPathComponent()) {
      $0.path == "/" ? nil : $0.deletingLastPathComponent()
    }
    let candidates = above.map { $0.appendingPathComponent("db/migrations", isDirectory: true) }
    guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
      throw Problem(.internal, "The folder share/migrations is missing beside the program: install it again.")
    }
    return found
  }
}
