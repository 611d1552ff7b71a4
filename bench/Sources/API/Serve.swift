import App
import ArgumentParser
import Foundation
import Kernel

/// The product in a process of its own, as `starling up` composes it, on its embedded Postgres, with some callers; or a
/// part of it, as `starling gateway` and `starling work`. Ends when its standard input does.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the product for a measurement; used by the others.", shouldDisplay: false)

  @Option var data: String
  @Option var callers = 1
  @Option var model: String?
  @Option var part: Part = .everything
  /// Requests a minute.
  @Option var rate: Int?

  enum Part: String, ExpressibleByArgument {
    case everything, gateway, work

    var role: ProcessRole {
      switch self {
      case .everything: .everything
      case .gateway: .gateway
      case .work: .work(only: [])
      }
    }
  }

  func run() async throws {
    var flags = [
      Setting.data.name: data, Setting.port.name: "0", Setting.embeddingsURL.name: "off",
      Setting.logLevel.name: "error",
    ]
    if let model { flags[Setting.modelURL.name] = model }
    if let rate { flags[Setting.requestRate.name] = String(rate) }
    let config = try Config.load(RawConfig(flags: flags, environment: [:]))
    let bootstrap = try Bootstrap.run(level: config.logLevel, time: .system)
    let ground = try await Groundwork.lay(config, time: .system, random: .system, logger: bootstrap.logger)
    let app = try await StarlingApp.build(ground, bootstrap, Tools(logger: bootstrap.logger), role: part.role)
    Thread.detachNewThread {
      _ = FileHandle.standardInput.readDataToEndOfFile()
      Self.end()
    }
    try await app.run { [callers] running in
      do { try await Stage(app, running, callers: callers).tell() } catch {
        Report.note("no callers: \(error)")
        Self.end()
      }
    }
  }

  /// As an operator would: everything stops in order.
  private static func end() { kill(getpid(), SIGTERM) }
}

/// What a measurement knows about the product's process.
struct Stage: Codable {
  var url: String
  /// The folder of Postgres' socket.
  var socket: String
  var callers: [BenchCaller]

  init(_ app: StarlingApp, _ running: RunningApp, callers: Int) async throws {
    url = running.url ?? ""
    socket = app.ground.postgres?.socketFolder.path ?? ""
    self.callers = try await app.benchCallers(callers)
  }

  func tell() throws { FileHandle.standardOutput.write(try JSONEncoder().encode(self) + Data([0x0A])) }
}

/// The product running beside a measurement.
struct Served: Sendable {
  let server: ChildServer
  let stage: Stage
  let data: String

  /// Starts it on a folder that is removed afterwards.
  static func with<Value>(callers: Int, _ options: [String] = [], _ body: (Served) async throws -> Value) async throws
    -> Value
  {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let (server, stage) = try await start(folder.data, ["--callers", String(callers)] + options)
    return try await server.during { try await body(Served(server: server, stage: stage, data: folder.data)) }
  }

  /// A worker beside it, on the same data.
  func worker(_ options: [String]) async throws -> ChildServer {
    try await Self.start(data, ["--part", "work", "--callers", "0"] + options).server
  }

  private static func start(_ data: String, _ options: [String]) async throws -> (server: ChildServer, hello: Stage) {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    return try await ChildServer.start([program, "serve", "--data", data] + options, as: Stage.self)
  }
}

/// Below /var/tmp: the service account can reach it, and socket paths stay short.
struct ScratchFolder {
  let path: String
  var data: String { path + "/data" }

  init() throws {
    path = "/var/tmp/starling-bench-\(IDSource.system.ulid().lowercased().suffix(8))"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
