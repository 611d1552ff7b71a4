import App
import Foundation
import TestKit

/// `starling up` as it is installed, on fresh data, in a folder that the service account can reach, on a port of its
/// own.
final class StartedProgram: Sendable {
  private let folder: URL
  private let log: URL
  private let process: ChildProcess
  /// The line that says where it runs, with the start link.
  let ready: String

  struct DidNotStart: Error, CustomStringConvertible {
    var description: String
  }

  init() async throws {
    var template = Array("/var/tmp/starling-journey-data-XXXXXX".utf8CString)
    folder = URL(fileURLWithPath: String(cString: mkdtemp(&template)), isDirectory: true)
    let program = try ProgramFiles.install(in: folder)
    try Account.forServices()?.own(folder.path)
    log = folder.appendingPathComponent("log")
    var environment = ["PATH": "/usr/bin:/bin", "STARLING_RUNTIME": try RuntimeFolder.find(nil).path]
    environment["STARLING_EMBEDDINGS_URL"] = "off"
    environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    let data = folder.appendingPathComponent("data").path
    process = try await ChildProcess.launch(
      ChildProgram(
        executable: program.path,
        arguments: ["up", "--json", "--data", data, "--port", "0"], environment: environment, log: log))
    ready = try await Self.line(process, log)
  }

  deinit {
    process.send(SIGKILL)
    try? FileManager.default.removeItem(at: folder)
  }

  /// All that it printed.
  var text: String { Self.text(log) }

  func stop() async -> ChildExit {
    process.send(SIGTERM)
    return await process.exit.value
  }

  private static func line(_ process: ChildProcess, _ log: URL) async throws -> String {
    var line: Substring?
    try await until {
      line = text(log).split(separator: "\n").first { $0.hasPrefix("{\"control\"") }
      return line != nil || process.exit.current != nil
    }
    guard let line else { throw DidNotStart(description: text(log)) }
    return String(line)
  }

  private static func text(_ log: URL) -> String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
}
