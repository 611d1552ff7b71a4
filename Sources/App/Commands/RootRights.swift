import Foundation
import Kernel

/// Root prepares the folders and starts the program anew as the service account; nothing runs with its rights.
enum RootRights {
  static func giveUp(_ config: Config) throws {
    if let account = try Account.forServices() {
      try config.data.create(owner: account)
      try DataFolder.makePrivate(config.keys, owner: account)
      try account.takeOver()
    }
    try check(config.data.root)
  }

  private static func check(_ data: URL) throws {
    guard access(data.path, F_OK) == 0 || errno == ENOENT else {
      throw Problem(
        .unavailable,
        "The account \(Account.current) cannot reach \(data.path): choose a folder elsewhere with --data.")
    }
  }
}
