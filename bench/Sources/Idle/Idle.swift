import App
import Foundation
import Kernel

/// The product when nobody uses it, and how long it takes to be there.
struct Idle: Measurement {
  static let memory = "idle_pss_mb"
  static let cpu = "idle_cpu_percent"
  static let start = "warm_start_s"
  let figures = [memory, cpu, start]
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  func run(_ wanted: Set<String>) async throws -> [Figure] {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let port = try FreePort.pick()
    let data = folder.path + "/data"
    // Once, so that everything is compiled and the data are there.
    _ = try await during(data, port) { try await $0.firstPage() }
    var starts: [Double] = []
    for _ in 0..<scale.starts { starts.append(try await during(data, port) { try await $0.firstPage() }) }
    let (megabytes, percent) = try await during(data, port) { program in
      _ = try await program.firstPage()
      try await TimeSource.system.sleep(.seconds(scale.settleSeconds))
      return try await idle(program)
    }
    return [
      Figure(Self.memory, megabytes, "MB", atMost: 100, "all processes but Postgres and models"),
      Figure(Self.cpu, percent, "% of one core", atMost: 1, "all processes but Postgres and models"),
      Figure(Self.start, starts.median, "s", atMost: 3, "from `make run` to the first page"),
    ].filter { wanted.contains($0.name) }
  }

  private func during<Value>(
    _ data: String, _ port: Int, _ body: (StartedProgram) async throws -> Value
  ) async throws -> Value {
    let program = try StartedProgram.start(data: data, port: port)
    do {
      let value = try await body(program)
      await program.stop()
      return value
    } catch {
      await program.stop()
      throw error
    }
  }

  private func idle(_ program: StartedProgram) async throws -> (megabytes: Double, percent: Double) {
    let tree = program.tree
    let names = tree.processes.map { ProcessTree.command($0).prefix(60) }
    Report.note("counted: \(names.joined(separator: " | "))")
    let (before, began) = (tree.cpu, TimeSource.system.monotonic())
    try await TimeSource.system.sleep(.seconds(scale.idleSeconds))
    let seconds = (TimeSource.system.monotonic() - began) / .seconds(1)
    return (tree.pss, (tree.cpu - before) / seconds * 100)
  }
}
