package import Kernel
package import Logging
import Synchronization
import Tracing

/// Sends finished spans in batches. A collector that is away costs spans, never memory or time of the
/// work that is traced.
package final class SpanExporter: Sendable {
  private static let mostWaiting = 4096

  private let waiting = Mutex<[FinishedSpan]>([])
  private let lost = Atomic<Int>(0)
  private let send: @Sendable ([UInt8]) async throws -> Void
  private let time: TimeSource
  private let version: String
  private let logger: Logger

  /// `send` posts a body to the collector's `/v1/traces` and throws when it was not taken.
  package init(
    version: String, time: TimeSource, logger: Logger, send: @escaping @Sendable ([UInt8]) async throws -> Void
  ) {
    self.version = version
    self.time = time
    self.logger = logger
    self.send = send
  }

  package func add(_ span: FinishedSpan) {
    let kept = waiting.withLock { waiting in
      guard waiting.count < Self.mostWaiting else { return false }
      waiting.append(span)
      return true
    }
    if !kept { lost.wrappingAdd(1, ordering: .relaxed) }
  }

  /// Until cancelled: every five seconds, and once more at the end.
  package func run() async {
    while (try? await time.sleep(.seconds(5))) != nil { await flush() }
    await flush()
  }

  package func flush() async {
    let batch = waiting.withLock { waiting in
      defer { waiting.removeAll(keepingCapacity: true) }
      return waiting
    }
    guard !batch.isEmpty else { return }
    do {
      let body = OTLP.body(batch, service: "starling", version: version)
      // The call that carries spans away must not make new ones.
      try await ServiceContext.$current.withValue(.untraced) { try await send(body) }
    } catch {
      let total = lost.wrappingAdd(batch.count, ordering: .relaxed).newValue
      logger.warning("the trace collector took nothing", metadata: ["error": "\(error)", "lost": "\(total)"])
    }
  }
}
