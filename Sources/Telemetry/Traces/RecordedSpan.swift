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
  /// The 8 bytes of the parent's span id.
  package var parent: [UInt8]?
  package var start: UInt64
  package var end: UInt64 = 0
  package var attributes: SpanAttributes = [:]
  package var events: [Event] = []
  package var status: SpanStatus?

  init(name: String, kind: SpanKind, place: TraceParent, parent: [UInt8]?, start: UInt64) {
    self.name = name
    self.kind = kind
    self.place = place
    self.parent = parent
    self.start = start
  }
}

package final class RecordedSpan: Tracing.Span {
  private enum State {
    case recording(FinishedSpan)
    /// Ended, or never recorded: what is said of it goes nowhere.
    case silent(name: String)
  }

  package let context: ServiceContext
  private let state: Mutex<State>
  private let finish: @Sendable (FinishedSpan) -> Void

  init(_ span: FinishedSpan, context: ServiceContext, finish: @escaping @Sendable (FinishedSpan) -> Void) {
    self.context = context
    self.finish = finish
    state = Mutex(.recording(span))
  }

  /// One that nobody asked for.
  init(silent name: String, context: ServiceContext) {
    self.context = context
    finish = { _ in }
    state = Mutex(.silent(name: name))
  }

  package var isRecording: Bool { read { _ in true } ?? false }

  package var operationName: String {
    get {
      state.withLock { state in
        switch state {
        case .recording(let span): span.name
        case .silent(let name): name
        }
      }
    }
    set {
      state.withLock { state in
        switch state {
        case .recording(var span):
          span.name = newValue
          state = .recording(span)
        case .silent: state = .silent(name: newValue)
        }
      }
    }
  }

  package var attributes: SpanAttributes {
    get { read(\.attributes) ?? [:] }
    set { change { $0.attributes = newValue } }
  }

  package func setStatus(_ status: SpanStatus) { change { $0.status = status } }

  package func addEvent(_ event: SpanEvent) {
    change {
      $0.events.append(
        FinishedSpan.Event(name: event.name, time: event.nanosecondsSinceEpoch, attributes: event.attributes))
    }
  }

  /// The error's type only: its text may hold what a trace must not.
  package func recordError<Instant: TracerInstant>(
    _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
  ) {
    guard isRecording else { return }
    var attributes = attributes
    attributes["exception.type"] = String(describing: type(of: error))
    let kept = FinishedSpan.Event(name: "exception", time: instant().nanosecondsSinceEpoch, attributes: attributes)
    change {
      $0.events.append(kept)
      $0.status = SpanStatus(code: .error)
    }
  }

  package func addLink(_ link: SpanLink) {}

  /// A second end changes nothing.
  package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
    guard isRecording else { return }
    let end = instant().nanosecondsSinceEpoch
    let done = state.withLock { state -> FinishedSpan? in
      guard case .recording(var span) = state else { return nil }
      state = .silent(name: span.name)
      span.end = end
      return span
    }
    if let done { finish(done) }
  }

  private func read<Value>(_ read: (FinishedSpan) -> Value) -> Value? {
    state.withLock { state in
      guard case .recording(let span) = state else { return nil }
      return read(span)
    }
  }

  private func change(_ change: (inout FinishedSpan) -> Void) {
    state.withLock { state in
      guard case .recording(var span) = state else { return }
      change(&span)
      state = .recording(span)
    }
  }
}
