import Foundation
import Kernel
import Synchronization

/// Only one Starling hosts a data folder: it runs the services and may replace what lies there. Others join it. The
/// kernel drops the lock when its holder dies, however it dies, so there is no stale one; the number in the file is for
/// people.
package final class FolderLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Throws `Problem(.conflict)` that names the other process.
  package init(_ folder: DataFolder) throws {
    let path = folder.run.appendingPathComponent("lock").path
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Problem(.unavailable, "Cannot open \(path): \(SystemError.last).") }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let holder = (try? String(contentsOfFile: path, encoding: .utf8)) ?? "unknown"
      close(file)
      throw Problem(
        .conflict,
        "Another Starling (process \(holder)) uses the data folder \(folder.root.path). Stop it, or name another with --data."
      )
    }
    let text = Array(String(getpid()).utf8)
    ftruncate(file, 0)
    write(file, text, text.count)
    descriptor = Mutex(file)
  }

  /// Releasing twice is fine.
  package func release() {
    descriptor.withLock { descriptor in
      if let file = descriptor { close(file) }
      descriptor = nil
    }
  }

  deinit { release() }
}
