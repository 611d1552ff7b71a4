import Synchronization
package import Tracing

/// What a span says once it has ended. Times are nanoseconds since 1970.
package struct FinishedSpan: Sendable {
  package struct Event: Sendable {
    package var name: String
    package var time: UInt64
    package var attributes: SpanAttributes
  }

  package var name: String
  package var kind: SpanKind
  package var place: TraceParent
  /// The parent's span id.
  package var parent: String?
  package var start: UInt64
  package var end: UInt64 = 0
  package var attributes: SpanAttributes = [:]
  package var events: [Event] = []
  package var status: SpanStatus?

  init(name: String, kind: SpanKind, place: TraceParent, parent: String?, start: UInt64) {
    self.name = name
    self.kind = kind
    self.place = place
    self.parent = parent
    self.start = start
  }
}

package final class RecordedSpan: Tracing.Span {
  package let context: ServiceContext
  private let state: Mutex<(span: FinishedSpan, ended: Bool)>
  private let finish: @Sendable (FinishedSpan) -> Void

  init(_ span: FinishedSpan, context: ServiceContext, finish: @escaping @Sendable (FinishedSpan) -> Void) {
    self.context = context
    self.finish = finish
    state = Mutex((span, false))
  }

  package var isRecording: Bool { state.withLock { !$0.ended && $0.span.place.isSampled } }

  package var operationName: String {
    get { state.withLock { $0.span.name } }
    set { state.withLock { $0.span.name = newValue } }
  }

  package var attributes: SpanAttributes {
    get { state.withLock { $0.span.attributes } }
    set { state.withLock { $0.span.attributes = newValue } }
  }

  package func setStatus(_ status: SpanStatus) { state.withLock { $0.span.status = status } }

  package func addEvent(_ event: SpanEvent) {
    let kept = FinishedSpan.Event(
      name: event.name, time: event.nanosecondsSinceEpoch, attributes: event.attributes)
    state.withLock { $0.span.events.append(kept) }
  }

  /// The error's type only: its text may hold what a trace must not.
  package func recordError<Instant: TracerInstant>(
    _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
  ) {
    var attributes = attributes
    attributes["exception.type"] = String(describing: type(of: error))
    let kept = FinishedSpan.Event(name: "exception", time: instant().nanosecondsSinceEpoch, attributes: attributes)
    state.withLock {
      $0.span.events.append(kept)
      $0.span.status = SpanStatus(code: .error)
    }
  }

  package func addLink(_ link: SpanLink) {}

  /// A second end changes nothing.
  package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
    let end = instant().nanosecondsSinceEpoch
    let done = state.withLock { state -> FinishedSpan? in
      guard !state.ended else { return nil }
      state.ended = true
      state.span.end = end
      return state.span.place.isSampled ? state.span : nil
    }
    if let done { finish(done) }
  }
}
