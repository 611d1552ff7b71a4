import Foundation
import Testing
import Text

/// Every text limit of the rules beside the platforms' own facts, which lie outside of the repository.
@Suite("platform rules and the platforms' facts")
struct SharedLimitsTests {
  struct Facts: Decodable {
    var platforms: [Platform]

    struct Platform: Decodable {
      var id: String
      var text: Limits
      var media: Media?
      var features: Features
    }

    struct Media: Decodable { var altTextMax: Int? }

    struct Features: Decodable { var threads: Bool }

    struct Limits: Decodable {
      var maxChars: Int?
      var maxBytes: Int?
      var urlWeight: Int?
      var maxHashtags: Int?
      var maxMentions: Int?
      var maxCashtags: Int?
      var maxLinks: Int?
      var titleMax: Int?
      var titleRequired: Bool?
      var photoTitleMax: Int?
      var photoDescriptionMax: Int?
      var tagsTotalMax: Int?
      var topicTagMax: Int?
      var hashtagMaxGraphemes: Int?
      var destinationLinkMax: Int?
      var forbiddenChars: String?
      var foldAt: Int?
    }
  }

  @Test("no limit differs")
  func equal() throws {
    guard let data = Shared.data("platforms/limits.json") else { return Shared.absent("platform facts", 10) }
    let facts = try JSONDecoder().decode(Facts.self, from: data)
    let rules = try Fixtures.rules()
    for platform in rules.all {
      let fact = try #require(facts.platforms.first { $0.id == platform.id }, "\(platform.id)")
      let text = fact.text
      #expect(platform.limit == text.maxChars, "\(platform.id)")
      #expect(platform.byteLimit == text.maxBytes, "\(platform.id)")
      #expect(platform.linkLength == text.urlWeight, "\(platform.id)")
      #expect(
        [platform.maxHashtags, platform.maxMentions, platform.maxCashtags, platform.maxLinks]
          == [text.maxHashtags, text.maxMentions, text.maxCashtags, text.maxLinks], "\(platform.id)")
      // A TikTok video's title is its text.
      #expect(platform.titleLimit == (platform.id == "tiktok" ? nil : text.titleMax), "\(platform.id)")
      #expect(platform.titleRequired == text.titleRequired, "\(platform.id)")
      #expect(platform.photo?.titleLimit == text.photoTitleMax, "\(platform.id)")
      #expect(platform.photo?.limit == text.photoDescriptionMax, "\(platform.id)")
      #expect(platform.tagsLimit == text.tagsTotalMax, "\(platform.id)")
      #expect(platform.maxTagLength == text.topicTagMax ?? text.hashtagMaxGraphemes, "\(platform.id)")
      #expect(platform.destinationLimit == text.destinationLinkMax, "\(platform.id)")
      #expect(platform.refused == text.forbiddenChars, "\(platform.id)")
      #expect(platform.foldAt == text.foldAt, "\(platform.id)")
      #expect(platform.supportsThreads == fact.features.threads, "\(platform.id)")
      if let alt = fact.media?.altTextMax { #expect(platform.altTextLimit == alt, "\(platform.id)") }
    }
  }
}
