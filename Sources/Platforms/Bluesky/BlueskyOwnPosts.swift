import Transport

extension BlueskyClient {
  /// `com.atproto.repo.listRecords` of the account's own repository, 100 a page; all of it is public.
  package func ownPosts(_ page: String?, _ session: PlatformSession) async throws(PublishFailure) -> OwnPosts {
    let found: BlueskyModels.Records = try await query(
      "com.atproto.repo.listRecords",
      [("repo", session.account.id), ("collection", Self.collection), ("limit", "100")]
        + (page.map { [("cursor", $0)] } ?? []), base: session.account.baseURL, token: session.credential.accessToken)
    let texts = found.records.filter { $0.value.reply == nil }.compactMap(\.value.text)
    return OwnPosts(texts: texts, next: found.records.isEmpty ? nil : found.cursor)
  }
}
