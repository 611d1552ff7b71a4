import Foundation
import HTTPTypes
import Transport

extension BlueskyClient {
  package func create(_ create: CreateCall, _ session: PlatformSession) async throws(PublishFailure) -> CreatedPost {
    let body = BlueskyModels.CreateRecord(
      repo: session.account.id, rkey: create.clientToken, record: try record(create))
    var request = try procedure("com.atproto.repo.createRecord", body, session)
    request.timeouts = create.timeouts
    request.gate = create.gate
    let created: BlueskyModels.Created = try await call.value(of: request, BlueskyRefusals.read)
    return Self.post(uri: created.uri, cid: created.cid, session, createdAt: create.createdAt)
  }

  private func record(_ create: CreateCall) throws(PublishFailure) -> BlueskyModels.Record {
    let facets: [BlueskyModels.RichFacet]?
    do {
      facets = try create.segment.extras.map {
        try JSONDecoder().decode([BlueskyModels.RichFacet].self, from: Data($0.utf8))
      }
    } catch { throw PublishFailure(.rejected, effect: .none, code: "facets") }
    return BlueskyModels.Record(
      text: create.segment.text, createdAt: Timestamp.format(create.createdAt), langs: [create.segment.language],
      facets: facets, reply: Self.reply(to: create.earlier))
  }

  /// A thread's root stays its first part.
  private static func reply(to earlier: [CreatedPost]) -> BlueskyModels.Reply? {
    guard let root = earlier.first, let parent = earlier.last, let rootCID = root.revision, let cid = parent.revision
    else { return nil }
    return .init(root: .init(uri: root.id, cid: rootCID), parent: .init(uri: parent.id, cid: cid))
  }

  /// Asks for the record under the key we chose: the server's own repository answers, no search index.
  package func readBack(_ wanted: ReadBack, _ session: PlatformSession) async throws(PublishFailure) -> ReadBackAnswer {
    guard let found = try await record(key: wanted.clientToken, of: session.account.id, session) else { return .absent }
    return .found(found)
  }

  /// Takes the address of the app's page or an at-uri.
  package func look(at url: String, _ session: PlatformSession) async throws(PublishFailure) -> CreatedPost? {
    let parts = url.split(separator: "/").map(String.init)
    guard let key = parts.last, let owner = parts.first(where: { $0.hasPrefix("did:") }) ?? Self.handle(in: parts),
      owner == session.account.id || "@" + owner == session.account.handle
    else { return nil }
    return try await record(key: key, of: session.account.id, session)
  }

  private static func handle(in parts: [String]) -> String? {
    parts.firstIndex(of: "profile").flatMap { parts.indices.contains($0 + 1) ? parts[$0 + 1] : nil }
  }

  private func record(
    key: String, of repo: String, _ session: PlatformSession
  ) async throws(PublishFailure) -> CreatedPost? {
    do {
      let found: BlueskyModels.Found = try await query(
        "com.atproto.repo.getRecord", [("repo", repo), ("collection", Self.collection), ("rkey", key)],
        base: session.account.baseURL, token: session.credential.accessToken)
      return Self.post(
        uri: found.uri, cid: found.cid, session, createdAt: found.value.createdAt.flatMap(Timestamp.parse))
    } catch {
      guard error.code == "RecordNotFound" else { throw error }
      return nil
    }
  }

  package func delete(_ id: String, _ session: PlatformSession) async throws(PublishFailure) {
    guard let key = id.split(separator: "/").last else { throw PublishFailure(.notFound, effect: .none) }
    let body = BlueskyModels.DeleteRecord(repo: session.account.id, rkey: String(key))
    _ = try await call.whole(try procedure("com.atproto.repo.deleteRecord", body, session), BlueskyRefusals.read)
  }

  package func metrics(_ ids: [String], _ session: PlatformSession) async throws(PublishFailure) -> [PostMetrics] {
    guard !ids.isEmpty else { return [] }
    let base = publicAPI ?? session.account.baseURL
    let found: BlueskyModels.Posts = try await query(
      "app.bsky.feed.getPosts", ids.map { ("uris", $0) }, base: base,
      token: publicAPI == nil ? session.credential.accessToken : nil)
    return found.posts.map {
      PostMetrics(
        id: $0.uri, likes: $0.likeCount ?? 0, comments: $0.replyCount ?? 0,
        shares: ($0.repostCount ?? 0) + ($0.quoteCount ?? 0), saves: $0.bookmarkCount)
    }
  }

  private static func post(uri: String, cid: String?, _ session: PlatformSession, createdAt: Date?) -> CreatedPost {
    let key = uri.split(separator: "/").last.map(String.init) ?? ""
    let url = "\(site(of: session.account.baseURL))/profile/\(session.account.id)/post/\(key)"
    return CreatedPost(id: uri, url: url, revision: cid, createdAt: createdAt)
  }
}
