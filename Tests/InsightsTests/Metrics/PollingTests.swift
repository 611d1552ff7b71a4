import Contracts
import Database
import Foundation
import Kernel
import TestKit
import Testing

@testable import Insights

@Suite("Polling")
struct PollingTests {
  @Test("young posts are read often, old ones rarely, and after 90 days never")
  func curve() {
    let start = Date(timeIntervalSince1970: 0)
    let waits = [60, 7200, 86_400 * 2, 86_400 * 20, 86_400 * 80].map { age in
      let now = start.addingTimeInterval(Double(age))
      return AgeCurve.next(publishedAt: start, after: now)?.timeIntervalSince(now)
    }
    #expect(waits == [300, 900, 10_800, 86_400, 604_800])
    #expect(AgeCurve.next(publishedAt: start, after: start.addingTimeInterval(91 * 86_400)) == nil)
    #expect(AgeCurve.next(publishedAt: start, after: start, misses: 2)?.timeIntervalSince(start) == 1200)
    #expect(AgeCurve.next(publishedAt: start, after: start, misses: 99)?.timeIntervalSince(start) == 2400)
  }

  @Test("the sweep takes up what was published once and starts one read per account")
  func sweep() async throws {
    try await Stage.with { stage in
      let items = [stage.item(), stage.item()]
      await stage.published.add(items)
      try await #expect(SweepMetrics(stage.parts).run(as: stage.tenant) == 2)
      try await SweepMetrics(stage.parts).run(as: stage.tenant)
      let jobs = try await stage.database.asSuperuser {
        try await $0.rows("SELECT count(*) FROM system.jobs WHERE kind = 'ingest-metrics'")
      }
      #expect(jobs.first?.first == "2")
      try await #expect(stage.list(.publication).items.count == 2)
    }
  }

  /// What is planned after a reading of one post, and what is stored of it.
  private func store(
    _ reading: MetricsReading, _ items: [PublishedItem], misses: Int = 0, _ stage: Stage
  ) async throws -> [PublicationID: [String?]] {
    let due = items.map {
      MetricSeries(
        item: $0, observedAt: nil, goneAt: nil, misses: misses, nextPollAt: stage.clock.now, values: MetricValues())
    }
    try await stage.database.worker.transaction(as: stage.tenant) { tx in
      try await IngestMetricsJob(stage.parts).store(reading, due, at: stage.clock.now, in: tx)
    }
    let rows = try await stage.database.asSuperuser {
      try await $0.rows(
        """
        SELECT publication_id::text, extract(epoch FROM next_poll_at - polled_at)::int, misses, gone_at IS NOT NULL, likes
        FROM metric_series
        """)
    }
    let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", Array($0.dropFirst())) })
    return items.reduce(into: [:]) {
      $0[$1.publication] = byID[$1.publication.uuid.uuidString.lowercased()]
    }
  }

  @Test("a read stores numbers, plans the next one, and lets go of posts that are gone")
  func stores() async throws {
    try await Stage.with { stage in
      let (alive, gone, silent) = (stage.item(), stage.item(), stage.item())
      try await stage.takeUp([alive, gone, silent])
      let reading = MetricsReading(
        observedAt: stage.clock.now, values: [alive.publication: MetricValues(likes: 4)], gone: [gone.publication])
      let rows = try await store(reading, [alive, gone, silent], misses: 1, stage)
      #expect(rows[alive.publication] == ["900", "0", "f", "4"])
      #expect(rows[gone.publication] == [nil, "2", "t", nil])
      #expect(rows[silent.publication] == ["3600", "2", "f", nil])
      let events = try await stage.database.asSuperuser {
        try await $0.rows(
          """
          SELECT resource, (payload ->> 'next_due_at')::timestamptz - (payload ->> 'due_at')::timestamptz
          FROM system.outbox WHERE subject = 'metrics.ingested'
          """)
      }
      #expect(events == [[alive.publication.description, "00:15:00"]])
    }
  }

  @Test("a post that its platform does not show yet is not taken for a deleted one")
  func notIndexed() async throws {
    try await Stage.with { stage in
      let (new, old) = (stage.item(ago: 30), stage.item())
      try await stage.takeUp([new, old])
      func absent(_ misses: Int) async throws -> [PublicationID: [String?]] {
        let reading = MetricsReading(
          observedAt: stage.clock.now, values: [:], gone: [new.publication, old.publication])
        return try await store(reading, [new, old], misses: misses, stage)
      }
      let first = try await absent(0)
      #expect(first[new.publication] == ["600", "1", "f", nil])
      #expect(first[old.publication] == ["1800", "1", "f", nil])
      let second = try await absent(1)
      #expect(second[new.publication]?[2] == "f", "30 seconds old")
      #expect(second[old.publication]?[2] == "t")
    }
  }
}
