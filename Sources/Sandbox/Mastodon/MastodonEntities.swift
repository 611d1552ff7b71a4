import Foundation

/// The entities as Mastodon 4.6.4 writes them: the keys and their order are those of recorded replies.
extension MastodonServer {
  var text: MastodonText { MastodonText(base: base, domain: domain, charactersPerURL: limits.charactersPerURL) }

  func knows(_ user: String) -> SandboxAccount? { world.account(.mastodon, user) }

  func entity(_ account: SandboxAccount) -> JSON {
    let standing = world.standing(account, collection: "status")
    let avatar = JSON.string(base + "/avatars/original/missing.png")
    let header = JSON.string(base + "/headers/original/missing.png")
    return [
      "id": .string(account.id), "username": .string(account.name), "acct": .string(account.name),
      "display_name": .string(account.displayName), "locked": false, "bot": false, "discoverable": true,
      "indexable": true, "group": false, "created_at": .string(Timestamp.midnight(account.createdAt)), "note": "",
      "url": .string("\(base)/@\(account.name)"), "uri": .string("\(base)/ap/users/\(account.id)"),
      "avatar": avatar, "avatar_static": avatar, "avatar_description": "", "header": header, "header_static": header,
      "header_description": "", "followers_count": .int(world.engagement.followers(account, at: world.now)),
      "following_count": 0, "statuses_count": .int(standing.count),
      "last_status_at": .text(standing.newest.map { Timestamp.day($0) }), "hide_collections": false,
      "show_media": true, "show_media_replies": true, "show_featured": true, "noindex": false,
      "feature_approval": ["automatic": [], "manual": [], "current_user": "denied"], "emojis": [], "roles": [],
      "fields": [],
    ]
  }

  func credentialEntity(_ account: SandboxAccount) -> JSON {
    var value = entity(account)
    value["source"] = [
      "privacy": "public", "sensitive": false, "language": nil, "note": "", "fields": [], "follow_requests_count": 0,
      "hide_collections": false, "discoverable": true, "indexable": true, "attribution_domains": [],
      "quote_policy": "public",
    ]
    value["role"] = ["id": "-99", "name": "", "color": "", "permissions": "65536", "highlighted": false]
    return value
  }

  /// `reader` adds what only a signed-in reader sees. `source` gives the plain text in place of `content`,
  /// as the reply to a deletion does.
  func entity(_ post: SandboxPost, reader: SandboxAccount?, source: Bool = false) -> JSON {
    guard let author = world.account(.mastodon, post.account) else { return .null }
    let counts = world.engagement.counts(post, at: world.now)
    let replies = world.replies(to: post.uri).count
    let parent = post.replyTo.flatMap { world.post(uri: $0) }
    var value: JSON = [
      "id": .string(post.id), "created_at": .string(Timestamp.text(post.createdAt)),
      "in_reply_to_id": .text(parent?.id), "in_reply_to_account_id": .text(parent?.account),
      "sensitive": post.document["sensitive"] ?? false, "spoiler_text": post.document["spoiler_text"] ?? "",
      "visibility": post.document["visibility"] ?? "public", "language": post.document["language"] ?? "en",
      "uri": .string(post.uri), "url": .string("\(base)/@\(author.name)/\(post.id)"),
      "replies_count": .int(counts.replies + replies), "reblogs_count": .int(counts.reposts),
      "favourites_count": .int(counts.likes), "quotes_count": .int(counts.quotes),
      "edited_at": .text(post.editedAt.map { Timestamp.text($0) }),
    ]
    if reader != nil {
      for key in ["favourited", "reblogged", "muted", "bookmarked"] { value[key] = false }
      if reader?.id == author.id { value["pinned"] = false }
    }
    if source { value["text"] = .string(post.text) } else { value["content"] = .string(content(post)) }
    if reader != nil { value["filtered"] = [] }
    value["reblog"] = .null
    if !(post.document["application"] ?? .null).isNull { value["application"] = post.document["application"] }
    value["account"] = entity(author)
    value["media_attachments"] = .array((post.document["media"]?.array ?? []).compactMap { mediaEntity($0.string) })
    value["mentions"] = .array(text.mentions(post.text, knows: knows).map(mention))
    value["tags"] = .array(text.tags(post.text).map(tag))
    value["emojis"] = []
    value["tagged_collections"] = []
    value["quote"] = .null
    value["card"] = card(post)
    value["poll"] = .null
    value["quote_approval"] = ["automatic": ["public"], "manual": [], "current_user": "automatic"]
    return value
  }

  func content(_ post: SandboxPost) -> String { text.html(post.text, knows: knows) }

  private func mention(_ account: SandboxAccount) -> JSON {
    [
      "id": .string(account.id), "username": .string(account.name),
      "url": .string("\(base)/@\(account.name)"), "acct": .string(account.name),
    ]
  }

  private func tag(_ name: String) -> JSON {
    ["name": .string(name), "url": .string("\(base)/tags/\(Form.encode(name))")]
  }

  /// The instance fetches the first link a little after posting. The sandbox calls nobody: its card
  /// tells the host, and appears a second later.
  private func card(_ post: SandboxPost) -> JSON {
    guard (post.document["media"]?.array ?? []).isEmpty, let url = MastodonText.urls(post.text).first,
      let host = URL(string: url)?.host, world.now.timeIntervalSince(post.createdAt) >= 1
    else { return .null }
    return [
      "url": .string(url), "title": .string(host), "description": "", "language": "en", "type": "link",
      "author_name": "", "author_url": "", "provider_name": .string(host), "provider_url": "", "html": "", "width": 0,
      "height": 0, "image": nil, "image_description": "", "embed_url": "", "blurhash": nil, "published_at": nil,
      "authors": [],
    ]
  }
}
