import Foundation
import Kernel
import Logging
import Synchronization
import Testing
import Tracing

@testable import Telemetry

@Suite("Logs")
struct LogTests {
  @Test("a line is one JSON object with time, level, message and metadata")
  func oneObject() throws {
    let fields = try line { $0.info("published", metadata: ["post": "post_1", "tries": "2"]) }
    #expect(fields["message"] as? String == "published")
    #expect(fields["level"] as? String == "info")
    #expect(fields["time"] as? String == "2026-01-02T03:04:05.000Z")
    #expect(fields["post"] as? String == "post_1")
  }

  @Test("the ids of the current task are on every line")
  func context() throws {
    let job = JobID(UUID(uuidString: "01936f3e-0000-7000-8000-000000000001")!)
    var traced = ServiceContext.topLevel
    traced.traceParent = TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
    let context = LogContext(request: "01JD", job: job)
    let write = { try self.line { $0.warning("late") } }
    let fields = try LogContext.$current.withValue(context) {
      try ServiceContext.$current.withValue(traced, operation: write)
    }
    #expect(fields["request"] as? String == "01JD")
    #expect(fields["job"] as? String == job.description)
    #expect(fields["trace"] as? String == "0af7651916cd43dd8448eb211c80319c")
    #expect(fields["org"] == nil)
    let org = OrgID(UUID(uuidString: "01936f3e-0000-7000-8000-000000000002")!)
    context.org = org
    #expect(try LogContext.$current.withValue(context, operation: write)["org"] as? String == org.description)
  }

  @Test("a secret is never printed, however it is put in")
  func redacted() throws {
    let secret = Redacted("hunter2")
    let text = try raw {
      $0.error(
        "token \(secret)",
        metadata: ["token": "\(secret)", "list": ["\(secret)"], "object": .stringConvertible(secret)])
    }
    #expect(!text.contains("hunter2"))
    #expect(text.contains("[redacted]"))
  }

  @Test("no value can begin a new line, move the cursor or break the JSON")
  func hostile() throws {
    let hostile = "a\n{\"level\":\"error\"}\u{1B}[2J\u{9B}31m\u{2028}\\\"\u{0}"
    let text = try raw { $0.info("x", metadata: ["value": "\(hostile)"]) }
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x2028 })
    #expect(try object(text)["value"] as? String == hostile)
  }

  @Test("lines below the level are not written")
  func level() throws {
    let lines = Mutex<[String]>([])
    let logger = logger { line in lines.withLock { $0.append(line) } }
    logger.debug("quiet")
    #expect(lines.withLock { $0.isEmpty })
  }

  private func line(_ log: (Logger) -> Void) throws -> [String: Any] { try object(raw(log)) }

  private func raw(_ log: (Logger) -> Void) throws -> String {
    let lines = Mutex<[String]>([])
    log(logger { line in lines.withLock { $0.append(line) } })
    let all = lines.withLock { $0 }
    try #require(all.count == 1)
    return all[0]
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func logger(_ write: @escaping @Sendable (String) -> Void) -> Logger {
    let time = TimeSource(
      now: { Date(timeIntervalSince1970: 1_767_323_045) }, monotonic: { ContinuousClock.now }, sleep: { _ in })
    return Logger(label: "test") { JSONLogHandler(label: $0, level: .info, time: time, write: write) }
  }
}
