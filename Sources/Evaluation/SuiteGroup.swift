import Text

/// What one group of twitter-text's conformance files asks.
enum SuiteGroup {
  /// What we say of `text`; nil when no group has this name. `hashtags` and `urls` ask for validity where a truth value
  /// is expected, for those in the text where a list is.
  static func answer(_ group: String, _ text: String, expected: SuiteValue) -> SuiteValue? {
    switch (group, expected) {
    case ("hashtags", .bool): .bool(PostValidity.isHashtag(text))
    case ("urls", .bool): .bool(PostValidity.isURL(text))
    default: valid(group, text) ?? weighted(group, text) ?? extracted(group, text)
    }
  }

  // MARK: validate.yml

  private static func valid(_ group: String, _ text: String) -> SuiteValue? {
    switch group {
    case "tweets": .bool(WeightedLength(text, rules: .version1).valid)
    case "usernames": .bool(PostValidity.isUserName(text))
    case "lists": .bool(PostValidity.isList(text))
    case "urls_without_protocol": .bool(PostValidity.isURL(text, requireScheme: false))
    default: nil
    }
  }

  /// The version of the configuration goes with the group, as in twitter-text's own tests.
  private static func weighted(_ group: String, _ text: String) -> SuiteValue? {
    switch group {
    case "WeightedTweetsCounterTest": parsed(WeightedLength(text, rules: .version2))
    case "WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest":
      parsed(WeightedLength(text, rules: .version3))
    default: nil
    }
  }

  private static func parsed(_ length: WeightedLength) -> SuiteValue {
    .map([
      "weightedLength": .int(length.length), "valid": .bool(length.valid), "permillage": .int(length.permillage),
      "displayRangeStart": .int(0), "displayRangeEnd": .int(length.displayEnd), "validRangeStart": .int(0),
      "validRangeEnd": .int(length.validEnd),
    ])
  }

  // MARK: extract.yml

  private static func extracted(_ group: String, _ text: String) -> SuiteValue? {
    switch group {
    case "mentions": names(Entities.mentions(text))
    case "mentions_with_indices": indexed(Entities.mentions(text), "screen_name")
    case "mentions_or_lists_with_indices": lists(text)
    case "replies": Entities.replyTarget(text).map(SuiteValue.string) ?? .null
    case "urls", "tco_urls_with_params", "country", "generic": names(Entities.urls(text))
    case "urls_with_indices", "urls_with_directional_markers": indexed(Entities.urls(text), "url")
    case "hashtags", "hashtags_from_astral": names(Entities.hashtags(text))
    case "hashtags_with_indices": indexed(Entities.hashtags(text), "hashtag")
    case "cashtags": names(Entities.cashtags(text))
    case "cashtags_with_indices": indexed(Entities.cashtags(text), "cashtag")
    default: nil
    }
  }

  private static func names(_ entities: [Entity]) -> SuiteValue { .list(entities.map { .string($0.value) }) }

  private static func indexed(_ entities: [Entity], _ key: String) -> SuiteValue {
    .list(entities.map { .map([key: .string($0.value), "indices": indices($0.span)]) })
  }

  private static func lists(_ text: String) -> SuiteValue {
    .list(
      Entities.mentionsOrLists(text).map {
        .map(["screen_name": .string($0.user), "list_slug": .string($0.list), "indices": indices($0.span)])
      })
  }

  private static func indices(_ span: Span) -> SuiteValue { .list([.int(span.start), .int(span.end)]) }
}
