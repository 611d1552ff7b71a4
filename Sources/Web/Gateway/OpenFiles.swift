import Foundation

/// Open files of this process. A listener that cannot accept for want of one would stop for good, so connections get all
/// but a reserve; those beyond wait in the kernel's queue.
package enum OpenFiles {
  /// For everything but clients: Postgres, calls to platforms and models, child processes, files.
  private static let reserve = 256

  /// Asks for as many as the system lets this process have. Call it once, when it starts.
  package static func raise() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, 65_536)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  static var forConnections: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
    return max(64, Int(clamping: limit.rlim_cur) - reserve)
  }
}
