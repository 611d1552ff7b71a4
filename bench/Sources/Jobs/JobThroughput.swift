import Database
import Foundation
import Jobs
import Kernel
import TestKit

/// No-op jobs per second, beside the SQL that any queue on Postgres stands on and beside two other queues, which
/// take turns on one server.
struct JobThroughput: Measurement {
  static let ceiling = "jobs_vs_ceiling"
  static let peer = "jobs_vs_peer"
  let figures = [ceiling, peer]
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  func run(_ wanted: Set<String>) async throws -> [Figure] {
    try await TestDatabase.with(configure: { $0.pool.maximum = 8 }) { database in
      try await database.define(Ceiling.table)
      if wanted.contains(Self.peer) { try await database.asPostgres { try await $0.run("CREATE DATABASE peers") } }
      var rounds: [Round] = []
      for number in 1...scale.rounds {
        let round = try await round(database, wanted)
        Report.note("round \(number): \(round)")
        rounds.append(round)
      }
      return figures(rounds).filter { wanted.contains($0.name) }
    }
  }

  private func round(_ database: TestDatabase, _ wanted: Set<String>) async throws -> Round {
    var round = Round(
      ceiling: try await Ceiling(database, jobs: scale.jobs).perSecond(),
      ours: try await Throughput(database, jobs: scale.jobs).perSecond())
    guard wanted.contains(Self.peer) else { return round }
    round.procrastinate = try await peer("procrastinate", scale.slowPeerJobs, database)
    round.pgqueuer = try await peer("pgqueuer", scale.peerJobs, database)
    return round
  }

  private func figures(_ rounds: [Round]) -> [Figure] {
    let ours = rounds.map(\.ours).median
    let best = rounds.map { max($0.procrastinate, $0.pgqueuer) }
    return [
      Figure(
        Self.ceiling, ours, "jobs/s", against: "SQL in batches of 100 on the same rows",
        ratio: rounds.map { $0.ours / $0.ceiling }.median, goal: .ratioAtLeast(0.35)),
      Figure(
        Self.peer, ours, "jobs/s", against: "the better of procrastinate and pgqueuer",
        ratio: zip(rounds, best).map { $0.ours / $1 }.median, goal: .ratioAtLeast(2)),
    ]
  }

  private func peer(_ name: String, _ jobs: Int, _ database: TestDatabase) async throws -> Double {
    struct Rate: Decodable { var perSecond: Double }
    let dsn = database.cluster.url(database: "peers", user: "postgres").reveal()
    let command = try Python.command("jobs.py", [name, dsn, String(jobs)])
    let (child, rate) = try await ChildServer.start(command, as: Rate.self)
    await child.stop()
    return rate.perSecond
  }
}

private struct Round: CustomStringConvertible {
  var ceiling: Double
  var ours: Double
  var procrastinate = 0.0
  var pgqueuer = 0.0

  var description: String {
    "ceiling \(Int(ceiling)), ours \(Int(ours)), procrastinate \(Int(procrastinate)), pgqueuer \(Int(pgqueuer)) per second"
  }
}

extension TestDatabase {
  /// On the server's own database, as its superuser.
  fileprivate func asPostgres(_ body: (AdminConnection) async throws -> Void) async throws {
    let connection = try await AdminConnection.open(
      cluster.url(database: "postgres", user: "postgres"), reactor: reactor)
    defer { connection.close() }
    try await body(connection)
  }
}
