import Foundation
import Kernel

/// Root prepares the folders and becomes the service account; nothing runs with its rights.
enum RootRights {
  static func giveUp(_ config: Config) throws {
    guard let account = try Account.forServices() else { return }
    try config.data.create(owner: account)
    try DataFolder.makePrivate(config.keys, owner: account)
    try account.become()
    guard access(config.data.root.path, R_OK | W_OK | X_OK) == 0 else {
      throw Problem(
        .unavailable,
        "The account \(account.name) cannot reach \(config.data.root.path): choose a folder below /var/lib/starling with --data."
      )
    }
  }
}
