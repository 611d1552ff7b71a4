import Contracts
import Foundation
import Kernel
import Telemetry
import TestKit
import Testing

@testable import App

@Suite("Objectives that events decide")
struct ObjectiveWatchTests {
  private let recorder = ObjectiveRecorder(time: .system)
  private let start = Date(timeIntervalSince1970: 1_900_000_000)
  private let ids = IDSource.system

  private func tally(_ objective: Objective) -> [Int] {
    recorder.windows.first { $0.objective == objective && $0.span == .hour }.map { [$0.good, $0.total] } ?? []
  }

  private func event(_ payload: some EventPayload, after seconds: TimeInterval) throws -> StoredEvent {
    StoredEvent(
      position: 1, id: ids.new(), org: ids.new(), brand: nil, subject: type(of: payload).subject,
      version: type(of: payload).version, resource: "", time: start + seconds, actor: "system:test",
      payload: [UInt8](try JSONEncoder.events.encode(payload)))
  }

  @Test("a brief is good when its first variant comes in time, and counts once")
  func firstVariant() throws {
    let watch = ObjectiveWatch(recorder)
    for (seconds, variants) in [(5.0, 2), (7.0, 1), (1.0, 0)] {
      let (operation, brief, post): (OperationID, BriefID, PostID) = (ids.new(), ids.new(), ids.new())
      watch.see([try event(GenerationStarted(brief: brief, operation: operation, posts: [post]), after: 0)])
      for number in 0..<variants {
        let ready = VariantReady(post: post, variant: ids.new(), platform: "x", language: "en", number: number + 1)
        watch.see([try event(ready, after: seconds + Double(number))])
      }
      watch.see([
        try event(GenerationFinished(brief: brief, operation: operation, ready: variants, failed: 1), after: 30)
      ])
    }
    #expect(tally(.firstVariant) == [1, 3])
  }

  @Test("a publication is good when it goes out by itself; afterwards it is not counted again")
  func publishSuccess() throws {
    let watch = ObjectiveWatch(recorder)
    func change(_ from: String, _ to: String) throws {
      watch.see([
        try event(
          PublicationChanged(publication: ids.new(), post: ids.new(), from: from, to: to, reason: nil), after: 1)
      ])
    }
    try change("planned", "intent")
    try change("sent", "published")
    try change("unknown", "published")
    try change("unknown", "needs_human")
    try change("needs_human", "published")
    try change("sent", "failed")
    try change("planned", "missed")
    try change("planned", "cancelled")
    #expect(tally(.publishSuccess) == [2, 5])
  }

  private func published(_ publication: PublicationID) throws -> StoredEvent {
    try event(
      PublicationChanged(publication: publication, post: ids.new(), from: "sent", to: "published", reason: nil),
      after: 0)
  }

  private func read(
    _ publication: PublicationID, after seconds: TimeInterval, due: TimeInterval, next: TimeInterval?
  ) throws -> StoredEvent {
    try event(
      MetricsIngested(
        publication: publication, post: ids.new(), observedAt: start + seconds, dueAt: start + due,
        nextDueAt: next.map { start + $0 }), after: seconds)
  }

  @Test("numbers that are read soon after they are due are good; those that do not come are a miss, once")
  func ingestLag() throws {
    let watch = ObjectiveWatch(recorder)
    let (prompt, late, silent): (PublicationID, PublicationID, PublicationID) = (ids.new(), ids.new(), ids.new())
    watch.see([try published(prompt), try published(late), try published(silent)])
    watch.see([try read(prompt, after: 60, due: 0, next: 360)])
    watch.expire(start + 119)
    #expect(tally(.ingestLag) == [1, 1])
    watch.expire(start + 121)
    watch.expire(start + 180)
    #expect(tally(.ingestLag) == [1, 3])
    watch.see([try read(late, after: 200, due: 0, next: 500), try read(prompt, after: 400, due: 360, next: nil)])
    #expect(tally(.ingestLag) == [2, 4], "a miss is not counted again when it comes")
    watch.see([try read(late, after: 700, due: 500, next: nil)])
    watch.expire(start + 5_000)
    #expect(tally(.ingestLag) == [2, 5])
  }

  @Test("numbers that come to a process which did not see the post go out are judged by when they were due")
  func afterRestart() throws {
    let watch = ObjectiveWatch(recorder)
    watch.see([try read(ids.new(), after: 130, due: 0, next: nil), try read(ids.new(), after: 130, due: 20, next: nil)])
    #expect(tally(.ingestLag) == [1, 2])
  }

  @Test("what was counted survives a restart; a broken file begins anew")
  func kept() throws {
    let folder = TemporaryFolder()
    let data = DataFolder(folder.url.path)
    try data.create(owner: nil)
    recorder.record(.availability, good: true)
    keeper(data, recorder).save()
    let next = ObjectiveRecorder(time: .system)
    keeper(data, next).restore()
    #expect(next.windows.first { $0.objective == .availability }?.total == 1)
    try Data("{".utf8).write(to: data.run.appendingPathComponent("objectives.json"))
    let third = ObjectiveRecorder(time: .system)
    keeper(data, third).restore()
    #expect(third.windows.allSatisfy { $0.total == 0 })
  }

  private func keeper(_ data: DataFolder, _ recorder: ObjectiveRecorder) -> ObjectiveKeeper {
    ObjectiveKeeper(data, recorder, ObjectiveWatch(recorder), time: .system, logger: .quiet)
  }
}
