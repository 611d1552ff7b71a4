import Database
import Foundation
import Kernel

/// The files, programs and C libraries that Starling cannot do without.
enum ProgramCheck {
  static var setpriv: Finding {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv") else {
      return .fault("child processes", "/usr/bin/setpriv is missing.", "Install the package util-linux.")
    }
    return .good("child processes", "setpriv ties them to Starling's life")
  }

  /// - Parameter libpq: its version as it counts them: 170004 is 17.4.
  static func libraries(libpq version: Int = ClientLibrary.version) -> Finding {
    let text = "libpq \(version / 10_000).\(version % 100)"
    guard version >= ClientLibrary.oldest else {
      return .fault(
        "libraries", "\(text) is too old.",
        "Install libpq5 of version \(ClientLibrary.oldest / 10_000) or newer, then build again with `make run`.")
    }
    return .good("libraries", text)
  }

  static var resources: Finding {
    let modules = ["App", "Text", "Web"]
    let missing = modules.filter { ResourceFolder(module: $0).url == nil }
    guard missing.isEmpty, (try? MigrationFiles.folder()) != nil else {
      return .fault(
        "files",
        "The folder share/ beside the program is incomplete (\((missing.isEmpty ? ["migrations"] : missing).joined(separator: ", "))).",
        "Run `make run`, which installs it again.")
    }
    return .good("files", "resources and migrations are there")
  }
}
