import Database
import Foundation
import Jobs
import Kernel
import Logging
import TestKit

/// `jobs-crashtest prove [kills] [lease in ms]` kills workers with -9 and prints one JSON line;
/// `jobs-crashtest worker URL LEASE` is one of those workers.
@main
struct Crashtest {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "worker": try await worker(Array(arguments.dropFirst()))
    case "prove": try await prove(Array(arguments.dropFirst()))
    default: say("usage: jobs-crashtest prove [kills] [lease in ms]")
    }
  }

  private static func worker(_ arguments: [String]) async throws {
    guard arguments.count == 2, let lease = Int(arguments[1]) else { return say("worker URL LEASE") }
    let settings = DatabaseSettings(url: Redacted(arguments[0]), role: .worker, pool: PoolLimits(maximum: 4))
    let database = Database(settings, reactor: try Reactor(), logger: .quiet)
    try await database.start()
    var registry = JobRegistry()
    try registry.register(CrashHandler())
    let worker = Worker(
      database, registry: registry,
      settings: WorkerSettings(concurrency: 5, batch: 5, lease: .milliseconds(lease)), logger: .quiet)
    say(worker.identity.uuidString)
    try await worker.run()
  }

  private static func prove(_ arguments: [String]) async throws {
    let kills = arguments.first.flatMap { Int($0) } ?? 200
    let lease = arguments.dropFirst().first.flatMap { Int($0) } ?? 15_000
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let proof = CrashProof(kills: kills, lease: .milliseconds(lease), program: program)
    let report = try await TestDatabase.with { try await proof.run(on: $0) }
    say(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    exit(report.lost == 0 && report.doubled == 0 && report.late == 0 && report.interrupted > 0 ? 0 : 1)
  }

  private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
