import Foundation
import Kernel
import TestKit

@testable import App

/// A file system in memory that only one program and its children see, in a mount namespace of their own.
struct SmallDisk {
  /// Mounting takes root, and a container that allows it.
  static let isPossible = {
    guard geteuid() == 0 else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// The command with a disk of so many MB mounted at the folder.
  static func command(_ megabytes: Int, at folder: String, _ command: [String]) -> [String] {
    let script = "mkdir -p \"$0\" && mount -t tmpfs -o size=\(megabytes)m,mode=755 none \"$0\" && exec \"$@\""
    return ["/usr/bin/unshare", "-m", "sh", "-c", script, folder] + command
  }

  let data: DataFolder
  /// A process that sees it.
  let pid: pid_t

  private var ballast: String { "/proc/\(pid)/root" + data.root.appendingPathComponent("ballast").path }

  /// Takes all the room that is left.
  func fill() throws {
    let file = open(ballast, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard file >= 0 else { throw Problem(.internal, "no ballast: \(SystemError.last)") }
    defer { close(file) }
    let bytes = [UInt8](repeating: 0, count: 1 << 20)
    while write(file, bytes, bytes.count) > 0 {}
    guard errno == ENOSPC else { throw Problem(.internal, "the disk did not fill: \(SystemError.last)") }
  }

  func free() throws {
    guard unlink(ballast) == 0 else { throw Problem(.internal, "the ballast stays: \(SystemError.last)") }
  }

  /// Runs SQL as whoever holds the database.
  func sql(_ postgres: EmbeddedPostgres, _ text: String) async throws -> Tool.Output {
    var tool = postgres.client("psql", ["-qXc", text])
    var command = [tool.executable] + tool.arguments
    if let account = tool.account { command = asAccount(account, command) }
    tool.account = nil
    tool.executable = "/usr/bin/nsenter"
    tool.arguments = ["-m", "-t", String(pid), "--"] + command
    return try await tool.run()
  }
}
