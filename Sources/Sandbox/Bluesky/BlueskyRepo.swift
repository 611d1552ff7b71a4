import Foundation
import Synchronization

extension BlueskyServer {
  var repoRoutes: [Route] {
    [
      Route("POST", "/xrpc/com.atproto.repo.createRecord", "com.atproto.repo.createRecord") {
        try self.createRecord($0)
      },
      Route("POST", "/xrpc/com.atproto.repo.putRecord", "com.atproto.repo.putRecord") { try self.putRecord($0) },
      Route("POST", "/xrpc/com.atproto.repo.deleteRecord", "com.atproto.repo.deleteRecord") {
        try self.deleteRecord($0)
      },
      Route("GET", "/xrpc/com.atproto.repo.getRecord", "com.atproto.repo.getRecord") { try self.getRecord($0) },
      Route("GET", "/xrpc/com.atproto.repo.listRecords", "com.atproto.repo.listRecords") { try self.listRecords($0) },
      Route("GET", "/xrpc/com.atproto.repo.describeRepo", "com.atproto.repo.describeRepo") {
        try self.describeRepo($0)
      },
      Route("POST", "/xrpc/com.atproto.repo.uploadBlob", "com.atproto.repo.uploadBlob") { try self.uploadBlob($0) },
      Route("GET", "/xrpc/com.atproto.sync.getBlob", "com.atproto.sync.getBlob") { try self.getBlob($0) },
    ]
  }

  // MARK: writing

  struct Write {
    var account: SandboxAccount
    var collection: String
    var rkey: String?
    var record: JSON
    var status: String
  }

  /// What create and put have in common: the caller's own repository, a sound record, known blobs.
  private func write(_ call: Call) throws -> Write {
    let account = try authenticate(call)
    let body = try input(call)
    let repo = try required("repo", in: body)
    guard repo == account.id || repo.lowercased() == account.name.lowercased() else {
      throw refuse(401, "AuthenticationRequired", "Authentication Required")
    }
    let collection = try required("collection", in: body)
    guard Lexicon.isNSID(collection) else { throw invalid("Input/collection must be a valid nsid") }
    guard var record = body["record"] else { throw invalid("Input must have the property \"record\"") }
    guard record.object != nil else { throw invalid("Input/record must be an object") }
    record["$type"] = record["$type"] ?? .string(collection)
    let status = try validate(record, collection, body["validate"]?.bool)
    try checkSwap(body["swapCommit"]?.string, account)
    return Write(
      account: account, collection: collection, rkey: try rkey(body, collection), record: record, status: status)
  }

  private func rkey(_ body: JSON, _ collection: String) throws -> String? {
    guard let rkey = body["rkey"] else { return nil }
    guard let text = rkey.string, Lexicon.isRecordKey(text) else {
      throw invalid("Input/rkey must be a valid Record Key")
    }
    guard collection != PostRecord.collection || Lexicon.isTID(text) else {
      throw invalid("Invalid \(collection) record: Invalid record key: Invalid TID")
    }
    return text
  }

  /// `valid` for records whose lexicon is known, `unknown` for others unless `validate` demands it.
  private func validate(_ record: JSON, _ collection: String, _ demand: Bool?) throws -> String {
    guard record["$type"]?.string == collection else {
      throw invalid("Invalid $type: expected \(collection), got \(record["$type"]?.string ?? "nothing")")
    }
    guard !Lexicon.hasFraction(record) else {
      throw invalid("Invalid \(collection) record: numbers with a fraction are not allowed")
    }
    for link in PostRecord.blobs(record) where state.withLock({ $0.blobs[link] == nil }) {
      throw refuse(400, "BlobNotFound", "Could not find blob: \(link)")
    }
    if demand == false { return "unknown" }
    guard collection == PostRecord.collection else {
      if demand == true { throw invalid("Lexicon not found: lex:\(collection)") }
      return "unknown"
    }
    do {
      try PostRecord.check(record)
    } catch {
      throw invalid("Invalid \(collection) record: \(error.words)")
    }
    return "valid"
  }

  private func checkSwap(_ cid: String?, _ account: SandboxAccount) throws {
    guard let cid, cid != state.withLock({ $0.revisions[account.id] }) else { return }
    throw refuse(400, "InvalidSwap", "Commit was at \(state.withLock { $0.revisions[account.id] ?? "null" })")
  }

  private func createRecord(_ call: Call) throws -> Reply {
    try count(call)
    let write = try write(call)
    let standing = try spend(3, write.account)
    let post = newPost(write, late: call.traits.lateSeconds)
    guard world.insert(post) else { throw taken(post) }
    if call.traits.duplicate { world.insert(newPost(write, rkey: newTID(), .platform, late: call.traits.lateSeconds)) }
    return reply(200, written(post, write), standing)
  }

  private func taken(_ post: SandboxPost) -> Refusal {
    switch limits.takenKey {
    case .internalServerError: Refusal(reply: failure(500))
    case .invalidRequest: invalid("There is already a value at key: \(post.collection)/\(post.id)")
    }
  }

  private func putRecord(_ call: Call) throws -> Reply {
    try count(call)
    let write = try write(call)
    guard let rkey = write.rkey else { throw invalid("Input must have the property \"rkey\"") }
    let uri = uri(write.account, write.collection, rkey)
    guard let old = world.post(uri: uri), old.deletedAt == nil else {
      let standing = try spend(3, write.account)
      let post = newPost(write, late: call.traits.lateSeconds)
      world.insert(post)
      return reply(200, written(post, write), standing)
    }
    let standing = try spend(2, write.account)
    let now = world.now
    let changed = world.change(uri: uri) { post in
      post.document = write.record
      post.text = write.record["text"]?.string ?? ""
      post.cid = ContentIdentifier.record(write.record)
      post.editedAt = now
    }
    return reply(200, written(changed ?? old, write), standing)
  }

  private func newPost(
    _ write: Write, rkey: String? = nil, _ origin: PostOrigin = .client, late: Double
  ) -> SandboxPost {
    let key = rkey ?? write.rkey ?? newTID()
    let now = world.now
    return SandboxPost(
      platform: .bluesky, account: write.account.id, collection: write.collection, id: key,
      uri: uri(write.account, write.collection, key), cid: ContentIdentifier.record(write.record),
      text: write.record["text"]?.string ?? "", createdAt: now, visibleAt: now.addingTimeInterval(late),
      origin: origin, clientKey: write.rkey, replyTo: write.record["reply"]?["parent"]?["uri"]?.string,
      document: write.record)
  }

  func uri(_ account: SandboxAccount, _ collection: String, _ rkey: String) -> String {
    "at://\(account.id)/\(collection)/\(rkey)"
  }

  private func written(_ post: SandboxPost, _ write: Write) -> JSON {
    [
      "uri": .string(post.uri), "cid": .text(post.cid), "commit": commit(write.account),
      "validationStatus": .string(write.status),
    ]
  }

  private func commit(_ account: SandboxAccount) -> JSON {
    let rev = newTID()
    let cid = ContentIdentifier.record(["did": .string(account.id), "rev": .string(rev)])
    state.withLock { $0.revisions[account.id] = cid }
    return ["cid": .string(cid), "rev": .string(rev)]
  }

  /// Deleting what is not there succeeds, as in the PDS.
  private func deleteRecord(_ call: Call) throws -> Reply {
    try count(call)
    let account = try authenticate(call)
    let body = try input(call)
    let repo = try required("repo", in: body)
    guard repo == account.id || repo.lowercased() == account.name.lowercased() else {
      throw refuse(401, "AuthenticationRequired", "Authentication Required")
    }
    let uri = uri(account, try required("collection", in: body), try required("rkey", in: body))
    let standing = try spend(1, account)
    guard let post = world.post(uri: uri), post.deletedAt == nil else { return reply(200, [:], standing) }
    let now = world.now
    world.change(uri: uri) { $0.deletedAt = now }
    return reply(200, ["commit": commit(account)], standing)
  }

  func overhear(_ call: Call, _ moment: Fault.Moment) {
    guard call.route == "com.atproto.repo.createRecord", let account = account(of: call.request),
      let body = try? JSON(parsing: call.request.body), body["collection"]?.string == PostRecord.collection,
      let record = body["record"], let text = record["text"]?.string, world.noise.speaks(account.id, text, moment)
    else { return }
    let write = Write(
      account: account, collection: PostRecord.collection, rkey: nil,
      record: [
        "$type": .string(PostRecord.collection), "text": .string(text),
        "createdAt": .string(Timestamp.text(world.now)),
      ], status: "valid")
    world.insert(newPost(write, .person, late: 0))
  }

  // MARK: reading

  func repo(_ call: Call) throws -> SandboxAccount {
    let repo = try required("repo", query: call)
    guard let account = world.account(.bluesky, repo) else { throw invalid("Could not find repo: \(repo)") }
    return account
  }

  private func getRecord(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let account = try repo(call)
    let uri = uri(account, try required("collection", query: call), try required("rkey", query: call))
    guard let post = world.post(uri: uri), post.isVisible(at: world.now),
      call.request.query("cid").map({ $0 == post.cid }) ?? true
    else { throw refuse(400, "RecordNotFound", "Could not locate record: \(uri)") }
    return reply(200, entry(post), standing)
  }

  private func entry(_ post: SandboxPost) -> JSON {
    ["uri": .string(post.uri), "cid": .text(post.cid), "value": post.document]
  }

  /// Newest record key first; `cursor` is the last key of the page before.
  private func listRecords(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let account = try repo(call)
    let limit = try pageSize(call, 50)
    let reverse = call.request.query("reverse") == "true"
    var posts = world.visible(account, collection: try required("collection", query: call))
      .sorted { reverse ? $0.id < $1.id : $0.id > $1.id }
    if let cursor = call.request.query("cursor") { posts.removeAll { reverse ? $0.id <= cursor : $0.id >= cursor } }
    let page = posts.prefix(limit)
    var value: JSON = ["records": .array(page.map(entry))]
    if let last = page.last { value["cursor"] = .string(last.id) }
    return reply(200, value, standing)
  }

  func pageSize(_ call: Call, _ standard: Int) throws -> Int {
    guard let text = call.request.query("limit") else { return standard }
    guard let limit = Int(text) else { throw invalid("Error: Params/limit must be an integer") }
    guard limit >= 1 else { throw invalid("Error: Params/limit can not be less than 1") }
    guard limit <= 100 else { throw invalid("Error: Params/limit can not be greater than 100") }
    return limit
  }

  private func describeRepo(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let account = try repo(call)
    let collections = Set(world.posts(account: account.id).filter { $0.deletedAt == nil }.map(\.collection))
    return reply(
      200,
      [
        "handle": .string(account.name), "did": .string(account.id), "didDoc": didDocument(account),
        "collections": .array(collections.sorted().map(JSON.string)), "handleIsCorrect": true,
      ], standing)
  }

  // MARK: blobs

  private func uploadBlob(_ call: Call) throws -> Reply {
    let standing = try count(call)
    let account = try authenticate(call)
    guard let type = call.request.mediaType else {
      throw invalid("Request encoding (Content-Type) required but not provided")
    }
    guard call.request.body.count <= limits.blobBytes else {
      throw refuse(413, "PayloadTooLarge", "request entity too large")
    }
    let cid = ContentIdentifier.blob(call.request.body)
    state.withLock { $0.blobs[cid] = Blob(account: account.id, mimeType: type, bytes: call.request.body) }
    return reply(
      200,
      [
        "blob": [
          "$type": "blob", "ref": ["$link": .string(cid)], "mimeType": .string(type),
          "size": .int(call.request.body.count),
        ]
      ], standing)
  }

  private func getBlob(_ call: Call) throws -> Reply {
    try count(call)
    let cid = try required("cid", query: call)
    guard let blob = state.withLock({ $0.blobs[cid] }) else { throw refuse(400, "BlobNotFound", "Blob not found") }
    return Reply(
      200, headers: [("Content-Type", blob.mimeType), ("X-Content-Type-Options", "nosniff")], body: blob.bytes)
  }
}
