import Database
import Foundation
package import Kernel

extension TestDatabase {
  /// A brand as Studio would store it.
  package func makeBrand(_ tenant: TenantContext, name: String = "Acme Coffee", mode: String) async throws -> BrandID {
    let brand = IDSource.system.new(BrandID.self)
    try await asSuperuser { connection in
      _ = try await connection.rows(
        """
        INSERT INTO brands (org_id, id, name, mode, profile, created_at, updated_at)
        VALUES ($1, $2, $3, $4, '{}', now(), now())
        """, [tenant.org.uuid.uuidString, brand.uuid.uuidString, name, mode])
    }
    return brand
  }

  /// Posts with a chosen variant, one for each text, in one round trip.
  package func makePosts(
    _ tenant: TenantContext, _ brand: BrandID, platform: String, _ texts: [String], state: String = "ready"
  ) async throws -> [PostID] {
    let ids = IDSource.system
    let posts = texts.map { _ in ids.new(PostID.self) }
    let variants = texts.map { _ in ids.new(VariantID.self) }
    let briefs = texts.map { _ in ids.new(BriefID.self) }
    try await asSuperuser { connection in
      _ = try await connection.rows(
        Self.insertPosts,
        [
          tenant.org.uuid.uuidString, brand.uuid.uuidString, platform, state, Self.array(posts.map(\.uuid)),
          Self.array(variants.map(\.uuid)), Self.array(briefs.map(\.uuid)), Self.array(texts),
        ])
    }
    return posts
  }

  private static let insertPosts = """
    WITH given AS (
      SELECT * FROM unnest($5::text::uuid[], $6::text::uuid[], $7::text::uuid[], $8::text::text[]) AS g (post, variant, brief, words)
    ), b AS (
      INSERT INTO briefs (org_id, id, brand_id, content, created_by, created_at, updated_at)
      SELECT $1::text::uuid, brief, $2::text::uuid, '{}', 'test', now(), now() FROM given
    ), p AS (
      INSERT INTO posts (org_id, id, brand_id, brief_id, platform, language, state, chosen_variant_id, created_by,
        created_at, updated_at, ready_at, ready_by)
      SELECT $1::text::uuid, post, $2::text::uuid, brief, $3::text, 'en', $4::text, variant, 'test', now(), now(), now(), 'test'
      FROM given
    )
    INSERT INTO variants (org_id, id, brand_id, post_id, ordinal, text, writer, is_draft, length, scores, findings,
      provenance, created_at, updated_at)
    SELECT $1::text::uuid, variant, $2::text::uuid, post, 1, words, 'person', false, 1, '{}', '[]'::jsonb, '{}', now(), now()
    FROM given
    """

  private static func array(_ ids: [UUID]) -> String { "{" + ids.map(\.uuidString).joined(separator: ",") + "}" }

  private static func array(_ texts: [String]) -> String {
    "{"
      + texts.map { "\"" + $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" }.joined(
        separator: ",") + "}"
  }
}
