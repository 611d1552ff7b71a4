import Contracts
import Database
import Foundation
import Insights
import Kernel
import TestKit
import Testing

@Suite("Recording numbers")
struct RecordMetricsTests {
  @Test("every statement is right on the migrated schema")
  func statements() async throws {
    try await TestDatabase.with { database in
      try await database.asSuperuser { connection in
        try await #expect(StatementCheck(connection).faults(Insights.statements) == [])
        try await #expect(
          Catalogue(connection).faults().filter { $0.contains("metric") || $0.contains("report") } == [])
      }
    }
  }

  @Test("the newest number counts, whatever the order of arrival and however often it comes")
  func anyOrder() async throws {
    try await Stage.with { stage in
      let (one, two) = (stage.item(), stage.item())
      try await stage.takeUp([one, two])
      let start = stage.clock.now.addingTimeInterval(-3000)
      let observations = (0..<12).map { step in
        Observation(
          publication: step.isMultiple(of: 2) ? one.publication : two.publication,
          observedAt: start.addingTimeInterval(Double(step) * 200),
          values: MetricValues(likes: step * 10, saves: step == 4 ? 7 : nil))
      }
      for observation in observations.reversed() + observations.shuffled() + observations {
        try await RecordMetrics(stage.parts).run([observation], as: stage.tenant)
      }
      try await RecordMetrics(stage.parts).run(observations + observations, as: stage.tenant)
      let found = try await stage.list(.publication).items
      let byID = Dictionary(uniqueKeysWithValues: found.map { ($0.publicationID, $0) })
      #expect(byID[one.publication]?.likes == 100)
      #expect(byID[two.publication]?.likes == 110)
      #expect(byID[one.publication]?.saves == 7)
      #expect(byID[two.publication]?.saves == nil)
      let rows = try await stage.database.asSuperuser { try await $0.rows("SELECT count(*) FROM metrics") }
      #expect(rows.first?.first == "12")
    }
  }

  @Test("a number nobody told is absent in lines and sums, and a zero is a zero")
  func missingIsNotZero() async throws {
    try await Stage.with { stage in
      let (one, two) = (stage.item(), stage.item())
      try await stage.takeUp([one, two])
      try await RecordMetrics(stage.parts).run(
        [
          Observation(publication: one.publication, observedAt: stage.clock.now, values: .init(likes: 0, shares: 3)),
          Observation(publication: two.publication, observedAt: stage.clock.now, values: .init(likes: 0)),
        ], as: stage.tenant)
      let group = try #require(try await stage.list(.platform).items.first)
      #expect(group.likes == 0)
      #expect(group.shares == 3)
      #expect(group.impressions == nil)
      #expect(group.publications == 2)
      #expect(group.reported.likes == 2)
      #expect(group.reported.shares == 1)
      #expect(group.reported.impressions == 0)
    }
  }

  @Test("each day shows what came in on it, also when an old reading arrives late or a counter goes down")
  func gains() async throws {
    try await Stage.with { stage in
      let item = stage.item(ago: 4 * 86_400)
      try await stage.takeUp([item])
      func observe(_ daysAgo: Double, _ likes: Int?) async throws {
        try await RecordMetrics(stage.parts).run(
          [
            Observation(
              publication: item.publication, observedAt: stage.clock.now.addingTimeInterval(-daysAgo * 86_400),
              values: MetricValues(likes: likes, comments: 1))
          ], as: stage.tenant)
      }
      try await observe(3, 10)
      try await observe(1, 25)
      try await #expect(stage.list(.day).items.map(\.likes) == [10, 15])
      try await observe(2, 18)
      try await #expect(stage.list(.day).items.map(\.likes) == [10, 8, 7])
      try await observe(0, 20)
      try await #expect(stage.list(.day).items.map(\.likes) == [10, 8, 7, -5])
      try await #expect(stage.list(.day).items.map(\.comments) == [1, 0, 0, 0])
      try await observe(2.1, nil)
      try await #expect(stage.list(.day).items.map(\.likes) == [10, 8, 7, -5])
    }
  }

  @Test("numbers for an unknown publication or another org's are left out")
  func foreign() async throws {
    try await Stage.with { stage in
      let item = stage.item()
      try await stage.takeUp([item])
      let stranger = try await stage.database.makeTenant()
      let observation = Observation(
        publication: item.publication, observedAt: stage.clock.now, values: MetricValues(likes: 5))
      let unknown = Observation(
        publication: IDSource.system.new(), observedAt: stage.clock.now, values: MetricValues(likes: 5))
      try await #expect(RecordMetrics(stage.parts).run([observation], as: stranger) == [])
      try await #expect(RecordMetrics(stage.parts).run([unknown], as: stage.tenant) == [])
      try await #expect(RecordMetrics(stage.parts).run([unknown, observation], as: stage.tenant) == [item.publication])
      try await #expect(stage.list(.publication).items.map(\.likes) == [5])
    }
  }

  @Test(
    "a number or a moment that cannot be is refused and nothing is stored",
    arguments: [
      (MetricValues(likes: -1), 0.0, "/1/likes"), (MetricValues(clicks: 2_000_000_000_000), 0, "/1/clicks"),
      (MetricValues(), 0, "/1"), (MetricValues(likes: 1), 3600, "/1/observed_at"),
      (MetricValues(likes: 1), -2_000_000_000, "/1/observed_at"),
    ])
  func refuses(_ values: MetricValues, _ ahead: Double, _ pointer: String) async throws {
    try await Stage.with { stage in
      let item = stage.item()
      try await stage.takeUp([item])
      let good = Observation(
        publication: item.publication, observedAt: stage.clock.now, values: MetricValues(likes: 1))
      let bad = Observation(
        publication: item.publication, observedAt: stage.clock.now.addingTimeInterval(ahead), values: values)
      do {
        try await RecordMetrics(stage.parts).run([good, bad], as: stage.tenant)
        Issue.record("it was accepted")
      } catch let problem as Problem {
        #expect(problem.fields.map(\.pointer) == [pointer])
      }
      try await #expect(stage.list(.publication).items.map(\.likes) == [nil])
    }
  }

  @Test("the list pages without gap or repeat, newest first, and a foreign cursor is refused")
  func pages() async throws {
    try await Stage.with { stage in
      let items = (1...7).map { stage.item(ago: Double($0) * 600) }
      try await stage.takeUp(items)
      var seen: [PublicationID?] = []
      var after: Cursor?
      repeat {
        let page = try await stage.list(.publication, limit: 3, after: after)
        seen += page.items.map(\.publicationID)
        after = page.next
      } while after != nil
      #expect(seen == items.map(\.publication))
      let foreign = Cursor(list: "brands", values: ["x"])
      await #expect(throws: Problem.self) { try await stage.list(.publication, after: foreign) }
    }
  }
}
