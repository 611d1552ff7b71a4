import Foundation
import OrderedCollections

/// The control API and the feed page. JSON in and out; nothing here imitates a platform.
struct ControlServer: Sendable {
  let sandbox: Sandbox

  func respond(_ request: Request) async -> Reply {
    switch routes.meet(request.method, request.path) {
    case .none: Self.problem(404, "There is nothing at \(request.path).")
    case .wrongMethod: Self.problem(405, "\(request.path) has no \(request.method).")
    case .route(let route, let path): await work(route, Call(request: request, route: route.name, path: path))
    }
  }

  private func work(_ route: Route, _ call: Call) async -> Reply {
    do {
      if route.name == "refuse" { try await refuse(call) }
      return try route.handle(call)
    } catch let refusal as Refusal {
      return refusal.reply
    } catch let words as FaultWords {
      return Self.problem(400, words.text)
    } catch let fault as JSONFault {
      return Self.problem(400, "The body is not JSON: \(fault.reason) at byte \(fault.offset).")
    } catch {
      return Self.problem(500, "\(error)")
    }
  }

  static func problem(_ status: Int, _ words: String) -> Reply { .json(status, ["error": .string(words)]) }

  private var routes: [Route] {
    [
      Route("GET", "/", "feed") { feed($0) },
      Route("GET", "/sandbox", "about") { _ in .json(200, about) },
      Route("GET", "/sandbox/posts", "posts") { try posts($0) },
      Route("DELETE", "/sandbox/posts", "posts.forget") { _ in forget() },
      Route("GET", "/sandbox/requests", "requests") { _ in requests() },
      Route("GET", "/sandbox/accounts", "accounts") { _ in accounts() },
      Route("POST", "/sandbox/accounts", "accounts.create") { try createAccount($0) },
      Route("POST", "/sandbox/accounts/:platform/:name/expire-tokens", "accounts.expire") { try expire($0) },
      Route("POST", "/sandbox/accounts/:platform/:name/credentials", "accounts.credentials") { try credential($0) },
      Route("GET", "/sandbox/faults", "faults") { _ in faults() },
      Route("POST", "/sandbox/faults", "faults.create") { try addFault($0) },
      Route("DELETE", "/sandbox/faults", "faults.clear") { _ in clearFaults() },
      Route("DELETE", "/sandbox/faults/:id", "faults.delete") { try removeFault($0) },
      Route("POST", "/sandbox/plan", "plan") { try addPlan($0) },
      Route("POST", "/sandbox/refuse", "refuse") { _ in .json(200, ["refusing": true]) },
      Route("POST", "/sandbox/noise", "noise") { try setNoise($0) },
    ]
  }

  // MARK: reading

  private var about: JSON {
    let addresses = sandbox.addresses
    return [
      "mastodon": .string(addresses.mastodon), "bluesky": .string(addresses.bluesky),
      "control": .string(addresses.control),
    ]
  }

  /// `?platform=` and `?account=` narrow; `?deleted=0` leaves deleted ones out.
  private func posts(_ call: Call) throws -> Reply {
    let query = call.request.query("platform").map { JSON.object(["platform": .string($0)]) } ?? [:]
    let account = call.request.query("account").flatMap { wanted in
      sandbox.accounts.first { wanted == $0.id || wanted == $0.name }
    }
    if call.request.query("account") != nil, account == nil { throw FaultWords(text: "account: unknown") }
    let found = sandbox.posts(try query.platform()).filter { post in
      (account == nil || account?.id == post.account) && (call.request.query("deleted") != "0" || post.deletedAt == nil)
    }
    return .json(200, ["posts": .array(found.map(describe))])
  }

  private func describe(_ post: SandboxPost) -> JSON {
    [
      "platform": .string(post.platform.rawValue), "account": .string(post.account),
      "collection": .string(post.collection), "id": .string(post.id), "uri": .string(post.uri), "cid": .text(post.cid),
      "text": .string(post.text), "rendered": .string(sandbox.rendered(post)), "origin": .string(post.origin.rawValue),
      "client_key": .text(post.clientKey), "reply_to": .text(post.replyTo),
      "created_at": .string(Timestamp.text(post.createdAt)), "visible_at": .string(Timestamp.text(post.visibleAt)),
      "edited_at": .text(post.editedAt.map { Timestamp.text($0) }),
      "deleted_at": .text(post.deletedAt.map { Timestamp.text($0) }),
    ]
  }

  private func requests() -> Reply {
    .json(
      200,
      [
        "requests": .array(
          sandbox.requests.all.map { line in
            [
              "at": .string(Timestamp.text(line.at)), "platform": .string(line.platform.rawValue),
              "method": .string(line.method), "path": .string(line.path), "route": .string(line.route),
              "account": .text(line.account), "faults": .array(line.faults.map(\.json)),
              "outcome": .string(line.outcome),
            ]
          })
      ])
  }

  private func accounts() -> Reply {
    .json(200, ["accounts": .array(sandbox.accounts.map(describe))])
  }

  private func describe(_ account: SandboxAccount) -> JSON {
    [
      "platform": .string(account.platform.rawValue), "id": .string(account.id), "name": .string(account.name),
      "display_name": .string(account.displayName), "created_at": .string(Timestamp.text(account.createdAt)),
    ]
  }

  /// Newest first, all platforms, as readers see them now.
  private func feed(_ call: Call) -> Reply {
    let now = sandbox.world.now
    let shown = sandbox.posts().filter {
      $0.isVisible(at: now) && ["status", PostRecord.collection].contains($0.collection)
    }
    .sorted { $0.createdAt > $1.createdAt }.prefix(200)
    let cards = shown.map { $0.platform == .mastodon ? sandbox.mastodon.card($0) : sandbox.bluesky.card($0) }
    let body =
      cards.isEmpty
      ? "<p>Nothing has been posted yet. What you publish in rehearsal shows up here.</p>" : cards.joined()
    return .html(200, SandboxPage.render(title: "Feed", body))
  }

  // MARK: changing

  private func body(_ call: Call) throws -> JSON { try JSON(parsing: call.request.body) }

  private func forget() -> Reply {
    sandbox.world.forgetPosts()
    return .json(200, [:])
  }

  private func createAccount(_ call: Call) throws -> Reply {
    let body = try body(call)
    guard let platform = try body.platform() else { throw FaultWords(text: "platform: needed") }
    guard let name = body["name"]?.string,
      platform == .mastodon ? name.wholeMatch(of: /\w{1,30}/) != nil : Lexicon.isHandle(name)
    else { throw FaultWords(text: "name: a Mastodon user name or a Bluesky handle") }
    let account = sandbox.account(platform, name, displayName: body["display_name"]?.string ?? name)
    var value = describe(account)
    value["credential"] = .string(sandbox.newCredential(account))
    return .json(200, value)
  }

  private func account(_ call: Call) throws -> SandboxAccount {
    let platform = call.path["platform"].flatMap(SandboxPlatform.init(rawValue:))
    guard let platform, let account = sandbox.world.account(platform, call.path["name"] ?? "") else {
      throw Refusal(reply: Self.problem(404, "There is no such account."))
    }
    return account
  }

  private func credential(_ call: Call) throws -> Reply {
    .json(200, ["credential": .string(sandbox.newCredential(try account(call)))])
  }

  private func expire(_ call: Call) throws -> Reply {
    sandbox.expireTokens(of: try account(call))
    return .json(200, [:])
  }

  private func faults() -> Reply {
    .json(
      200,
      [
        "faults": .array(sandbox.faults.rules.map(\.json)), "plans": .array(sandbox.faults.plans.map(\.json)),
      ])
  }

  private func addFault(_ call: Call) throws -> Reply {
    let rule = try FaultRule(json: try body(call))
    return .json(200, ["id": .int(sandbox.faults.add(rule))])
  }

  private func clearFaults() -> Reply {
    sandbox.faults.clear()
    return .json(200, [:])
  }

  private func removeFault(_ call: Call) throws -> Reply {
    guard let id = Int(call.path["id"] ?? ""), sandbox.faults.remove(id) else {
      throw Refusal(reply: Self.problem(404, "There is no such fault; it may have been used up."))
    }
    return .json(200, [:])
  }

  private func addPlan(_ call: Call) throws -> Reply {
    sandbox.faults.plan(try FaultPlan(json: try body(call)))
    return .json(200, [:])
  }

  private func refuse(_ call: Call) async throws {
    let body = try body(call)
    guard let platform = try body.platform() else { throw FaultWords(text: "platform: needed") }
    guard let seconds = body["seconds"]?.number, seconds >= 0 else { throw FaultWords(text: "seconds: needed") }
    await sandbox.refuse(platform, seconds: seconds)
  }

  private func setNoise(_ call: Call) throws -> Reply {
    let body = try body(call)
    guard let rate = body["rate"]?.number, (0...1).contains(rate) else { throw FaultWords(text: "rate: 0 to 1") }
    sandbox.world.noise.set(seed: UInt64(bitPattern: Int64(body["seed"]?.int ?? 0)), rate: rate)
    return .json(200, [:])
  }
}
