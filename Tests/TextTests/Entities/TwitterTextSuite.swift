import Testing
import Text
import Yams

/// The conformance suite that twitter-text publishes, as the fixtures have it.
@Suite("twitter-text conformance")
struct TwitterTextSuite {
  struct File: Decodable { var tests: [String: [Case]] }

  struct Case: Decodable {
    var description: String
    var text: String
    var expected: Node

    enum CodingKeys: CodingKey { case description, text, expected }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      description = try values.decode(String.self, forKey: .description)
      text = try values.decode(String.self, forKey: .text)
      expected = try values.decodeIfPresent(Node.self, forKey: .expected) ?? .null
    }
  }

  indirect enum Node: Decodable, Equatable {
    case null, bool(Bool), int(Int), string(String), list([Node]), map([String: Node])

    init(from decoder: any Decoder) throws {
      if var list = try? decoder.unkeyedContainer() {
        var items: [Node] = []
        while !list.isAtEnd { items.append(try list.decode(Node.self)) }
        self = .list(items)
      } else if let map = try? decoder.singleValueContainer().decode([String: Node].self) {
        self = .map(map)
      } else {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
          self = .null
        } else if let bool = try? value.decode(Bool.self) {
          self = .bool(bool)
        } else if let int = try? value.decode(Int.self) {
          self = .int(int)
        } else {
          self = .string(try value.decode(String.self))
        }
      }
    }
  }

  @Test(
    "every validate case holds",
    arguments: ["tweets", "usernames", "lists", "hashtags", "urls", "urls_without_protocol"])
  func validate(group: String) throws {
    let cases = try #require(Fixtures.yaml("twitter-text/validate-sample.yml", as: File.self).tests[group])
    #expect(!cases.isEmpty)
    for item in cases { #expect(.bool(valid(item.text, group)) == item.expected, "\(item.description)") }
  }

  private func valid(_ text: String, _ group: String) -> Bool {
    switch group {
    case "usernames": PostValidity.isUserName(text)
    case "lists": PostValidity.isList(text)
    case "hashtags": PostValidity.isHashtag(text)
    case "urls": PostValidity.isURL(text)
    case "urls_without_protocol": PostValidity.isURL(text, requireScheme: false)
    default: WeightedLength(text, rules: .version1).valid
    }
  }

  @Test(
    "every weighted length is exact",
    arguments: [
      "WeightedTweetsCounterTest", "WeightedTweetsWithDiscountedEmojiCounterTest",
      "UnicodeDirectionalMarkerCounterTest",
    ])
  func weighted(group: String) throws {
    let cases = try #require(Fixtures.yaml("twitter-text/validate-sample.yml", as: File.self).tests[group])
    #expect(!cases.isEmpty)
    let rules: WeightedLength.Rules = group == "WeightedTweetsCounterTest" ? .version2 : .version3
    for item in cases {
      let measured = WeightedLength(item.text, rules: rules)
      let node = Node.map([
        "weightedLength": .int(measured.length), "valid": .bool(measured.valid),
        "permillage": .int(measured.permillage),
        "displayRangeStart": .int(0), "displayRangeEnd": .int(measured.displayEnd), "validRangeStart": .int(0),
        "validRangeEnd": .int(measured.validEnd),
      ])
      #expect(node == item.expected, "\(item.description)")
    }
  }

  @Test("every extraction holds, indices too")
  func extract() throws {
    let groups = try Fixtures.yaml("twitter-text/extract-sample.yml", as: File.self).tests
    #expect(groups.values.map(\.count).reduce(0, +) > 80)
    for (group, cases) in groups {
      for item in cases { #expect(extracted(item.text, group) == item.expected, "\(group): \(item.description)") }
    }
  }

  private func extracted(_ text: String, _ group: String) -> Node {
    switch group {
    case "mentions": names(Entities.mentions(text))
    case "mentions_with_indices": indexed(Entities.mentions(text), "screen_name")
    case "mentions_or_lists_with_indices": lists(text)
    case "replies": Entities.replyTarget(text).map(Node.string) ?? .null
    case "urls", "tco_urls_with_params": names(Entities.urls(text))
    case "urls_with_indices", "urls_with_directional_markers": indexed(Entities.urls(text), "url")
    case "hashtags", "hashtags_from_astral": names(Entities.hashtags(text))
    case "hashtags_with_indices": indexed(Entities.hashtags(text), "hashtag")
    case "cashtags": names(Entities.cashtags(text))
    case "cashtags_with_indices": indexed(Entities.cashtags(text), "cashtag")
    default: .string("unknown group \(group)")
    }
  }

  private func names(_ entities: [Entity]) -> Node { .list(entities.map { .string($0.value) }) }

  private func indexed(_ entities: [Entity], _ key: String) -> Node {
    .list(entities.map { .map([key: .string($0.value), "indices": indices($0.span)]) })
  }

  private func indices(_ span: Span) -> Node { .list([.int(span.start), .int(span.end)]) }

  private func lists(_ text: String) -> Node {
    .list(
      Entities.mentionsOrLists(text).map {
        .map(["screen_name": .string($0.user), "list_slug": .string($0.list), "indices": indices($0.span)])
      })
  }
}
