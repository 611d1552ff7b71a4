import Foundation
import Transport

extension MastodonClient {
  /// How far the server's clock may be from ours.
  private static let clockSkew: TimeInterval = 900
  private static let pageSize = 40
  private static let maxPages = 25

  /// Reads the account's own statuses back to before the send. Ours are those that the token's application made; a
  /// person's identical words were made by another one. Mastodon shows an account the application of its own
  /// statuses. Where the token's application is not known, the same words prove neither that they are ours nor that
  /// ours are not there.
  package func readBack(_ wanted: ReadBack, _ session: PlatformSession) async throws(PublishFailure) -> ReadBackAnswer {
    let since = wanted.sentAt.addingTimeInterval(-Self.clockSkew)
    let words = ComparableText.of(wanted.segment.text)
    var doubtful: [CreatedPost] = []
    var before: String?
    for _ in 0..<Self.maxPages {
      let page = try await page(before: before, session)
      let recent = page.prefix { (Timestamp.parse($0.created_at) ?? .distantFuture) >= since }
      let same = recent.filter { isCandidate($0, words, wanted) }
      if let ours = same.last(where: { isOurs($0, session) == true }) { return .found(Self.created(ours)) }
      doubtful += same.filter { isOurs($0, session) == nil }.map(Self.created)
      guard recent.count == page.count, !page.isEmpty else {
        return doubtful.isEmpty ? .absent : .doubtful(doubtful)
      }
      before = page.last?.id
    }
    throw PublishFailure(.unreadable, effect: .unknown, code: "timeline-too-long")
  }

  /// Nil where nothing tells.
  private func isOurs(_ status: MastodonModels.Status, _ session: PlatformSession) -> Bool? {
    guard let ours = session.account.application, let theirs = status.application?.name else { return nil }
    return theirs == ours
  }

  private func isCandidate(_ status: MastodonModels.Status, _ words: String, _ wanted: ReadBack) -> Bool {
    status.reblog == nil && !wanted.boundElsewhere.contains(status.id)
      && ComparableText.of(MastodonHTML.plainText(status.content)) == words
  }

  private func page(before: String?, _ session: PlatformSession) async throws(PublishFailure) -> [MastodonModels.Status]
  {
    let query = FormBody.query(
      [("limit", "\(Self.pageSize)"), ("exclude_reblogs", "true")] + (before.map { [("max_id", $0)] } ?? []))
    return try await get(
      "/api/v1/accounts/\(session.account.id)/statuses?" + query, session.credential.accessToken,
      base: session.account.baseURL, purpose: "readback")
  }
}
