import App
import TestKit

/// What row-level security costs a page of 20 rows.
struct RowSecurity: Measurement {
  let figures = ["rls_vs_filter_p50"]
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  func run(_ wanted: Set<String>) async throws -> [Figure] {
    try await TestDatabase.with { database in
      try await database.asSuperuser { owner in
        let figures = try await RowSecurityBench(app: database.app, owner: owner)
          .run(rows: scale.rows, rounds: max(3, scale.rounds), pages: scale.pages)
        return [
          Figure(
            self.figures[0], figures.protected, "us", against: "the same filter without row-level security",
            ratio: figures.ratio, goal: .ratioAtMost(1.25))
        ]
      }
    }
  }
}
