import Foundation

/// The pages that `https://bsky.app/profile/…` would show.
extension BlueskyServer {
  var pageRoutes: [Route] {
    [
      Route("GET", "/profile/:actor", "pages.profile") { try self.profilePage($0) },
      Route("GET", "/profile/:actor/post/:rkey", "pages.post") { try self.postPage($0) },
    ]
  }

  private func person(_ call: Call) throws -> SandboxAccount {
    guard let account = world.account(.bluesky, call.path["actor"] ?? "") else { throw missing }
    return account
  }

  private var missing: Refusal {
    Refusal(reply: .html(404, SandboxPage.render(title: "Post not found", "<p>This post may have been deleted.</p>")))
  }

  private func profilePage(_ call: Call) throws -> Reply {
    let account = try person(call)
    let posts = world.visible(account, collection: PostRecord.collection).reversed()
    return .html(200, SandboxPage.render(title: account.displayName, posts.map(card).joined()))
  }

  private func postPage(_ call: Call) throws -> Reply {
    let account = try person(call)
    guard let post = world.post(uri: uri(account, PostRecord.collection, call.path["rkey"] ?? "")),
      post.isVisible(at: world.now)
    else { throw missing }
    return .html(200, SandboxPage.render(title: account.displayName, card(post)))
  }

  func card(_ post: SandboxPost) -> String {
    guard let author = world.account(.bluesky, post.account) else { return "" }
    return SandboxPage.card(
      post, author: author, name: "@\(author.name)", address: "\(base)/profile/\(author.name)/post/\(post.id)",
      html: RichText.html(post.document), counts: world.engagement.counts(post, at: world.now))
  }
}

/// A post's text with its facets as links, as the app shows it: only facets make anything clickable.
enum RichText {
  static func html(_ record: JSON) -> String {
    let bytes = Array((record["text"]?.string ?? "").utf8)
    var out = ""
    var place = 0
    for facet in facets(record) where facet.start >= place && facet.end <= bytes.count && facet.start < facet.end {
      out += Markup.escape(String(decoding: bytes[place..<facet.start], as: UTF8.self))
      let text = Markup.escape(String(decoding: bytes[facet.start..<facet.end], as: UTF8.self))
      out += facet.target.map { #"<a href="\#(Markup.escape($0))" rel="nofollow noopener">\#(text)</a>"# } ?? text
      place = facet.end
    }
    return out + Markup.escape(String(decoding: bytes[place...], as: UTF8.self)) + embed(record)
  }

  private static func facets(_ record: JSON) -> [(start: Int, end: Int, target: String?)] {
    (record["facets"]?.array ?? []).compactMap { facet in
      guard let start = facet["index"]?["byteStart"]?.int, let end = facet["index"]?["byteEnd"]?.int else { return nil }
      return (start, end, target(facet["features"]?[0]))
    }.sorted { $0.start < $1.start }
  }

  private static func target(_ feature: JSON?) -> String? {
    if let uri = feature?["uri"]?.string { return uri.hasPrefix("https://") || uri.hasPrefix("http://") ? uri : nil }
    if let did = feature?["did"]?.string { return "/profile/" + did }
    return feature?["tag"]?.string.map { "#" + Form.encode($0) }
  }

  private static func embed(_ record: JSON) -> String {
    guard let external = record["embed"]?["external"], let uri = external["uri"]?.string,
      uri.hasPrefix("https://") || uri.hasPrefix("http://")
    else { return "" }
    return "<p><a href=\"\(Markup.escape(uri))\" rel=\"nofollow noopener\">"
      + "\(Markup.escape(external["title"]?.string ?? uri))</a></p>"
  }
}
