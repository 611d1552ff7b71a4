import Contracts
import Foundation
import Kernel
import Synchronization
import Telemetry

/// Judges what happened after a request by the events that every process sees: how soon a brief's first variant is
/// there, whether due posts go out in time, and whether their numbers come back.
final class ObjectiveWatch: Sendable {
  static let firstVariant: TimeInterval = 10
  static let onTime: TimeInterval = 60
  static let ingest: TimeInterval = 15 * 60
  /// What never ends is forgotten.
  private static let memory: TimeInterval = 24 * 3600

  private struct Writing {
    var operation: OperationID
    var since: Date
  }

  private struct State {
    var writing: [PostID: Writing] = [:]
    var unread: [PublicationID: Date] = [:]
  }

  private let recorder: ObjectiveRecorder
  private let state = Mutex(State())

  init(_ recorder: ObjectiveRecorder) { self.recorder = recorder }

  func see(_ events: [StoredEvent]) {
    for event in events {
      // An event that cannot be read is the reader's fault and none of the objective's.
      try? see(event)
    }
  }

  private func see(_ event: StoredEvent) throws {
    if let started: GenerationStarted = try event.decode() {
      begin(started, event.time)
    } else if let ready: VariantReady = try event.decode() {
      settle(at: event.time) { $0.writing[ready.post]?.operation }
    } else if let finished: GenerationFinished = try event.decode() {
      settle(at: nil) { _ in finished.operation }
    } else if let changed: PublicationChanged = try event.decode() {
      judge(changed, event.time)
    } else if let ingested: MetricsIngested = try event.decode() {
      let published = state.withLock { $0.unread.removeValue(forKey: ingested.publication) }
      if let published { recorder.record(.ingest, good: event.time.timeIntervalSince(published) <= Self.ingest) }
    }
  }

  private func begin(_ started: GenerationStarted, _ time: Date) {
    state.withLock { state in
      for post in started.posts { state.writing[post] = Writing(operation: started.operation, since: time) }
    }
  }

  /// The first variant of an operation decides for all of it; its end without one is a miss.
  private func settle(at time: Date?, _ operation: (State) -> OperationID?) {
    let since = state.withLock { state -> Date? in
      guard let operation = operation(state) else { return nil }
      let since = state.writing.values.first { $0.operation == operation }?.since
      state.writing = state.writing.filter { $0.value.operation != operation }
      return since
    }
    guard let since else { return }
    recorder.record(.firstVariant, good: time.map { $0.timeIntervalSince(since) <= Self.firstVariant } ?? false)
  }

  /// Once for each publication: when it first ends, or is first handed to a person.
  private func judge(_ changed: PublicationChanged, _ time: Date) {
    if changed.to == "published" { state.withLock { $0.unread[changed.publication] = time } }
    guard let due = changed.due, !["needs_human", "failed", "missed"].contains(changed.from) else { return }
    switch changed.to {
    case "published", "needs_human", "failed":
      recorder.record(.onTime, good: time.timeIntervalSince(due) <= Self.onTime)
    case "missed": recorder.record(.onTime, good: false)
    default: break
    }
  }

  /// Counts what has not come in its time.
  func expire(_ now: Date) {
    let late = state.withLock { state -> Int in
      let late = state.unread.filter { now.timeIntervalSince($0.value) > Self.ingest }
      for publication in late.keys { state.unread[publication] = nil }
      state.writing = state.writing.filter { now.timeIntervalSince($0.value.since) < Self.memory }
      return late.count
    }
    for _ in 0..<late { recorder.record(.ingest, good: false) }
  }
}
