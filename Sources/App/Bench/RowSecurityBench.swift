package import Database
import Foundation
package import Kernel

/// What row-level security costs: a page of 20 rows from a protected table against the same page from
/// a plain one with the same explicit filter, through the same pipeline, taking turns.
package struct RowSecurityBench: Sendable {
  package struct Figures: Sendable, Equatable {
    /// Medians of the rounds' p50, in microseconds.
    package var protected: Double
    package var plain: Double
    /// Median of the rounds' ratios: `rls_vs_filter_p50`.
    package var ratio: Double
  }

  private let app: Database
  private let owner: AdminConnection
  private let time: TimeSource

  /// `app` and `owner` log in to the same scratch database, which has been migrated; `owner` may
  /// become starling_owner.
  package init(app: Database, owner: AdminConnection, time: TimeSource = .system) {
    self.app = app
    self.owner = owner
    self.time = time
  }

  /// Makes both tables with `rows` rows of 100 orgs, measures, and drops them.
  package func run(rows: Int = 100_000, rounds: Int = 7, pages: Int = 2000) async throws -> Figures {
    try await owner.run(Self.tables(rows))
    let orgs = try await owner.rows("SELECT DISTINCT org_id FROM bench_plain ORDER BY 1").compactMap { row in
      row.first.flatMap { $0 }.flatMap(Self.org)
    }
    let tenants = orgs.map { TenantContext(org: $0, brands: .all, actor: .system("bench")) }
    _ = try await round(Self.protected, tenants, pages / 4)
    _ = try await round(Self.plain, tenants, pages / 4)
    var measured: [(protected: Double, plain: Double)] = []
    for number in 0..<rounds { measured.append(try await pair(number, tenants, pages)) }
    try await owner.run("SET ROLE starling_owner; DROP TABLE bench_protected, bench_plain")
    return Figures(
      protected: Self.median(measured.map(\.protected)), plain: Self.median(measured.map(\.plain)),
      ratio: Self.median(measured.map { $0.protected / $0.plain }))
  }

  private func pair(
    _ number: Int, _ tenants: [TenantContext], _ pages: Int
  ) async throws -> (protected: Double, plain: Double) {
    if number.isMultiple(of: 2) {
      let protected = try await round(Self.protected, tenants, pages)
      return (protected, try await round(Self.plain, tenants, pages))
    }
    let plain = try await round(Self.plain, tenants, pages)
    return (try await round(Self.protected, tenants, pages), plain)
  }

  /// The p50 of one round in microseconds.
  private func round(
    _ statement: Statement<Void, String>, _ tenants: [TenantContext], _ pages: Int
  ) async throws -> Double {
    var times: [Double] = []
    for page in 0..<pages {
      let start = time.monotonic()
      _ = try await app.query(statement, as: tenants[page % tenants.count])
      let took = (time.monotonic() - start).components
      times.append(Double(took.seconds) * 1e6 + Double(took.attoseconds) / 1e12)
    }
    return Self.median(times)
  }

  private static func org(_ text: String) -> OrgID? { UUID(uuidString: text).map { ID($0) } }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  private static let protected = page("bench.protected", of: "bench_protected")
  private static let plain = page("bench.plain", of: "bench_plain")

  private static func page(_ name: String, of table: String) -> Statement<Void, String> {
    .tenant(
      name, "SELECT title FROM \(table) WHERE org_id = $1 ORDER BY created_at DESC, id LIMIT 20",
      row: { try $0.string() })
  }

  private static func tables(_ rows: Int) -> String {
    ["bench_protected", "bench_plain"].map { table in
      """
      SET ROLE starling_owner; SET search_path = public;
      DROP TABLE IF EXISTS \(table);
      CREATE TABLE \(table) (
        org_id uuid NOT NULL, id uuid NOT NULL, brand_id uuid NOT NULL, title text NOT NULL,
        created_at timestamptz NOT NULL, PRIMARY KEY (org_id, id));
      INSERT INTO \(table) SELECT md5('org' || i % 100)::uuid, md5('row' || i)::uuid, md5('brand' || i % 1000)::uuid,
        'A post with a title of usual length, number ' || i, '2026-01-01'::timestamptz + i * interval '1 second'
        FROM generate_series(1, \(rows)) AS i;
      CREATE INDEX ON \(table) (org_id, created_at DESC, id);
      GRANT SELECT ON \(table) TO starling_app;
      """
    }.joined(separator: "\n")
      + "\nSELECT system.protect('bench_protected'); RESET ROLE; ANALYZE bench_protected; ANALYZE bench_plain;"
  }
}
