import Kernel
import Testing
import Text

@testable import Studio

@Suite("Voices ready to score")
struct VoiceCacheTests {
  private static let posts = [
    "Fresh beans are in. Come and smell them.", "We roast on Mondays and open at eight.",
    "Rain outside, cocoa inside. See you soon.", "New on the counter: plum cake, while it lasts.",
    "Two roasts, one kettle, no hurry.", "The winter blend is back. It tastes of plum and cocoa.",
    "Our grinder sings again. Thank you, Maria.", "Sunday hours are short, coffee is not.",
    "Bring your cup and we fill it for less.", "A good morning starts with a quiet one.",
    "Closed on Thursday for the stock count.", "The kettle is on. So are we.",
  ]

  @Test("are kept up to a bound, the oldest go first, and the newest stays whatever its size")
  func bound() throws {
    let voice = VoiceScorer(try VoiceTrainer.train(Self.posts))
    let ids: [VoiceModelID] = (0..<4).map { _ in IDSource.system.new() }
    let cache = VoiceCache(letters: voice.letters * 2)
    for id in ids.prefix(3) { cache.keep(voice, as: id) }
    cache.keep(voice, as: ids[2])
    #expect(ids.map { cache[$0] != nil } == [false, true, true, false])
    let small = VoiceCache(letters: 1)
    small.keep(voice, as: ids[0])
    #expect(ids.prefix(2).map { small[$0] != nil } == [true, false])
    small.keep(voice, as: ids[1])
    #expect(ids.prefix(2).map { small[$0] != nil } == [false, true])
  }
}
