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
    for (seconds, variants) in [(9.0, 2), (11.0, 1), (1.0, 0)] {
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

  @Test("a due post is good when it is out or handed to a person in time; afterwards it is not counted again")
  func onTime() throws {
    let watch = ObjectiveWatch(recorder)
    func change(_ from: String, _ to: String, after seconds: TimeInterval) throws {
      let changed = PublicationChanged(
        publication: ids.new(), post: ids.new(), from: from, to: to, reason: nil, due: start)
      watch.see([try event(changed, after: seconds)])
    }
    try change("planned", "intent", after: 1)
    try change("sent", "published", after: 2)
    try change("unknown", "needs_human", after: 59)
    try change("needs_human", "published", after: 3_000)
    try change("unknown", "published", after: 61)
    try change("planned", "missed", after: 3_600)
    try change("planned", "cancelled", after: 0)
    #expect(tally(.onTime) == [2, 4])
  }

  @Test("numbers of a published post that come in time are good, and those that do not come are a miss")
  func ingest() throws {
    let watch = ObjectiveWatch(recorder)
    let publications: [PublicationID] = (0..<3).map { _ in ids.new() }
    for publication in publications {
      let out = PublicationChanged(
        publication: publication, post: ids.new(), from: "sent", to: "published", reason: nil)
      watch.see([try event(out, after: 0)])
    }
    for (publication, seconds) in [(publications[0], 60.0), (publications[0], 3_600), (publications[1], 1_000)] {
      let read = MetricsIngested(publication: publication, post: ids.new(), observedAt: start)
      watch.see([try event(read, after: seconds)])
    }
    watch.expire(start + 899)
    watch.expire(start + 901)
    watch.expire(start + 2_000)
    #expect(tally(.ingest) == [1, 3])
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
