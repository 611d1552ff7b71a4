import Foundation
import Transport

extension MastodonClient {
  /// `GET /api/v1/accounts/:id/statuses`, 40 a page. The account's own token shows it private statuses too: those are
  /// left out here.
  package func ownPosts(_ page: String?, _ session: PlatformSession) async throws(PublishFailure) -> OwnPosts {
    let query = FormBody.query(
      [("limit", "40"), ("exclude_reblogs", "true"), ("exclude_replies", "true")]
        + (page.map { [("max_id", $0)] } ?? []))
    let found: [MastodonModels.Status] = try await get(
      "/api/v1/accounts/\(session.account.id)/statuses?" + query, session.credential.accessToken,
      base: session.account.baseURL, purpose: "own-posts")
    let open = found.filter { $0.reblog == nil && ["public", "unlisted", nil].contains($0.visibility) }
    return OwnPosts(
      texts: open.map { MastodonHTML.plainText($0.content).trimmingCharacters(in: .whitespacesAndNewlines) },
      next: found.last?.id)
  }
}
