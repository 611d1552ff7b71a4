import Foundation

/// `postmaster.pid`: one value a line; the first is the process id, the second the data folder and
/// the eighth the status (src/include/utils/pidfile.h).
struct LockFile {
  private let file: URL
  private let cluster: URL

  init(cluster: URL) {
    self.cluster = cluster
    file = cluster.appendingPathComponent("postmaster.pid")
  }

  /// `starting`, `stopping`, `ready`, `standby`; nil when there is no file.
  var status: String? { line(8) }

  /// Postgres takes any live process with that number for a running server and refuses to start. So
  /// the file goes when the number now belongs to something else.
  func removeIfStrangers() throws {
    guard let pid = line(1).flatMap(Int32.init), ProcessIdentity(pid: pid) != nil, !isOurs(pid) else { return }
    try FileManager.default.removeItem(at: file)
  }

  private func isOurs(_ pid: Int32) -> Bool {
    guard let arguments = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else { return false }
    let words = arguments.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return words.first?.hasSuffix("postgres") == true && words.contains(cluster.path)
  }

  private func line(_ number: Int) -> String? {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count >= number ? lines[number - 1].trimmingCharacters(in: .whitespaces) : nil
  }
}
