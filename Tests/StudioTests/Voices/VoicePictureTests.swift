import Testing
import Text
import Web

@testable import Studio

@Suite("A voice at a glance") struct VoicePictureTests {
  private func habits(_ posts: [String]) throws -> StyleProfile { try VoiceTrainer.train(posts) }

  @Test("shows each share as long as it is, beside other people's where those are known, and says it in words")
  func shares() throws {
    let posts = (1...20).map { number in
      "Batch \(number) is roasted and rested. \(number % 2 == 0 ? "Will you taste it?" : "We like it a lot.")"
    }
    let profile = try habits(posts)
    let picture = VoicePicture.html(profile.habits, beside: profile.othersHabits).string
    #expect(picture.contains("Questions in 50 of 100 posts, others "))
    #expect(picture.contains("Links in 0 of 100 posts;"))
    // Half of 360 wide.
    #expect(picture.contains(#"class="own" x="0" y="52" width="180""#))
    #expect(picture.contains(#"role="img""#) && !picture.contains("style="))
  }

  @Test("other people's habits are measured, not made up", arguments: ["en", "de"])
  func others(language: String) throws {
    let texts = [
      "en": "We roast the beans on Monday and we open the shop at nine, number",
      "de": "Wir rösten die Bohnen am Montag und machen den Laden um neun auf, Nummer",
    ]
    let text = try #require(texts[language])
    let others = try habits((1...12).map { "\(text) \($0)." }).othersHabits
    #expect((0.0...1).contains(others.questionShare) && others.postLength.median > 20)
    #expect(others.exclamationShare > 0)
  }
}
