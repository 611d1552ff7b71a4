import Foundation

/// Tells one process from any other that had, has or will have its number: process id, the kernel's
/// start time in clock ticks since boot, and the boot.
package struct ProcessIdentity: Codable, Hashable, Sendable {
  package var pid: Int32
  package var startTicks: UInt64
  package var boot: String

  /// Nil when no process has that number now, or it has ended and only waits to be reaped.
  package init?(pid: Int32) {
    guard let stat = Self.read("/proc/\(pid)/stat"), let fields = Self.fields(of: stat),
      fields[0] != "Z", let ticks = UInt64(fields[19])
    else { return nil }
    self.pid = pid
    startTicks = ticks
    boot = Self.read("/proc/sys/kernel/random/boot_id") ?? ""
  }

  package var isAlive: Bool { ProcessIdentity(pid: pid) == self }

  /// The fields of proc(5) `stat` from the third on: the second, the program's name, may itself hold
  /// spaces and parentheses, so they are counted from the last one.
  private static func fields(of stat: String) -> [Substring]? {
    guard let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    return fields.count > 19 ? fields : nil
  }

  private static func read(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
