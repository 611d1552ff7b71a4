import Database
import Foundation
import Jobs
import Kernel
import TestKit

/// What the server can do: a queue with nothing but an id, a state and a payload, claimed and completed by
/// plain SQL in batches of 100 on two connections.
struct Ceiling {
  static let table = """
    CREATE TABLE system.bench_queue (id bigserial PRIMARY KEY, state text NOT NULL DEFAULT 'ready', payload jsonb);
    CREATE INDEX ON system.bench_queue (id) WHERE state = 'ready';
    GRANT ALL ON system.bench_queue TO starling_worker; GRANT ALL ON SEQUENCE system.bench_queue_id_seq TO starling_worker;
    """

  private let database: TestDatabase
  private let jobs: Int

  init(_ database: TestDatabase, jobs: Int) {
    self.database = database
    self.jobs = jobs
  }

  func perSecond() async throws -> Double {
    try await database.worker.execute(Self.empty)
    try await database.worker.execute(Self.fill, jobs)
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

  private static let empty = Statement<Void, Void>.system("bench.empty", "DELETE FROM system.bench_queue", by: .worker)
  private static let fill = Statement<Int, Void>.system(
    "bench.fill",
    "INSERT INTO system.bench_queue (payload) SELECT '{\"n\": 1}' FROM generate_series(1, $1::integer)", by: .worker,
    bind: { $1.append($0) })
  private static let claim = Statement<Void, Int>.system(
    "bench.claim",
    """
    UPDATE system.bench_queue SET state = 'running' WHERE id IN (
      SELECT id FROM system.bench_queue WHERE state = 'ready' ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
    RETURNING id
    """,
    by: .worker, row: { try $0.int() })
  private static let complete = Statement<[Int], Void>.system(
    "bench.complete", "UPDATE system.bench_queue SET state = 'done' WHERE id = ANY ($1::bigint[])", by: .worker,
    bind: { $1.append(ints: $0) })
}
