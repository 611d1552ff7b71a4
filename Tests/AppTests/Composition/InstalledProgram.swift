import Foundation
import Synchronization
import TestKit
import Testing

@testable import App

/// The program as it is installed, in a folder that the service account can reach. Started as a process of its
/// own, since what is tested is how it lives and dies.
final class InstalledProgram: Sendable {
  let folder = TemporaryFolder()
  var data: URL { folder.url.appendingPathComponent("data") }

  init() throws {
    try ProgramFiles.install(in: folder.url)
    if let account = try Account.forServices() { try account.own(folder.url.path) }
  }

  /// What a failed test left running.
  deinit { for process in started.withLock({ $0 }) where process.exit.current == nil { process.send(SIGKILL) } }

  private let started = Mutex<[ChildProcess]>([])
  private var program: URL { folder.url.appendingPathComponent("starling") }

  struct Run: Sendable {
    var process: ChildProcess
    var log: URL

    var text: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// Waits for the line that says where it runs; throws with its words when it ends before.
    func ready() async throws -> RunningApp {
      try await until { process.exit.current != nil || line != nil }
      return try JSONDecoder.snake.decode(RunningApp.self, from: Data(try #require(line, "\(text)").utf8))
    }

    private var line: String? { text.split(separator: "\n").first { $0.hasPrefix("{\"control\"") }.map(String.init) }
  }

  /// - Parameters:
  ///   - launcher: what is run instead of the program itself.
  ///   - disk: the size of a disk of its own that holds the data, in MB. Only this program sees it, and it goes with it.
  func start(
    _ arguments: [String], by launcher: URL? = nil, settings: [String: String] = [:], log: String = "out",
    disk: Int? = nil
  ) async throws -> Run {
    let file = folder.url.appendingPathComponent(log)
    try? FileManager.default.removeItem(at: file)
    var environment = ["PATH": "/usr/bin:/bin", "STARLING_RUNTIME": try RuntimeFolder.find(nil).path]
    environment["STARLING_DATA"] = data.path
    environment["STARLING_EMBEDDINGS_URL"] = "off"
    environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    environment.merge(settings) { $1 }
    var command = [(launcher ?? program).path] + arguments
    if let disk { command = SmallDisk.command(disk, at: data.path, command) }
    let child = ChildProgram(
      executable: command[0], arguments: Array(command.dropFirst()), environment: environment, log: file)
    let process = try await ChildProcess.launch(child)
    started.withLock { $0.append(process) }
    return Run(process: process, log: file)
  }

  func up(_ settings: [String: String] = [:], log: String = "out") async throws -> Run {
    try await start(["up", "--json", "--port", "0"], settings: settings, log: log)
  }

  /// Runs SQL in its embedded Postgres, as whoever holds the database.
  func sql(_ text: String) async throws {
    try await postgres().client("psql", ["-qXc", text]).runOrThrow()
  }

  func postgres() throws -> EmbeddedPostgres {
    EmbeddedPostgres(
      data: DataFolder(data.path), installation: try PostgresInstallation(runtime: RuntimeFolder.find(nil)),
      account: try Account.forServices())
  }

  /// The servers that it supervises now. A note that goes while this looks is of a server that has ended.
  func children() throws -> [ProcessIdentity] {
    let run = DataFolder(data.path).run
    let files = try FileManager.default.contentsOfDirectory(at: run, includingPropertiesForKeys: nil)
    return try files.filter { $0.lastPathComponent.hasSuffix(".process.json") }
      .compactMap { try? Data(contentsOf: $0) }
      .map { try JSONDecoder().decode(ProcessIdentity.self, from: $0) }
  }
}

extension JSONDecoder {
  static var snake: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}
