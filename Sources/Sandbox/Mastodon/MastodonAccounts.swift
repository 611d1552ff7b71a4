import Foundation

extension MastodonServer {
  var accountRoutes: [Route] {
    [
      Route("GET", "/api/v1/accounts/verify_credentials", "accounts.verify_credentials") {
        try self.verifyCredentials($0)
      },
      Route("GET", "/api/v1/accounts/lookup", "accounts.lookup") { try self.lookup($0) },
      Route("GET", "/api/v1/accounts/:id", "accounts.show") { try self.showAccount($0) },
      Route("GET", "/api/v1/accounts/:id/statuses", "accounts.statuses") { try self.accountStatuses($0) },
    ]
  }

  private func verifyCredentials(_ call: Call) throws -> Reply {
    let session = try session(call, ["profile", "read:accounts"])
    return reply(200, credentialEntity(session.account), session.standing)
  }

  private func lookup(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let name = (call.request.query("acct") ?? "").drop { $0 == "@" }.prefix { $0 != "@" }
    guard let account = knows(String(name)) else { throw refuse(404, "Record not found") }
    return reply(200, entity(account), standing)
  }

  private func showAccount(_ call: Call) throws -> Reply {
    let standing = try count(call)
    guard let account = world.account(.mastodon, call.path["id"] ?? "") else { throw refuse(404, "Record not found") }
    return reply(200, entity(account), standing)
  }

  /// Newest first, 20 or up to 40, with `Link` to the next older and newer page.
  private func accountStatuses(_ call: Call) throws -> Reply {
    let session = call.request.header("authorization") == nil ? nil : try session(call, ["read:statuses"])
    if session == nil { try count(call) }
    guard let account = world.account(.mastodon, call.path["id"] ?? "") else { throw refuse(404, "Record not found") }
    let page = page(call.request, of: timeline(call.request, account, session?.account))
    return reply(200, .array(page.map { entity($0, reader: session?.account) }), session?.standing)
      .adding(link(call.request, page))
  }

  private func timeline(_ request: Request, _ account: SandboxAccount, _ reader: SandboxAccount?) -> [SandboxPost] {
    let open = reader?.id == account.id ? ["public", "unlisted", "private", "direct"] : ["public", "unlisted"]
    let withoutReplies = request.query("exclude_replies") == "true"
    return world.visible(account, collection: "status").filter { post in
      open.contains(post.document["visibility"]?.string ?? "public")
        && !(withoutReplies && post.replyTo.map { isReplyToOther($0, account) } ?? false)
    }
  }

  private func isReplyToOther(_ uri: String, _ account: SandboxAccount) -> Bool {
    world.post(uri: uri)?.account != account.id
  }

  private func page(_ request: Request, of posts: [SandboxPost]) -> [SandboxPost] {
    let limit = min(max(request.query("limit").flatMap(Int.init) ?? 20, 1), 40)
    let below = request.query("max_id").flatMap(Int.init) ?? .max
    let above = (request.query("since_id") ?? request.query("min_id")).flatMap(Int.init) ?? 0
    let matching = posts.filter { post in Int(post.id).map { $0 < below && $0 > above } ?? false }
      .sorted { (Int($0.id) ?? 0) > (Int($1.id) ?? 0) }
    return Array(request.query("min_id") == nil ? matching.prefix(limit) : matching.suffix(limit))
  }

  private func link(_ request: Request, _ page: [SandboxPost]) -> [(name: String, value: String)] {
    guard let newest = page.first, let oldest = page.last else { return [] }
    let kept = request.query.filter { !["max_id", "min_id", "since_id"].contains($0.name) }
      .map { Form.encode($0.name) + "=" + Form.encode($0.value) }
    let address = { (more: String) in self.base + request.path + "?" + (kept + [more]).joined(separator: "&") }
    return [
      (
        "Link",
        "<\(address("max_id=\(oldest.id)"))>; rel=\"next\", <\(address("min_id=\(newest.id)"))>; rel=\"prev\""
      )
    ]
  }
}
