package import Kernel
package import Tracing

extension ServiceContext {
  private enum TraceParentKey: ServiceContextKey { typealias Value = TraceParent }

  /// Where this task stands in its trace.
  package var traceParent: TraceParent? {
    get { self[TraceParentKey.self] }
    set { self[TraceParentKey.self] = newValue }
  }
}

/// The backend of swift-distributed-tracing. Finished, sampled spans go to `finish`, from any thread.
package struct StarlingTracer: Tracer {
  package typealias Span = RecordedSpan

  private let random: RandomSource
  private let finish: @Sendable (FinishedSpan) -> Void

  package init(random: RandomSource, finish: @escaping @Sendable (FinishedSpan) -> Void) {
    self.random = random
    self.finish = finish
  }

  package func startSpan<Instant: TracerInstant>(
    _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
  ) -> RecordedSpan {
    var context = context()
    let parent = context.traceParent
    let own = parent?.child(random) ?? TraceParent.fresh(random)
    context.traceParent = own
    let start = instant().nanosecondsSinceEpoch
    return RecordedSpan(
      FinishedSpan(name: operationName, kind: kind, place: own, parent: parent?.span, start: start), context: context,
      finish: finish)
  }

  package func forceFlush() {}

  package func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
  ) where Extract.Carrier == Carrier {
    guard let header = extractor.extract(key: "traceparent", from: carrier) else { return }
    context.traceParent = TraceParent(header)
  }

  package func inject<Carrier, Inject: Injector>(
    _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
  ) where Inject.Carrier == Carrier {
    guard let parent = context.traceParent else { return }
    injector.inject(parent.description, forKey: "traceparent", into: &carrier)
  }
}
