import Foundation
import Glibc

/// A process and its descendants, as the kernel lists them now.
struct ProcessTree {
  let processes: [Int32]

  /// Without those for which `isOutside` holds, and without what they started.
  init(of root: Int32, without isOutside: (String) -> Bool = { _ in false }) {
    let children = Self.children()
    var found: [Int32] = []
    var waiting = [root]
    while let pid = waiting.popLast() {
      guard !isOutside(Self.command(pid)) else { continue }
      found.append(pid)
      waiting += children[pid] ?? []
    }
    processes = found
  }

  /// Their proportional set size together: memory that is shared counts in shares. In megabytes.
  var pss: Double { processes.compactMap(Self.pss).reduce(0, +) }

  /// What they have computed since they started, in seconds.
  var cpu: Double { processes.compactMap(CPUClock.seconds).reduce(0, +) }

  /// Its arguments, separated by blanks; empty when it has ended.
  static func command(_ pid: Int32) -> String {
    guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else { return "" }
    return String(decoding: data.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
  }

  private static func pss(_ pid: Int32) -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/smaps_rollup", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Pss:") }),
      let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { return nil }
    return kilobytes * 1024 / 1e6
  }

  private static func children() -> [Int32: [Int32]] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.reduce(into: [:]) { children, pid in
      if let parent = parent(of: pid) { children[parent, default: []].append(pid) }
    }
  }

  /// The second field after the name, which is in parentheses and may hold anything.
  private static func parent(of pid: Int32) -> Int32? {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    return text[text.index(after: end)...].split(separator: " ").dropFirst().first.flatMap { Int32($0) }
  }
}

/// The kernel's count of what a process has computed, all threads together, those that ended too.
enum CPUClock {
  static func seconds(_ pid: Int32) -> Double? {
    var clock = clockid_t()
    var now = timespec()
    guard clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &now) == 0 else { return nil }
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}
