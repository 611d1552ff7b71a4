import Foundation
import TestTraits
import Testing
import Text

@Suite("drift of a voice", .ownThread)
struct VoiceDriftTests {
  private func scorer() throws -> VoiceScorer {
    VoiceScorer(try VoiceTrainer.train(Array(VoiceTests.posts("first").prefix(150))))
  }

  @Test("posts that shout where the examples did not are a notable change, with its direction")
  func shouting() throws {
    let newest = (0..<30).map { "Get number \($0) now!!! It is the BEST deal EVER!!!" }
    let scorer = try scorer()
    let drift = try #require(VoiceDrift(newest: newest, scorer: scorer))
    let change = try #require(drift.changes.first { $0.feature == "exclamations" })
    #expect(change.isNotable && change.effect > 0.5 && change.now > change.before)
    #expect(change.message.contains("Exclamation marks per post"))
    #expect(drift.posts == 30)
    #expect(drift.recognised < 0.5)
  }

  @Test("a part of the examples themselves is no change")
  func same() throws {
    let newest = try VoiceTests.posts("first").prefix(150).enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
    let scorer = try scorer()
    let drift = try #require(VoiceDrift(newest: newest, scorer: scorer))
    #expect(drift.changes.allSatisfy { !$0.isNotable })
    #expect(drift.recognised > 0.8)
  }

  @Test("links that stop are a change of a share")
  func links() throws {
    let newest = try VoiceTests.posts("first").prefix(60).map(VoiceText.prepare)
    let scorer = try scorer()
    let drift = try #require(VoiceDrift(newest: newest, scorer: scorer))
    let change = try #require(drift.changes.first { $0.feature == "links" })
    #expect(change.now == 0 && change.effect < -0.3 && change.significance < 0.001)
  }

  @Test("significances never fall along the list and stay chances")
  func holm() throws {
    let newest = try Array(VoiceTests.posts("second").prefix(40))
    let scorer = try scorer()
    let drift = try #require(VoiceDrift(newest: newest, scorer: scorer))
    let values = drift.changes.map(\.significance)
    #expect(values == values.sorted())
    #expect(values.allSatisfy { (0...1).contains($0) })
    let notable = drift.changes.filter(\.isNotable)
    #expect(!notable.isEmpty)
  }

  @Test("fewer than ten newest posts are not judged")
  func few() throws {
    let newest = (0..<9).map { "This is post number \($0)" } + Array(repeating: "🎉", count: 20)
    let scorer = try scorer()
    #expect(VoiceDrift(newest: newest, scorer: scorer) == nil)
  }
}
