import Foundation
import Kernel

/// A child process that says in its first line where it listens, and ends when its standard input does: none
/// outlives this process.
final class ChildServer: Sendable {
  private let process: Process
  private let input: Pipe

  var pid: Int32 { process.processIdentifier }

  private init(_ process: Process, _ input: Pipe) {
    self.process = process
    self.input = input
  }

  /// Returns with the first line, decoded.
  static func start<Hello: Decodable & Sendable>(
    _ command: [String], as _: Hello.Type
  ) async throws -> (server: ChildServer, hello: Hello) {
    let (process, input, output) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let server = ChildServer(process, input)
    let line = await Blocking.run { FirstLine.read(output.fileHandleForReading) }
    do {
      return (server, try JSONDecoder().decode(Hello.self, from: line))
    } catch {
      await server.stop()
      throw Problem(.internal, "\(command.prefix(3).joined(separator: " ")) did not start")
    }
  }

  /// Closes its input and waits until it is gone.
  func stop() async {
    try? input.fileHandleForWriting.close()
    await Blocking.run { [process] in process.waitUntilExit() }
  }

  /// Runs `body` beside the server and stops it in any case.
  func during<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      let value = try await body()
      await stop()
      return value
    } catch {
      await stop()
      throw error
    }
  }
}

enum FirstLine {
  /// Up to the first newline, or what came before the end.
  static func read(_ handle: FileHandle) -> Data {
    var line = Data()
    while !line.contains(0x0A) {
      let piece = handle.availableData
      guard !piece.isEmpty else { break }
      line += piece
    }
    return line.prefix { $0 != 0x0A }
  }
}

enum Blocking {
  /// On a thread of its own, never on the cooperative pool.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: body()) }
    }
  }
}
