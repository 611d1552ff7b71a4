import Database
import Foundation
import Jobs
import Kernel
import Logging
import TestKit

/// `jobs-bench [--python PATH] [--rounds N] [--jobs N]` measures the queue beside the SQL that it stands on and
/// beside two others, interleaved on one server, and prints one JSON line per figure.
@main
struct JobsBench {
  static func main() async throws {
    try await run(Options(CommandLine.arguments.dropFirst()))
  }

  private static func run(_ options: Options) async throws {
    let cluster = try await PostgresCluster.shared()
    try await TestDatabase.with(configure: { $0.pool.maximum = 8 }) { database in
      let bench = JobsBench(
        options: options, database: database, peers: cluster.url(database: "peers", user: "postgres"))
      try await bench.measure()
    }
  }

  let options: Options
  let database: TestDatabase
  let peers: Redacted<String>

  private func measure() async throws {
    try await prepare()
    var rounds: [Round] = []
    for number in 1...options.rounds {
      let round = Round(
        ceiling: try await Ceiling(database, jobs: options.jobs).perSecond(),
        ours: try await Throughput(database, jobs: options.jobs).perSecond(),
        procrastinate: try peer("procrastinate"), pgqueuer: try peer("pgqueuer"))
      note("round \(number): \(round)")
      rounds.append(round)
    }
    let ours = median(rounds.map(\.ours))
    report("jobs_vs_ceiling", ours, "jobs/s", "SQL in batches of 100", median(rounds.map { $0.ours / $0.ceiling }))
    if options.python != nil {
      let ratios = rounds.map { $0.ours / max($0.procrastinate ?? 0, $0.pgqueuer ?? 0) }
      report("jobs_vs_peer", ours, "jobs/s", "the better of procrastinate and pgqueuer", median(ratios))
    }
    let pickup = try await Pickup(database, perSecond: 300, seconds: 10).p95()
    report("jobs_pickup_p95_ms", pickup, "ms", "300 jobs/s", nil)
  }

  private func prepare() async throws {
    try await database.define(Ceiling.table)
    guard options.python != nil else { return }
    let admin = try await AdminConnection.open(
      database.cluster.url(database: "postgres", user: "postgres"), reactor: database.reactor)
    try await admin.run("CREATE DATABASE peers")
    admin.close()
  }

  /// Runs `peers.py`, which prints jobs per second as its last line.
  private func peer(_ name: String) throws -> Double? {
    guard let python = options.python else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [options.script, name, peers.reveal(), String(options.peerJobs)]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard let last = text.split(separator: "\n").last, let rate = Double(last) else {
      throw Problem(.internal, "\(name) did not say how fast it was")
    }
    return rate
  }
}

struct Round: CustomStringConvertible {
  let ceiling: Double
  let ours: Double
  let procrastinate: Double?
  let pgqueuer: Double?

  var description: String {
    "ceiling \(Int(ceiling)), ours \(Int(ours)), procrastinate \(Int(procrastinate ?? 0)), pgqueuer \(Int(pgqueuer ?? 0)) per second"
  }
}

struct Options {
  var python: String?
  var rounds = 5
  var jobs = 30_000
  var peerJobs = 3_000
  var script = "bench/jobs/peers.py"

  init(_ arguments: ArraySlice<String>) {
    var rest = Array(arguments)
    while rest.count >= 2 {
      switch rest[0] {
      case "--python": python = rest[1]
      case "--rounds": rounds = Int(rest[1]) ?? rounds
      case "--jobs": jobs = Int(rest[1]) ?? jobs
      case "--peer-jobs": peerJobs = Int(rest[1]) ?? peerJobs
      default: break
      }
      rest.removeFirst(2)
    }
  }
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func note(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

func report(_ name: String, _ value: Double, _ unit: String, _ against: String, _ ratio: Double?) {
  let rounded = (value * 100).rounded() / 100
  let shown = ratio.map { String(($0 * 1000).rounded() / 1000) } ?? "null"
  let line = #"{"name":"\#(name)","value":\#(rounded),"unit":"\#(unit)","against":"\#(against)","ratio":\#(shown)}"#
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
