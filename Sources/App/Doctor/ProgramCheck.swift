import Foundation
import Kernel

/// The files and programs that Starling cannot do without. The C library libpq needs no check: the
/// program would not have started.
enum ProgramCheck {
  static var setpriv: Finding {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv") else {
      return .fault("child processes", "/usr/bin/setpriv is missing.", "Install the package util-linux.")
    }
    return .good("child processes", "setpriv ties them to Starling's life")
  }

  static var resources: Finding {
    let modules = ["Web", "Text"]
    let missing = modules.filter { ResourceFolder(module: $0).url == nil }
    guard missing.isEmpty, (try? MigrationFiles.folder()) != nil else {
      return .fault(
        "files", "The folder share/ beside the program is incomplete (\(missing.joined(separator: ", "))).",
        "Run `make run`, which installs it again.")
    }
    return .good("files", "resources and migrations are there")
  }
}
