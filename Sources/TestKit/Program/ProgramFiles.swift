package import Foundation

/// The program as it is installed: the executable with share/ beside it.
package enum ProgramFiles {
  /// Copies what was built into a folder that exists, since the service account may not reach the checkout.
  /// Returns the executable.
  @discardableResult
  package static func install(in folder: URL) throws -> URL {
    let build = Checkout.root.appendingPathComponent(".build/debug").resolvingSymlinksInPath()
    let manager = FileManager.default
    let program = folder.appendingPathComponent("starling")
    try manager.copyItem(at: build.appendingPathComponent("starling"), to: program)
    let share = folder.appendingPathComponent("share")
    try manager.createDirectory(at: share, withIntermediateDirectories: true)
    for name in try manager.contentsOfDirectory(atPath: build.path) where name.hasSuffix(".resources") {
      let module = name.dropFirst("starling_".count).dropLast(".resources".count)
      let from = build.appendingPathComponent(name).appendingPathComponent("Resources")
      guard name.hasPrefix("starling_"), manager.fileExists(atPath: from.path) else { continue }
      try manager.copyItem(at: from, to: share.appendingPathComponent(String(module)))
    }
    try manager.copyItem(
      at: Checkout.root.appendingPathComponent("db/migrations"), to: share.appendingPathComponent("migrations"))
    return program
  }
}
