import Foundation
import Kernel
import Logging
import Synchronization
import Testing
import Tracing

@testable import Telemetry

@Suite("Traces")
struct TraceTests {
  private static let header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

  @Test("a traceparent is read and written as the standard says")
  func roundTrip() throws {
    #expect(try #require(TraceParent(Self.header)).description == Self.header)
    #expect(TraceParent("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more") != nil)
  }

  @Test(
    "what the standard calls invalid is refused",
    arguments: [
      "", "00", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      "00-00000000000000000000000000000000-b7ad6b7169203331-01",
      "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
      "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
      "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
    ])
  func invalid(header: String) { #expect(TraceParent(header) == nil) }

  @Test("a span inside another keeps the trace and names its parent")
  func nested() throws {
    let (tracer, spans) = tracer()
    var context = ServiceContext.topLevel
    tracer.extract(["traceparent": Self.header], into: &context, using: Headers())
    let outer = tracer.startSpan("request", context: context, ofKind: .server)
    let inner = tracer.startSpan("query", context: outer.context, ofKind: .client)
    inner.end()
    outer.end()
    outer.end()
    let finished = spans.withLock { $0 }
    #expect(finished.map(\.name) == ["query", "request"])
    #expect(Set(finished.map(\.place.trace)) == ["0af7651916cd43dd8448eb211c80319c"])
    #expect(finished[0].parent == finished[1].place.spanBytes)
    #expect(finished[1].parent == [0xb7, 0xad, 0x6b, 0x71, 0x69, 0x20, 0x33, 0x31])
    var carrier: [String: String] = [:]
    tracer.inject(inner.context, into: &carrier, using: Headers())
    #expect(carrier["traceparent"]?.contains(finished[0].place.span) == true)
  }

  @Test("a trace that the caller does not sample is not recorded")
  func unsampled() {
    let (tracer, spans) = tracer()
    var context = ServiceContext.topLevel
    context.traceParent = TraceParent(String(Self.header.dropLast(2)) + "00")
    tracer.startSpan("request", context: context).end()
    #expect(spans.withLock { $0.isEmpty })
  }

  @Test("without a collector nothing is kept, and what is called learns that nobody records")
  func noCollector() {
    let tracer = StarlingTracer(random: .system, finish: nil)
    let span = tracer.startSpan("request", context: .topLevel)
    span.attributes["a"] = "b"
    #expect(!span.isRecording && span.attributes.isEmpty)
    #expect(span.context.traceParent?.description.hasSuffix("-00") == true)
    let inner = tracer.startSpan("query", context: span.context)
    #expect(inner.context.traceParent?.trace == span.context.traceParent?.trace)
    #expect(inner.context.traceParent?.span != span.context.traceParent?.span)
  }

  @Test("a hundred thousand spans have a hundred thousand ids")
  func ids() {
    let (tracer, _) = tracer()
    let ids = (0..<100_000).compactMap { _ in tracer.startSpan("many", context: .topLevel).context.traceParent?.span }
    #expect(Set(ids).count == 100_000)
    #expect(ids.allSatisfy { $0.utf8.count == 16 })
  }

  @Test("an error leaves its type on the span, never its words")
  func errors() throws {
    let (tracer, spans) = tracer()
    let span = tracer.startSpan("publish", context: .topLevel)
    span.recordError(Problem(.internal, "token hunter2"), attributes: [:])
    span.end()
    let finished = try #require(spans.withLock { $0 }.first)
    #expect(finished.status?.code == .error)
    let body = String(decoding: OTLP.body([finished], service: "starling", version: "1"), as: UTF8.self)
    #expect(body.contains("Problem"))
    #expect(!body.contains("hunter2"))
  }

  @Test("a collector that is away loses spans and nothing else")
  func collectorAway() async {
    let sent = Mutex(0)
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let exporter = SpanExporter(version: "1", time: .system, logger: quiet) { _ in
      sent.withLock { $0 += 1 }
      throw Problem(.unavailable, "away")
    }
    let tracer = StarlingTracer(random: .system) { exporter.add($0) }
    for _ in 0..<5000 { tracer.startSpan("many", context: .topLevel).end() }
    await exporter.flush()
    await exporter.flush()
    #expect(sent.withLock { $0 } == 1)
  }

  private func tracer() -> (StarlingTracer, Spans) {
    let spans = Spans()
    return (StarlingTracer(random: .system) { span in spans.append(span) }, spans)
  }

  private final class Spans: Sendable {
    private let spans = Mutex<[FinishedSpan]>([])
    func append(_ span: FinishedSpan) { spans.withLock { $0.append(span) } }
    func withLock<Value>(_ body: ([FinishedSpan]) -> Value) -> Value {
      let copy = spans.withLock { $0 }
      return body(copy)
    }
  }

  private struct Headers: Extractor, Injector {
    func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
    func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) { carrier[key] = value }
  }
}
