import Foundation

/// What the app view answers without a login.
extension BlueskyServer {
  var viewRoutes: [Route] {
    [
      Route("GET", "/xrpc/app.bsky.feed.getPosts", "app.bsky.feed.getPosts") { try self.getPosts($0) },
      Route("GET", "/xrpc/app.bsky.feed.getAuthorFeed", "app.bsky.feed.getAuthorFeed") { try self.authorFeed($0) },
      Route("GET", "/xrpc/app.bsky.actor.getProfile", "app.bsky.actor.getProfile") { try self.getProfile($0) },
    ]
  }

  private func getPosts(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let uris = call.request.queries("uris")
    guard !uris.isEmpty else { throw invalid("Error: Params must have the property \"uris\"") }
    guard uris.count <= 25 else { throw invalid("Error: Params/uris must not have more than 25 elements") }
    let now = world.now
    let found = uris.compactMap { world.post(uri: $0) }
      .filter { $0.collection == PostRecord.collection && $0.isVisible(at: now) }
    return reply(200, ["posts": .array(found.compactMap(view))], standing)
  }

  private func authorFeed(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let account = try actor(call)
    let limit = try pageSize(call, 50)
    var posts = Array(world.visible(account, collection: PostRecord.collection).reversed())
    if let cursor = call.request.query("cursor") { posts.removeAll { Timestamp.text($0.createdAt) >= cursor } }
    let page = posts.prefix(limit)
    var value: JSON = ["feed": .array(page.compactMap { post in view(post).map { ["post": $0] } })]
    if posts.count > limit, let last = page.last { value["cursor"] = .string(Timestamp.text(last.createdAt)) }
    return reply(200, value, standing)
  }

  private func actor(_ call: Call) throws -> SandboxAccount {
    let actor = try required("actor", query: call)
    guard let account = world.account(.bluesky, actor) else { throw invalid("Profile not found") }
    return account
  }

  private func getProfile(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let account = try actor(call)
    var value = basic(account)
    value["followersCount"] = .int(world.engagement.followers(account, at: world.now))
    value["followsCount"] = 0
    value["postsCount"] = .int(world.standing(account, collection: PostRecord.collection).count)
    value["indexedAt"] = .string(Timestamp.text(account.createdAt))
    return reply(200, value, standing)
  }

  private func basic(_ account: SandboxAccount) -> JSON {
    [
      "did": .string(account.id), "handle": .string(account.name), "displayName": .string(account.displayName),
      "associated": ["activitySubscription": ["allowSubscriptions": "followers"]],
      "labels": [], "createdAt": .string(Timestamp.text(account.createdAt)),
    ]
  }

  private func view(_ post: SandboxPost) -> JSON? {
    guard let author = world.account(.bluesky, post.account) else { return nil }
    let counts = world.engagement.counts(post, at: world.now)
    let replies = world.replies(to: post.uri).count
    return [
      "uri": .string(post.uri), "cid": .text(post.cid), "author": basic(author), "record": post.document,
      "bookmarkCount": .int(counts.bookmarks), "replyCount": .int(counts.replies + replies),
      "repostCount": .int(counts.reposts), "likeCount": .int(counts.likes), "quoteCount": .int(counts.quotes),
      "indexedAt": .string(Timestamp.text(post.visibleAt)), "labels": [],
    ]
  }
}
