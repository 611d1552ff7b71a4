import Foundation
import Glibc

/// The worker's process, started again and again.
final class ProofChild {
  static var executable: URL { URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath() }

  private let process: Process

  init(_ executable: URL, _ settings: ProofWorker.Settings) throws {
    process = Process()
    process.executableURL = executable
    process.arguments = ["work", "--settings", String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// True when the worker ended itself with SIGKILL.
  var wasKilled: Bool { !process.isRunning && process.terminationReason == .uncaughtSignal }

  func kill() {
    if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }
}
