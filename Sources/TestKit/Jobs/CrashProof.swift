import Database
package import Foundation
import Glibc
package import Jobs
package import Kernel
import Logging
import Synchronization

/// Kills workers with -9 in the middle of their jobs, again and again, and then counts: every job's
/// effect must be there exactly once, and every job that a killed worker held must have started again
/// within the lease.
package struct CrashProof: Sendable {
  package var kills: Int
  package var lease: Duration
  package var workers: Int
  /// The program that runs a worker: `jobs-crashtest`.
  package var program: URL

  package init(kills: Int, lease: Duration, workers: Int = 4, program: URL) {
    self.kills = kills
    self.lease = lease
    self.workers = workers
    self.program = program
  }

  package struct Report: Codable, Sendable {
    package var kills: Int
    package var jobs: Int
    /// Jobs that a killed worker held.
    package var interrupted: Int
    package var lost: Int
    package var doubled: Int
    /// Interrupted jobs that did not start again within the lease.
    package var late: Int
    package var slowestRestartMs: Int
  }

  package func run(on database: TestDatabase) async throws -> Report {
    try await database.define(Self.tables)
    let tenant = try await database.makeTenant()
    var children: [CrashChild] = []
    defer { for child in children { child.kill() } }
    for _ in 0..<workers { children.append(try CrashChild(program, database, tenant, lease)) }
    var jobs = 0
    for round in 0..<kills {
      try await database.app.transaction(as: tenant) { tx in
        try await tx.enqueue(batch: (jobs..<jobs + 20).map { CrashJob(n: $0) })
      }
      jobs += 20
      let victim = round % workers
      let held = try await interrupt(children[victim], on: database)
      try await database.worker.execute(Self.remember, held, as: tenant)
      children[victim] = try CrashChild(program, database, tenant, lease)
    }
    while try await database.worker.first(Self.live) != 0 { try await TimeSource.system.sleep(.milliseconds(20)) }
    return try await report(jobs, database, tenant)
  }

  /// Kills a worker while it holds jobs; what it held, by its own account with the database.
  private func interrupt(_ child: CrashChild, on database: TestDatabase) async throws -> UUID {
    let worker = try await child.worker()
    while try await database.worker.first(Self.held, worker) == 0 {
      try await TimeSource.system.sleep(.milliseconds(5))
    }
    child.kill()
    return worker
  }

  private func report(_ jobs: Int, _ database: TestDatabase, _ tenant: TenantContext) async throws -> Report {
    let effects = try await database.worker.first(Self.effects, as: tenant) ?? (0, 0)
    let restarts = try await database.worker.query(Self.restarts, as: tenant)
    let promised = Int(lease.seconds * 1000)
    return Report(
      kills: kills, jobs: jobs, interrupted: restarts.count, lost: jobs - effects.1, doubled: effects.0 - effects.1,
      late: restarts.count { $0 > promised }, slowestRestartMs: restarts.max() ?? 0)
  }

  private static let tables = """
    CREATE TABLE crash_runs (org_id uuid NOT NULL, job uuid, attempt int, started timestamptz DEFAULT clock_timestamp());
    CREATE TABLE crash_effects (org_id uuid NOT NULL, n int, job uuid);
    CREATE TABLE crash_interrupted (org_id uuid NOT NULL, job uuid, attempt int, killed timestamptz DEFAULT clock_timestamp());
    SELECT system.protect('crash_runs'), system.protect('crash_effects'), system.protect('crash_interrupted');
    """

  private static let held = Statement<UUID, Int>.system(
    "crash.held",
    "SELECT count(*) FROM system.jobs WHERE worker = $1 AND state = 'live' AND lease_until > clock_timestamp()",
    by: .worker, bind: { $1.append(uuid: $0) }, row: { try $0.int() })

  private static let live = Statement<Void, Int>.system(
    "crash.live", "SELECT count(*) FROM system.jobs WHERE state = 'live'", by: .worker, row: { try $0.int() })

  /// A killed worker's last statement may still have been under way: what it finished is not held.
  private static let remember = Statement<UUID, Void>.tenant(
    "crash.remember",
    """
    INSERT INTO crash_interrupted (org_id, job, attempt)
    SELECT $1, id, attempt FROM system.jobs
    WHERE worker = $2 AND state = 'live' AND lease_until > clock_timestamp()
    """,
    by: .worker, bind: { $1.append(uuid: $0) })

  private static let effects = Statement<Void, (Int, Int)>.tenant(
    "crash.effects", "SELECT count(*), count(DISTINCT n) FROM crash_effects WHERE org_id = $1", by: .worker,
    row: { (try $0.int(), try $0.int()) })

  /// Milliseconds from the kill to the next start; one without a next start that has no effect either
  /// shows as lost.
  private static let restarts = Statement<Void, Int>.tenant(
    "crash.restarts",
    """
    SELECT coalesce((extract(epoch FROM min(r.started) - i.killed) * 1000)::int, 0)
    FROM crash_interrupted i
    LEFT JOIN crash_runs r ON r.org_id = $1 AND r.job = i.job AND r.attempt > i.attempt
    WHERE i.org_id = $1 GROUP BY i.job, i.attempt, i.killed
    """,
    by: .worker, row: { try $0.int() })
}

/// A job whose effect is a row.
package struct CrashJob: JobArgs {
  package static let kind = "crash"
  package static let retry = RetryPolicy(maxAttempts: 1000, first: .milliseconds(50))
  package var n: Int
  package init(n: Int) { self.n = n }
}

package struct CrashHandler: JobHandler {
  private let time: TimeSource
  private let random: RandomSource

  package init(time: TimeSource = .system, random: RandomSource = .system) {
    self.time = time
    self.random = random
  }

  package func run(_ args: CrashJob, _ context: JobContext) async throws -> JobOutcome {
    try await context.database.execute(Self.started, (context.job, context.attempt), as: context.tenant)
    try await time.sleep(.milliseconds(200 * random.unit()))
    try await context.database.transaction(as: context.tenant) { tx in
      try await tx.execute(Self.effect, (args.n, context.job))
      try await context.complete(in: tx)
    }
    return .done
  }

  private static let started = Statement<(JobID, Int), Void>.tenant(
    "crash.started", "INSERT INTO crash_runs (org_id, job, attempt) VALUES ($1, $2, $3)", by: .worker,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    })

  private static let effect = Statement<(Int, JobID), Void>.tenant(
    "crash.effect", "INSERT INTO crash_effects (org_id, n, job) VALUES ($1, $2, $3)", by: .worker,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    })
}

/// A worker in a process of its own.
private final class CrashChild: Sendable {
  private let process: Process
  private let said = Recorder<UUID>()

  init(_ program: URL, _ database: TestDatabase, _ tenant: TenantContext, _ lease: Duration) throws {
    process = Process()
    process.executableURL = program
    process.arguments = ["worker", database.url(.worker).reveal(), String(Int(lease.seconds * 1000))]
    let output = Pipe()
    process.standardOutput = output
    output.fileHandleForReading.readabilityHandler = { [said] handle in
      let line = String(decoding: handle.availableData, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      if let worker = UUID(uuidString: line) { said.record(worker) }
      handle.readabilityHandler = nil
    }
    try process.run()
  }

  func worker() async throws -> UUID {
    guard let worker = await said.wait(for: 1).first else { throw Problem(.internal, "the worker did not start") }
    return worker
  }

  /// SIGKILL, and waits until the process is gone.
  func kill() {
    guard process.isRunning else { return }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
