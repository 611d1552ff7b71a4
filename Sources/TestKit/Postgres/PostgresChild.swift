import Foundation
import Kernel
import Synchronization

/// The server process. The thread that starts it waits for it, because the death signal goes with the
/// thread: `postgres` gets SIGINT, a fast shutdown, when this process is gone.
final class PostgresChild: Sendable {
  private let programs: PostgresPrograms
  private let folder: URL
  private let configuration: [String]
  private let account: ServiceAccount?
  private let running = Mutex<Running?>(nil)

  private struct Running: Sendable {
    let pid: pid_t
    let ended: DispatchSemaphore
  }

  init(_ programs: PostgresPrograms, _ folder: URL, _ configuration: [String], _ account: ServiceAccount?) throws {
    self.programs = programs
    self.folder = folder
    self.configuration = configuration
    self.account = account
    try start()
  }

  func start() throws {
    let started = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
    let outcome = Mutex<Result<pid_t, any Error>?>(nil)
    Thread.detachNewThread { [self] in
      let process = process()
      let result = Result { try process.run() }.map { process.processIdentifier }
      outcome.withLock { $0 = result }
      started.signal()
      if case .success = result { process.waitUntilExit() }
      ended.signal()
    }
    started.wait()
    if let pid = try outcome.withLock({ try $0?.get() }) {
      running.withLock { $0 = Running(pid: pid, ended: ended) }
    }
    try waitUntilReady(ended)
  }

  func stop(_ signal: Int32) {
    guard let process = running.withLock({ $0.take() }) else { return }
    kill(process.pid, signal)
    process.ended.wait()
  }

  private func process() -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
    process.arguments =
      (account?.prefix() ?? []) + [
        "--pdeathsig=INT", programs.path("postgres"), "-D", folder.path + "/data", "-k", folder.path,
      ] + configuration.flatMap { ["-c", $0] }
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardInput = FileHandle.nullDevice
    let log = folder.path + "/log"
    if !FileManager.default.fileExists(atPath: log) { FileManager.default.createFile(atPath: log, contents: nil) }
    let handle = FileHandle(forWritingAtPath: log)
    _ = try? handle?.seekToEnd()
    process.standardOutput = handle
    process.standardError = handle
    return process
  }

  /// The server writes its state in the last line of postmaster.pid.
  private func waitUntilReady(_ ended: DispatchSemaphore) throws {
    for _ in 0..<3000 {
      let file = FileManager.default.contents(atPath: folder.path + "/data/postmaster.pid") ?? Data()
      if String(decoding: file, as: UTF8.self).contains("\nready") { return }
      if ended.wait(timeout: .now() + .milliseconds(10)) == .success {
        ended.signal()
        break
      }
    }
    let log = FileManager.default.contents(atPath: folder.path + "/log") ?? Data()
    throw Problem(.internal, "Postgres did not start: \(String(decoding: log.suffix(2000), as: UTF8.self))")
  }
}
