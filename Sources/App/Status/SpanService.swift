import ServiceLifecycle
import Telemetry

/// Carries finished spans to the collector; what is left goes at the end.
struct SpanService: Service {
  private let spans: SpanExporter

  init?(spans: SpanExporter?) {
    guard let spans else { return nil }
    self.spans = spans
  }

  func run() async throws { await cancelWhenGracefulShutdown { await spans.run() } }
}
