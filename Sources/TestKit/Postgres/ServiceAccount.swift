import Foundation
import Kernel

/// Whom Postgres runs as: itself refuses root. Tests that run as root use the account that
/// `scripts/account.sh` makes, or `nobody` before that.
struct ServiceAccount: Sendable {
  let user: uid_t
  let group: gid_t

  /// Nil where we are no root and stay who we are.
  static func current() throws(Problem) -> ServiceAccount? {
    guard geteuid() == 0 else { return nil }
    for name in ["starling", "nobody"] {
      if let entry = getpwnam(name) { return ServiceAccount(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid) }
    }
    throw Problem(.internal, "There is no unprivileged account for Postgres: run `sh scripts/account.sh`.")
  }

  /// A command line that becomes the account and runs the program.
  func prefix() -> [String] { ["--reuid=\(user)", "--regid=\(group)", "--clear-groups"] }
}
