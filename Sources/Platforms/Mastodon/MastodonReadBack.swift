import Foundation
import Transport

extension MastodonClient {
  /// How far the server's clock may be from ours.
  private static let clockSkew: TimeInterval = 900
  private static let pageSize = 40
  private static let maxPages = 25

  /// Reads the account's own statuses back to before the send. Ours are those that our app made; a person's
  /// identical words were made by another app. Mastodon shows an account the app of its own statuses.
  package func readBack(_ wanted: ReadBack, _ session: PlatformSession) async throws(PublishFailure) -> ReadBackAnswer {
    let since = wanted.sentAt.addingTimeInterval(-Self.clockSkew)
    let words = ComparableText.of(wanted.segment.text)
    var doubtful: [CreatedPost] = []
    var before: String?
    for _ in 0..<Self.maxPages {
      let page = try await page(before: before, session)
      let recent = page.prefix { (Timestamp.parse($0.created_at) ?? .distantFuture) >= since }
      let same = recent.filter { isCandidate($0, words, wanted) }
      if let ours = same.last(where: { $0.application?.name == appName }) { return .found(Self.created(ours)) }
      doubtful += same.filter { $0.application == nil }.map(Self.created)
      guard recent.count == page.count, !page.isEmpty else {
        return doubtful.isEmpty ? .absent : .doubtful(doubtful)
      }
      before = page.last?.id
    }
    throw PublishFailure(.unreadable, effect: .unknown, code: "timeline-too-long")
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
