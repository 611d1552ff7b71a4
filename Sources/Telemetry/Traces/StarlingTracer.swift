package import Kernel
package import Tracing

extension ServiceContext {
  private enum TraceParentKey: ServiceContextKey { typealias Value = TraceParent }

  /// Where this task stands in its trace.
  package var traceParent: TraceParent? {
    get { self[TraceParentKey.self] }
    set { self[TraceParentKey.self] = newValue }
  }

  /// For work that shall leave no spans.
  static var untraced: ServiceContext {
    var context = ServiceContext.topLevel
    context.traceParent = TraceParent(trace: 1, span: 1, isSampled: false)
    return context
  }
}

/// The backend of swift-distributed-tracing. Finished, sampled spans go to `finish`, from any thread; without one,
/// spans only carry their ids, for log lines and for whoever is called.
package struct StarlingTracer: Tracer {
  package typealias Span = RecordedSpan

  private let numbers: TraceNumbers
  private let finish: (@Sendable (FinishedSpan) -> Void)?

  package init(random: RandomSource, finish: (@Sendable (FinishedSpan) -> Void)?) {
    numbers = TraceNumbers(random)
    self.finish = finish
  }

  package func startSpan<Instant: TracerInstant>(
    _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
  ) -> RecordedSpan {
    var context = context()
    let parent = context.traceParent
    let own = parent?.child(numbers.next()) ?? numbers.place(isSampled: finish != nil)
    context.traceParent = own
    guard let finish, own.isSampled else { return RecordedSpan(silent: operationName, context: context) }
    let start = instant().nanosecondsSinceEpoch
    return RecordedSpan(
      FinishedSpan(name: operationName, kind: kind, place: own, parent: parent?.spanBytes, start: start),
      context: context,
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
