import CoreMetrics
package import Foundation
import HTTPTypes
package import Kernel
package import Logging
package import Telemetry
import Tracing
import Transport

/// What a process sets up once, before anything else: its log, metrics, traces and objectives.
package struct Bootstrap: Sendable {
  package let logger: Logger
  package let metrics: MetricsRegistry
  package let objectives: ObjectiveRecorder
  /// To be run; nil where no collector is set.
  package let spans: SpanExporter?

  package init(
    logger: Logger, metrics: MetricsRegistry, objectives: ObjectiveRecorder, spans: SpanExporter? = nil
  ) {
    self.logger = logger
    self.metrics = metrics
    self.objectives = objectives
    self.spans = spans
  }

  /// Call it once in a process: the libraries behind it allow no second time.
  /// - Parameter collector: takes OTLP over HTTP at `/v1/traces` below it.
  package static func run(level: Logger.Level, collector: URL? = nil, time: TimeSource) throws -> Bootstrap {
    LoggingSystem.bootstrap { label in
      JSONLogHandler(label: label, level: level, time: time) { StandardError.shared.write(line: $0) }
    }
    let metrics = MetricsRegistry()
    MetricsSystem.bootstrap(metrics)
    let logger = Logger(label: "starling")
    let spans = try collector.map { try exporter(to: $0, time, logger) }
    InstrumentationSystem.bootstrap(StarlingTracer(random: .system, finish: finish(with: spans)))
    return Bootstrap(logger: logger, metrics: metrics, objectives: ObjectiveRecorder(time: time), spans: spans)
  }

  private static func finish(with spans: SpanExporter?) -> (@Sendable (FinishedSpan) -> Void)? {
    guard let spans else { return nil }
    return { spans.add($0) }
  }

  private static func exporter(to collector: URL, _ time: TimeSource, _ logger: Logger) throws -> SpanExporter {
    let url = collector.appending(path: "v1/traces").absoluteString
    let endpoints = OperatorEndpoints()
    endpoints.allow(url: url)
    let transport = try TransportClient(operatorEndpoints: endpoints, time: time, log: logger)
    return SpanExporter(version: Version.current, time: time, logger: logger) { body in
      let reply = try await transport.send(
        OutboundRequest(
          .post, url, headers: [.contentType: OTLP.mediaType], body: body, purpose: "traces"))
      guard (200...299).contains(reply.status) else {
        throw Problem(.unavailable, "The trace collector answered \(reply.status).")
      }
    }
  }
}
