import Foundation
import Kernel
import Synchronization
import Testing

@testable import Telemetry

@Suite("Objectives")
struct ObjectiveTests {
  private final class Clock: Sendable {
    private let now = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
    func advance(_ seconds: Double) { now.withLock { $0 += seconds } }
    var time: TimeSource {
      TimeSource(now: { self.now.withLock { $0 } }, monotonic: { ContinuousClock.now }, sleep: { _ in })
    }
  }

  private let clock = Clock()

  @Test("what is older than a window no longer counts in it")
  func windows() {
    let recorder = ObjectiveRecorder(time: clock.time)
    recorder.record(.availability, good: false)
    clock.advance(2 * 3600)
    for _ in 0..<9 { recorder.record(.availability, good: true) }
    #expect(counts(recorder, .hour) == [9, 9])
    #expect(counts(recorder, .day) == [9, 10])
    clock.advance(25 * 3600)
    #expect(counts(recorder, .hour) == [0, 0])
    #expect(counts(recorder, .day) == [0, 0])
    #expect(counts(recorder, .month) == [9, 10])
    clock.advance(31 * 24 * 3600)
    #expect(counts(recorder, .month) == [0, 0])
  }

  @Test("an objective is missed below its target, and met when nothing happened")
  func target() {
    let recorder = ObjectiveRecorder(time: clock.time)
    #expect(recorder.windows.allSatisfy { $0.isMet && $0.ratio == nil })
    for number in 0..<100 { recorder.record(.publishSuccess, good: number != 0) }
    #expect(window(recorder, .publishSuccess, .hour)?.isMet == true)
    recorder.record(.publishSuccess, good: false)
    #expect(window(recorder, .publishSuccess, .hour)?.isMet == false)
  }

  @Test("counts survive a restart, and broken ones are refused")
  func saved() throws {
    let recorder = ObjectiveRecorder(time: clock.time)
    recorder.record(.ingestLag, good: true)
    let next = ObjectiveRecorder(time: clock.time)
    try next.restore(recorder.saved())
    #expect(next.windows == recorder.windows)
    #expect(throws: (any Error).self) { try next.restore(Data("{\"ingest-lag\":7}".utf8)) }
  }

  private func window(
    _ recorder: ObjectiveRecorder, _ objective: Objective, _ span: ObjectiveWindow.Span
  ) -> ObjectiveWindow? {
    recorder.windows.first { $0.objective == objective && $0.span == span }
  }

  private func counts(_ recorder: ObjectiveRecorder, _ span: ObjectiveWindow.Span) -> [Int] {
    window(recorder, .availability, span).map { [$0.good, $0.total] } ?? []
  }
}
