import Foundation

/// What a person sees who opens a profile or the address of a post.
extension MastodonServer {
  var pageRoutes: [Route] {
    [
      Route("GET", "/:handle", "pages.profile") { try self.profile($0) },
      Route("GET", "/:handle/:id", "pages.status") { try self.statusPage($0) },
    ]
  }

  private func person(_ call: Call) throws -> SandboxAccount {
    let handle = call.path["handle"] ?? ""
    guard handle.hasPrefix("@"), let account = knows(String(handle.dropFirst())) else { throw missing }
    return account
  }

  private var missing: Refusal {
    Refusal(reply: .html(404, SandboxPage.render(title: "The page you are looking for isn't here.", "")))
  }

  private func profile(_ call: Call) throws -> Reply {
    let account = try person(call)
    let posts = world.visible(account, collection: "status").reversed().filter(isOpen)
    return .html(200, SandboxPage.render(title: account.displayName, posts.map(card).joined()))
  }

  private func statusPage(_ call: Call) throws -> Reply {
    let account = try person(call)
    let posts = world.visible(account, collection: "status")
    guard let post = posts.last(where: { $0.id == call.path["id"] }), isOpen(post) else { throw missing }
    return .html(200, SandboxPage.render(title: account.displayName, card(post)))
  }

  private func isOpen(_ post: SandboxPost) -> Bool {
    ["public", "unlisted"].contains(post.document["visibility"]?.string)
  }

  func card(_ post: SandboxPost) -> String {
    guard let author = world.account(.mastodon, post.account) else { return "" }
    return SandboxPage.card(
      post, author: author, name: "@\(author.name)@\(domain)", address: "\(base)/@\(author.name)/\(post.id)",
      html: content(post), counts: world.engagement.counts(post, at: world.now))
  }
}
