import Foundation
import Kernel
import Synchronization

/// Folders are named after the process that made them and the instant it began, so that a later
/// process with the same number is not taken for it.
enum ClusterFolder {
  /// In memory where there is plenty: each test clones a database of some thousand files and drops it again, for which a
  /// disk's file system needs longer than many a test.
  private static let parents = ["/dev/shm", "/var/tmp"]
  private static let plenty = 6 << 30
  private static let prefix = "starling-test-"
  private static let count = Atomic(0)

  static func create(for account: ServiceAccount?) throws -> URL {
    let number = count.add(1, ordering: .relaxed).newValue
    let name = "\(prefix)\(getpid())-\(birth(of: getpid()) ?? "0")-\(number)"
    let parent = parents.first { free($0) > plenty } ?? "/var/tmp"
    let folder = URL(fileURLWithPath: "\(parent)/\(name)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    guard chmod(folder.path, 0o700) == 0, account.map({ chown(folder.path, $0.user, $0.group) }) ?? 0 == 0 else {
      throw Problem(.internal, "Cannot give \(folder.path) to Postgres's account.")
    }
    return folder
  }

  /// Folders whose process is gone.
  static func orphans() -> [URL] {
    parents.flatMap { parent in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
      return names.compactMap { name -> URL? in
        let parts = name.dropFirst(prefix.count).split(separator: "-")
        guard name.hasPrefix(prefix), parts.count == 3, let pid = pid_t(parts[0]) else { return nil }
        return birth(of: pid) == String(parts[1]) ? nil : URL(fileURLWithPath: "\(parent)/\(name)")
      }
    }
  }

  /// Bytes.
  private static func free(_ parent: String) -> Int {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: parent)
    return (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
  }

  /// Clock ticks from boot to the process's start: field 22 of /proc/PID/stat (proc(5)).
  static func birth(of pid: pid_t) -> String? {
    guard let stat = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
    let fields = String(decoding: stat, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 19 ? String(fields[19]) : nil
  }
}

/// What test processes left that were killed.
enum StaleClusters {
  static func clear() {
    for folder in ClusterFolder.orphans() where !isServing(folder) {
      try? FileManager.default.removeItem(at: folder)
    }
  }

  /// Its server may still be shutting down; it is ended for good if it is not.
  private static func isServing(_ folder: URL) -> Bool {
    let file = FileManager.default.contents(atPath: folder.path + "/data/postmaster.pid") ?? Data()
    guard let line = String(decoding: file, as: UTF8.self).split(separator: "\n").first, let pid = pid_t(line),
      let command = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline"),
      String(decoding: command, as: UTF8.self).contains(folder.path + "/data")
    else { return false }
    kill(pid, SIGQUIT)
    return true
  }
}
