import Contracts
import Database
import Foundation
import Kernel
import TestKit
import Testing

@testable import Insights

@Suite("Reports")
struct ReportTests {
  @Test(
    "CSV cells are quoted by RFC 4180 and cannot run as formulas",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""),
      ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
      ("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\""), ("ünï 😀", "ünï 😀"),
    ])
  func cells(_ text: String, _ expected: String) {
    var csv = CSV()
    csv.add([.text(text), .number(-5), .empty])
    #expect(String(decoding: csv.bytes, as: UTF8.self) == expected + ",-5,\r\n")
  }

  @Test("a link opens its own file until it expires")
  func link() throws {
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    let link = ReportLink(
      org: IDSource.system.new(), report: IDSource.system.new(), file: "report_1-aa.csv",
      expires: now.addingTimeInterval(900))
    let url = link.url("https://starling.example", HashVault())
    let signature = try #require(url.split(separator: "=").last.map(String.init))
    try link.check(signature, HashVault(), at: now)
    #expect(throws: Problem.self) { try link.check(signature, HashVault(), at: now.addingTimeInterval(900)) }
    var other = link
    other.file = "report_1-bb.csv"
    #expect(throws: Problem.self) { try other.check(signature, HashVault(), at: now) }
    other = link
    other.org = IDSource.system.new()
    #expect(throws: Problem.self) { try other.check(signature, HashVault(), at: now) }
    other = link
    other.expires = now.addingTimeInterval(9000)
    #expect(throws: Problem.self) { try other.check(signature, HashVault(), at: now) }
    #expect(throws: Problem.self) { try link.check("", HashVault(), at: now) }
  }

  @Test("asking stores the report with its job, and bad periods are refused")
  func asks() async throws {
    try await Stage.with { stage in
      let act = CreateReport(stage.parts)
      let now = stage.clock.now
      let report = try await act.run(
        brand: stage.brand, from: now.addingTimeInterval(-86_400), to: now, formats: [.csv], as: stage.tenant)
      let found = try await stage.database.app.first(ReportStatements.byID, report.id, as: stage.tenant)
      #expect(found?.state == .queued)
      #expect(found?.formats == [.csv])
      let jobs = try await stage.database.asSuperuser {
        try await $0.rows("SELECT subject FROM system.jobs WHERE kind = 'report'")
      }
      #expect(jobs.map { $0.first ?? nil } == [report.id.description])
      for (from, to) in [(0.0, 0.0), (0, -5), (-4000 * 86_400, 0)] {
        await #expect(throws: Problem.self) {
          try await act.run(
            brand: nil, from: now.addingTimeInterval(from), to: now.addingTimeInterval(to), formats: [.csv],
            as: stage.tenant)
        }
      }
      var limited = stage.tenant
      limited.brands = .only([stage.brand])
      await #expect(throws: Problem.self) {
        try await act.run(brand: nil, from: now.addingTimeInterval(-60), to: now, formats: [.csv], as: limited)
      }
    }
  }

  @Test("the table has one row per publication and number, empty where unknown")
  func table() {
    let item = PublishedItem(
      publication: IDSource.system.new(), post: IDSource.system.new(), brand: IDSource.system.new(),
      connector: IDSource.system.new(), platform: "mastodon", externalID: "1", url: nil,
      publishedAt: Date(timeIntervalSince1970: 0))
    let series = MetricSeries(
      item: item, observedAt: nil, goneAt: nil, misses: 0, values: MetricValues(likes: 0, shares: 2))
    let rows = ReportTable.rows(MetricReply(series))
    #expect(rows.map { $0.last } == [.number(0), .empty, .number(2), .empty, .empty, .empty])
    #expect(rows.allSatisfy { $0.count == ReportTable.header.count })
  }
}
