import Contracts
import Foundation
import Kernel
import Synchronization
import Telemetry

/// Judges what happened after a request by the events that every process sees: how soon a brief's first variant is
/// there, whether publications go out by themselves, and whether their numbers are read when they are due.
final class ObjectiveWatch: Sendable {
  static let firstVariant: TimeInterval = 6
  static let ingestLag: TimeInterval = 120
  /// What never ends is forgotten, and what is due later is not waited for yet.
  private static let memory: TimeInterval = 24 * 3600

  private struct Writing {
    var operation: OperationID
    var since: Date
  }

  /// The next numbers of a publication.
  private struct Reading {
    var due: Date
    /// It is a miss already, whenever it comes.
    var isMissed = false
  }

  private struct State {
    var writing: [PostID: Writing] = [:]
    var readings: [PublicationID: Reading] = [:]
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
      judge(ingested, event.time)
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
    if changed.to == "published" { expect(changed.publication, time, after: time) }
    let ends = ["published", "partial", "needs_human", "failed", "missed"]
    guard ends.contains(changed.to), !ends.contains(changed.from) else { return }
    recorder.record(.publishSuccess, good: changed.to == "published")
  }

  private func judge(_ ingested: MetricsIngested, _ time: Date) {
    let known = state.withLock { $0.readings.removeValue(forKey: ingested.publication) }
    if known?.isMissed != true {
      recorder.record(.ingestLag, good: time.timeIntervalSince(ingested.dueAt) <= Self.ingestLag)
    }
    if let next = ingested.nextDueAt { expect(ingested.publication, next, after: time) }
  }

  private func expect(_ publication: PublicationID, _ due: Date, after time: Date) {
    guard due.timeIntervalSince(time) < Self.memory else { return }
    state.withLock { $0.readings[publication] = Reading(due: due) }
  }

  /// Counts the numbers that have not come in their time.
  func expire(_ now: Date) {
    let missed = state.withLock { state -> Int in
      let late = state.readings.filter { !$0.value.isMissed && now.timeIntervalSince($0.value.due) > Self.ingestLag }
      for publication in late.keys { state.readings[publication]?.isMissed = true }
      state.readings = state.readings.filter { now.timeIntervalSince($0.value.due) < Self.memory }
      state.writing = state.writing.filter { now.timeIntervalSince($0.value.since) < Self.memory }
      return late.count
    }
    for _ in 0..<missed { recorder.record(.ingestLag, good: false) }
  }
}
