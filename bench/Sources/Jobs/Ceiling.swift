import Database
import Foundation
import Jobs
import Kernel
import TestKit

/// What the server can do with rows like ours: a table with the columns, checks and indexes of `system.jobs`, claimed and
/// completed by plain SQL in batches of 100 on two connections. No leases are renewed, no handler runs.
struct Ceiling {
  static let table = """
    CREATE TABLE system.bench_queue (LIKE system.jobs INCLUDING ALL);
    GRANT ALL ON system.bench_queue TO starling_worker;
    """

  private let database: TestDatabase
  private let jobs: Int

  init(_ database: TestDatabase, jobs: Int) {
    self.database = database
    self.jobs = jobs
  }

  func perSecond() async throws -> Double {
    try await database.define("TRUNCATE system.bench_queue")
    try await database.worker.execute(Self.fill, jobs)
    try await database.tidy()
    let began = TimeSource.system.monotonic()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<2 { group.addTask { try await drain() } }
      try await group.waitForAll()
    }
    return Double(jobs) / (TimeSource.system.monotonic() - began).seconds
  }

  private func drain() async throws {
    while true {
      let ids = try await database.worker.query(Self.claim)
      guard !ids.isEmpty else { return }
      try await database.worker.execute(Self.complete, ids)
    }
  }

  private static let fill = Statement<Int, Void>.system(
    "bench.fill",
    """
    INSERT INTO system.bench_queue (id, org_id, kind, version, args, max_attempts, actor)
    SELECT lpad(to_hex(n), 32, '0')::uuid, '00000000-0000-0000-0000-000000000001', 'noop', 1, '{"n": 1}', 25, 'system:test'
    FROM generate_series(1, $1::integer) n
    """,
    by: .worker, bind: { $1.append($0) })
  private static let claim = Statement<Void, JobID>.system(
    "bench.claim",
    """
    UPDATE system.bench_queue
    SET attempt = attempt + 1, lease = lease + 1, lease_until = now() + interval '15 s'
    WHERE id = ANY (ARRAY(
      SELECT id FROM system.bench_queue
      WHERE kind = 'noop' AND version = 1 AND state = 'live' AND run_at <= now() AND lease_until < now()
      ORDER BY priority, run_at LIMIT 100 FOR UPDATE SKIP LOCKED))
    RETURNING id
    """,
    by: .worker, row: { try $0.id() })
  private static let complete = Statement<[JobID], Void>.system(
    "bench.complete",
    "UPDATE system.bench_queue SET state = 'done', finished_at = now() WHERE id = ANY ($1::uuid[])", by: .worker,
    bind: { $1.append(ids: $0) })
}

extension TestDatabase {
  /// What autovacuum would do by itself in time: before each turn, for whoever's turn it is.
  func tidy() async throws { try await asSuperuser { try await $0.run("VACUUM ANALYZE") } }
}
