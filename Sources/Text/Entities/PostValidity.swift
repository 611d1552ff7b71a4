/// What X accepts as a user name, list, hashtag or link when it stands alone (twitter-text's validator).
package enum PostValidity {
  package static func isUserName(_ text: String) -> Bool {
    let mentions = Entities.mentionsOrLists(text)
    return mentions.count == 1 && mentions[0].list.isEmpty && covers(mentions[0].span, text)
  }

  package static func isList(_ text: String) -> Bool {
    let mentions = Entities.mentionsOrLists(text)
    return mentions.count == 1 && !mentions[0].list.isEmpty && covers(mentions[0].span, text)
  }

  package static func isHashtag(_ text: String) -> Bool {
    let tags = Entities.hashtags(text)
    return tags.count == 1 && covers(tags[0].span, text)
  }

  package static func isURL(_ text: String, requireScheme: Bool = true) -> Bool {
    URLGrammar(text)?.isValid(requireScheme: requireScheme) ?? false
  }

  private static func covers(_ span: Span, _ text: String) -> Bool {
    span == Span(0, text.unicodeScalars.count)
  }
}
