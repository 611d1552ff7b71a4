import Foundation
import Synchronization

extension MastodonServer {
  var statusRoutes: [Route] {
    [
      Route("POST", "/api/v1/statuses", "statuses.create") { try self.create($0) },
      Route("GET", "/api/v1/statuses", "statuses.index") { try self.index($0) },
      Route("GET", "/api/v1/statuses/:id", "statuses.show") { try self.show($0) },
      Route("PUT", "/api/v1/statuses/:id", "statuses.update") { try self.edit($0) },
      Route("DELETE", "/api/v1/statuses/:id", "statuses.destroy") { try self.destroy($0) },
      Route("GET", "/api/v1/statuses/:id/context", "statuses.context") { try self.context($0) },
      Route("GET", "/api/v1/statuses/:id/source", "statuses.source") { try self.source($0) },
    ]
  }

  func uri(_ account: SandboxAccount, _ id: String) -> String { "\(base)/ap/users/\(account.id)/statuses/\(id)" }

  // MARK: creating

  /// The order of `PostStatusService`: an idempotency key that is known answers at once; then media,
  /// attributes and the status itself; the key is stored last.
  private func create(_ call: Call) throws -> Reply {
    let session = try session(call, ["write:statuses"], own: ("statuses", limits.statuses))
    let parameters = try parameters(call.request)
    if let key = call.request.header("idempotency-key"), let known = try remembered(key, session) { return known }
    let draft = try draft(parameters, session)
    let post = insert(draft, session, key: call.request.header("idempotency-key"), call.traits)
    return reply(200, entity(post, reader: session.account), session.standing)
  }

  private func remembered(_ key: String, _ session: MastodonSession) throws -> Reply? {
    let now = world.now
    guard let stored = state.withLock({ $0.keys[session.account.id + "\0" + key] }), stored.from <= now,
      now < stored.from.addingTimeInterval(limits.keySeconds)
    else { return nil }
    guard let post = world.post(uri: stored.uri), post.deletedAt == nil else { throw refuse(404, "Record not found") }
    return reply(200, entity(post, reader: session.account), session.standing)
  }

  struct Draft {
    var text: String
    var replyTo: String?
    var document: JSON
  }

  private func draft(_ parameters: MastodonParameters, _ session: MastodonSession) throws -> Draft {
    let media = try attached(parameters.list("media_ids"), session)
    try refuseUnsupported(parameters)
    var text = (parameters.text("status") ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    var spoiler = parameters.text("spoiler_text") ?? ""
    if text.isEmpty, !spoiler.isEmpty { swap(&text, &spoiler) }
    try check(text, spoiler, hasMedia: !media.isEmpty)
    return Draft(
      text: text, replyTo: try parent(parameters),
      document: [
        "visibility": .string(try visibility(parameters)), "spoiler_text": .string(spoiler),
        "sensitive": .bool(parameters.flag("sensitive") ?? false || !spoiler.isEmpty),
        "language": .string(try language(parameters)), "media": .array(media.map(JSON.string)),
        "application": session.app.map { ["name": .string($0), "website": nil] } ?? .null,
      ])
  }

  private func refuseUnsupported(_ parameters: MastodonParameters) throws {
    if parameters.text("scheduled_at") != nil { throw invalid("the sandbox does not schedule") }
    if parameters.groups.contains("poll") { throw invalid("the sandbox has no polls") }
  }

  private func check(_ text: String, _ spoiler: String, hasMedia: Bool) throws {
    if text.isEmpty, !hasMedia { throw invalid("Text can't be blank") }
    guard self.text.length(text) + spoiler.count <= limits.maxCharacters else {
      throw invalid("Text character limit of \(limits.maxCharacters) exceeded")
    }
  }

  private func visibility(_ parameters: MastodonParameters) throws -> String {
    let visibility = parameters.text("visibility") ?? "public"
    guard ["public", "unlisted", "private", "direct"].contains(visibility) else {
      throw invalid("Visibility is not included in the list")
    }
    return visibility
  }

  private func language(_ parameters: MastodonParameters) throws -> String {
    guard let language = parameters.text("language"), !language.isEmpty else { return "en" }
    guard language.wholeMatch(of: /[a-z]{2,3}(?:-[A-Za-z]{2,4})?/) != nil else { throw invalid("Language is invalid") }
    return language
  }

  private func parent(_ parameters: MastodonParameters) throws -> String? {
    guard let id = parameters.text("in_reply_to_id"), !id.isEmpty else { return nil }
    guard let post = find(id, includingLate: true) else {
      throw refuse(404, "The post you are trying to reply to does not appear to exist.")
    }
    return post.uri
  }

  private func insert(_ draft: Draft, _ session: MastodonSession, key: String?, _ traits: CreationTraits) -> SandboxPost
  {
    let post = newPost(draft, session.account, .client, key: key, late: traits.lateSeconds)
    world.insert(post)
    if traits.duplicate { world.insert(newPost(draft, session.account, .platform, key: key, late: traits.lateSeconds)) }
    if let key, let delay = traits.keyLateSeconds { store(key, session.account, post, after: delay) }
    return post
  }

  private func newPost(
    _ draft: Draft, _ account: SandboxAccount, _ origin: PostOrigin, key: String? = nil, late: Double = 0
  ) -> SandboxPost {
    let id = newID()
    let now = world.now
    return SandboxPost(
      platform: .mastodon, account: account.id, collection: "status", id: id, uri: uri(account, id), text: draft.text,
      createdAt: now, visibleAt: now.addingTimeInterval(late), origin: origin, clientKey: key, replyTo: draft.replyTo,
      document: draft.document)
  }

  private func store(_ key: String, _ account: SandboxAccount, _ post: SandboxPost, after delay: Double) {
    let from = world.now.addingTimeInterval(delay)
    state.withLock { $0.keys[account.id + "\0" + key] = StoredKey(uri: post.uri, from: from) }
    journal?.append(.idempotencyKey(account: account.id, key: key, uri: post.uri, from: from))
  }

  func overhear(_ call: Call, _ moment: Fault.Moment) {
    guard call.route == "statuses.create", let account = account(of: call.request),
      let parameters = try? MastodonParameters(call.request), let text = parameters.text("status"),
      world.noise.speaks(account.id, text, moment)
    else { return }
    let draft = Draft(
      text: text.trimmingCharacters(in: .whitespacesAndNewlines),
      document: [
        "visibility": "public", "spoiler_text": "", "sensitive": false, "language": "en", "media": [],
        "application": ["name": "Web", "website": nil],
      ])
    world.insert(newPost(draft, account, .person))
  }

  // MARK: reading

  private func find(_ id: String, includingLate: Bool = false) -> SandboxPost? {
    guard let post = world.status(id), post.deletedAt == nil, includingLate || post.visibleAt <= world.now else {
      return nil
    }
    return post
  }

  /// A status the reader may see. Direct and private ones only their author.
  private func readable(_ id: String, _ reader: SandboxAccount?) -> SandboxPost? {
    find(id).flatMap { post in
      ["public", "unlisted"].contains(post.document["visibility"]?.string) || post.account == reader?.id ? post : nil
    }
  }

  private func optionalSession(_ call: Call) throws -> MastodonSession? {
    if call.request.header("authorization") == nil {
      try count(call)
      return nil
    }
    return try session(call, ["read:statuses"])
  }

  private func existing(_ call: Call, _ reader: SandboxAccount?) throws -> SandboxPost {
    guard let post = readable(call.path["id"] ?? "", reader) else { throw refuse(404, "Record not found") }
    return post
  }

  private func show(_ call: Call) throws -> Reply {
    let session = try optionalSession(call)
    return reply(200, entity(try existing(call, session?.account), reader: session?.account), session?.standing)
  }

  /// Several at once (4.3+); unknown ids are left out.
  private func index(_ call: Call) throws -> Reply {
    let session = try optionalSession(call)
    let ids = call.request.queries("id[]").prefix(20)
    let found = ids.compactMap { readable($0, session?.account) }
    return reply(200, .array(found.map { entity($0, reader: session?.account) }), session?.standing)
  }

  private func context(_ call: Call) throws -> Reply {
    let session = try optionalSession(call)
    let post = try existing(call, session?.account)
    let all = { (posts: [SandboxPost]) in JSON.array(posts.map { self.entity($0, reader: session?.account) }) }
    return reply(
      200, ["ancestors": all(ancestors(of: post)), "descendants": all(descendants(of: post))], session?.standing)
  }

  private func ancestors(of post: SandboxPost) -> [SandboxPost] {
    var chain: [SandboxPost] = []
    var next = post.replyTo
    while let uri = next, let parent = world.post(uri: uri), parent.isVisible(at: world.now) {
      chain.insert(parent, at: 0)
      next = parent.replyTo
    }
    return chain
  }

  private func descendants(of post: SandboxPost) -> [SandboxPost] {
    world.replies(to: post.uri).flatMap { [$0] + descendants(of: $0) }
  }

  private func source(_ call: Call) throws -> Reply {
    let session = try session(call, ["read:statuses"])
    let post = try own(call, session)
    return reply(
      200,
      [
        "id": .string(post.id), "text": .string(post.text), "spoiler_text": post.document["spoiler_text"] ?? "",
      ], session.standing)
  }

  // MARK: changing

  private func own(_ call: Call, _ session: MastodonSession) throws -> SandboxPost {
    guard let post = find(call.path["id"] ?? "", includingLate: true), post.account == session.account.id else {
      throw refuse(404, "Record not found")
    }
    return post
  }

  private func edit(_ call: Call) throws -> Reply {
    let session = try session(call, ["write:statuses"])
    let post = try own(call, session)
    let parameters = try parameters(call.request)
    let text = (parameters.text("status") ?? post.text).trimmingCharacters(in: .whitespacesAndNewlines)
    let spoiler = parameters.text("spoiler_text") ?? post.document["spoiler_text"]?.string ?? ""
    try check(text, spoiler, hasMedia: !(post.document["media"]?.array ?? []).isEmpty)
    let now = world.now
    let edited = world.change(uri: post.uri) { post in
      post.text = text
      post.editedAt = now
      post.document["spoiler_text"] = .string(spoiler)
      if let language = parameters.text("language") { post.document["language"] = .string(language) }
    }
    return reply(200, entity(edited ?? post, reader: session.account), session.standing)
  }

  private func destroy(_ call: Call) throws -> Reply {
    let session = try session(call, ["write:statuses"], own: ("deletes", limits.deletes))
    let post = try own(call, session)
    let now = world.now
    world.change(uri: post.uri) { $0.deletedAt = now }
    return reply(200, entity(post, reader: session.account, source: true), session.standing)
  }
}
