extension BlueskyServer {
  var identityRoutes: [Route] {
    [
      Route("GET", "/xrpc/com.atproto.identity.resolveHandle", "com.atproto.identity.resolveHandle") {
        try self.resolveHandle($0)
      },
      Route("GET", "/xrpc/_health", "health") { _ in self.reply(200, ["version": "0.4.5000"]) },
    ]
  }

  private func resolveHandle(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let handle = try required("handle", query: call)
    guard Lexicon.isHandle(handle) else { throw invalid("Error: Params/handle must be a valid handle") }
    guard let account = world.account(.bluesky, handle), account.name.lowercased() == handle.lowercased() else {
      throw invalid("Unable to resolve handle")
    }
    return reply(200, ["did": .string(account.id)], standing)
  }
}
