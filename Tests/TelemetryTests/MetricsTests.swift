import CoreMetrics
import Foundation
import Testing

@testable import Telemetry

@Suite("Metrics")
struct MetricsTests {
  private let registry = MetricsRegistry()

  @Test("a counter shows under its name with _total and sorted labels")
  func counter() {
    let counter = registry.makeCounter(label: "http.requests", dimensions: [("status", "200"), ("method", "GET")])
    counter.increment(by: 2)
    registry.makeCounter(label: "http.requests", dimensions: [("method", "GET"), ("status", "200")]).increment(by: 1)
    #expect(registry.prometheusText.contains("# TYPE http_requests_total counter"))
    #expect(registry.prometheusText.contains("http_requests_total{method=\"GET\",status=\"200\"} 3\n"))
  }

  @Test("a timer is a histogram in seconds with cumulative buckets")
  func timer() {
    let timer = registry.makeTimer(label: "job_duration", dimensions: [])
    timer.recordNanoseconds(3_000_000)
    timer.recordNanoseconds(70_000_000_000)
    let text = registry.prometheusText
    #expect(text.contains("job_duration_seconds_bucket{le=\"0.0025\"} 0\n"))
    #expect(text.contains("job_duration_seconds_bucket{le=\"0.005\"} 1\n"))
    #expect(text.contains("job_duration_seconds_bucket{le=\"60\"} 1\n"))
    #expect(text.contains("job_duration_seconds_bucket{le=\"+Inf\"} 2\n"))
    #expect(text.contains("job_duration_seconds_sum 70.003\n"))
    #expect(text.contains("job_duration_seconds_count 2\n"))
  }

  @Test("a value on a bucket's bound belongs to it")
  func bound() {
    registry.makeTimer(label: "edge", dimensions: []).recordNanoseconds(1_000_000)
    #expect(registry.prometheusText.contains("edge_seconds_bucket{le=\"0.001\"} 1\n"))
  }

  @Test("a gauge keeps its last value")
  func gauge() {
    let gauge = registry.makeMeter(label: "pool_open", dimensions: [])
    gauge.set(Int64(8))
    gauge.set(2.5)
    #expect(registry.prometheusText.contains("# TYPE pool_open gauge\npool_open 2.5\n"))
  }

  @Test("quotes, backslashes and new lines in a label are escaped")
  func escaping() {
    registry.makeCounter(label: "odd", dimensions: [("why", "a\"b\\c\nd")]).increment(by: 1)
    #expect(registry.prometheusText.contains("odd_total{why=\"a\\\"b\\\\c\\nd\"} 1\n"))
  }

  @Test("one name never has two types")
  func oneType() {
    registry.makeMeter(label: "mixed_total", dimensions: []).set(Int64(1))
    registry.makeCounter(label: "mixed", dimensions: []).increment(by: 1)
    #expect(registry.prometheusText.components(separatedBy: "# TYPE mixed_total").count == 2)
  }

  @Test(
    "promtool finds nothing to complain about",
    .enabled(if: Promtool.path != nil, "make test puts promtool in .runtime"))
  func promtool() throws {
    counter()
    timer()
    gauge()
    escaping()
    let path = try #require(Promtool.path)
    #expect(try Promtool.check(path, registry.prometheusText) == "")
  }
}

enum Promtool {
  static let path: String? = {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    let candidates = [
      checkout.appendingPathComponent(".runtime/promtool/promtool").standardizedFileURL.path, "/usr/bin/promtool",
    ]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// What it says; nothing when all is well.
  static func check(_ path: String, _ text: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["check", "metrics"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let words = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: words, as: UTF8.self)
  }
}
