import Foundation
import Kernel

/// The unprivileged system account that runs the services when Starling itself was started as root.
package struct Account: Sendable, Equatable {
  package var name: String
  package var uid: UInt32
  package var gid: UInt32

  package static let serviceName = "starling"

  package init?(named name: String) {
    guard let entry = getpwnam(name) else { return nil }
    self.name = name
    uid = entry.pointee.pw_uid
    gid = entry.pointee.pw_gid
  }

  /// The name of the account this process runs as, as Postgres' peer authentication sees it.
  package static var current: String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? String(geteuid())
  }

  /// Nil unless this process is root: then services run as whoever started us.
  /// Throws `Problem(.unavailable)` when root has no account to hand over to.
  package static func forServices() throws -> Account? {
    guard geteuid() == 0 else { return nil }
    guard let account = Account(named: serviceName) else {
      throw Problem(
        .unavailable,
        "Postgres refuses to run as root and there is no account \(serviceName): run scripts/account.sh, or start as a plain user."
      )
    }
    return account
  }

  /// Hands a file or folder to the account, with all below it.
  package func own(_ path: String) throws {
    try chownOne(path)
    guard let names = FileManager.default.enumerator(atPath: path) else { return }
    // A running server's temporary files may have gone since the folder was read.
    for case let name as String in names { try chownOne(path + "/" + name, mayBeGone: true) }
  }

  /// Starts this program anew as the account, for good; returns only by throwing. setuid(2) in place would
  /// leave the main thread behind, which the runtime has ended by then: the process would still be shown
  /// as root's. Call it before anything is opened.
  package func takeOver(_ arguments: [String] = Array(CommandLine.arguments.dropFirst())) throws {
    guard let program = realpath("/proc/self/exe", nil) else {
      throw Problem(.internal, "Cannot find this program's own file: \(SystemError.last).")
    }
    let command = asAccount(self, [String(cString: program)] + arguments)
    execv(command[0], command.map { strdup($0) } + [nil])
    throw Problem(.internal, "Cannot give up root's rights for the account \(name): \(SystemError.last).")
  }

  private func chownOne(_ path: String, mayBeGone: Bool = false) throws {
    guard lchown(path, uid, gid) == 0 || mayBeGone && errno == ENOENT else {
      throw Problem(.internal, "Cannot hand \(path) to the account \(name): \(SystemError.last).")
    }
  }
}

/// The text for `errno`.
enum SystemError {
  static var last: String { text(errno) }
  static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
