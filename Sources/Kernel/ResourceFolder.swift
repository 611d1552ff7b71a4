package import Foundation

/// Finds a module's resource files at run time. SwiftPM's generated accessor bakes the build path
/// into the binary, so this looks beside the executable instead: `share/Web/…` in an installed
/// tree, the resource bundle that the build leaves there otherwise.
package struct ResourceFolder: Sendable {
  private let module: String

  package init(module: String) { self.module = module }

  package var url: URL? {
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let folder = executable.deletingLastPathComponent()
    let candidates = [
      folder.appendingPathComponent("share/\(module)", isDirectory: true),
      folder.appendingPathComponent("../share/starling/\(module)", isDirectory: true),
      folder.appendingPathComponent("starling_\(module).resources/Resources", isDirectory: true),
    ]
    return candidates.first { FileManager.default.fileExists(atPath: $0.path) }?.standardizedFileURL
  }

  /// The file's bytes. Throws `Problem(.internal)` that names the file when the installation is
  /// incomplete.
  package func data(_ path: String) throws -> Data {
    guard let file = url?.appendingPathComponent(path),
      let data = FileManager.default.contents(atPath: file.path)
    else {
      throw Problem(
        .internal, "The file share/\(module)/\(path) is missing beside the program: install it again.")
    }
    return data
  }
}
