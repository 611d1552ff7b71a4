package import Database
import Foundation
package import Kernel

/// What the list of posts can be narrowed to.
package struct PostFilter: Sendable {
  package var brand: BrandID?
  package var state: PostState?
  package var platform: String?

  package init(brand: BrandID? = nil, state: PostState? = nil, platform: String? = nil) {
    self.brand = brand
    self.state = state
    self.platform = platform
  }
}

/// The posts that a brief needs. The four lists go together.
struct PostPlan: Sendable {
  var brand: BrandID
  var brief: BriefID
  var by: String
  var at: Date
  var ids: [PostID]
  var platforms: [String]
  var languages: [String]
  /// How many to write of each.
  var variants: [Int]
}

package enum PostStatements: StatementList {
  package static let all = AnyStatement.list(
    plan, byID, lock, update, page, pageOfState, pageOfBrand, ofBrief, byIDs, settle, chosenText, shownText)

  private static let columns =
    "id, brand_id, brief_id, platform, language, state, reason, chosen_variant_id, excerpt, blocked, planned, version, created_at, updated_at"

  /// Adds a post for each platform and language, or takes the one that this brief has. `planned` grows by what is
  /// asked for, so that two requests at once never write the same variant.
  static let plan = Statement<PostPlan, Post>.tenant(
    "post.plan",
    """
    INSERT INTO posts (org_id, id, brand_id, brief_id, platform, language, state, planned, version, created_by,
      created_at, updated_at)
    SELECT $1, new.id, $2, $3, new.platform, new.language, 'generating', new.planned, 1, $4, $5, $5
    FROM unnest($6::uuid[], $7::text[], $8::text[], $9::int[]) AS new (id, platform, language, planned)
    ON CONFLICT (org_id, brief_id, platform, language) DO UPDATE SET
      state = CASE WHEN posts.excerpt = '' AND posts.state <> 'archived' THEN 'generating' ELSE posts.state END,
      planned = posts.planned + CASE WHEN posts.state = 'archived' THEN 0 ELSE excluded.planned END,
      reason = '', version = posts.version + 1, updated_at = excluded.updated_at
    RETURNING \(columns)
    """,
    bind: { plan, parameters in
      parameters.append(plan.brand)
      parameters.append(plan.brief)
      parameters.append(plan.by)
      parameters.append(plan.at)
      parameters.append(ids: plan.ids)
      parameters.append(strings: plan.platforms)
      parameters.append(strings: plan.languages)
      parameters.append(ints: plan.variants)
    }, row: read)

  static let byID = Statement<PostID, Post>.tenant(
    "post.by_id", "SELECT \(columns) FROM posts WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let lock = Statement<PostID, Post>.tenant(
    "post.lock", "SELECT \(columns) FROM posts WHERE org_id = $1 AND id = $2 FOR UPDATE",
    bind: { $1.append($0) }, row: read)

  static let update = Statement<(Post, by: String), Void>.tenant(
    "post.update",
    """
    UPDATE posts SET state = $3, reason = $4, chosen_variant_id = $5, excerpt = $6, blocked = $7, version = $8,
      updated_at = $9,
      ready_at = CASE WHEN $3 <> 'ready' THEN NULL WHEN state = 'ready' THEN ready_at ELSE $9 END,
      ready_by = CASE WHEN $3 <> 'ready' THEN NULL WHEN state = 'ready' THEN ready_by ELSE $10 END,
      archived_at = CASE WHEN $3 <> 'archived' THEN NULL WHEN state = 'archived' THEN archived_at ELSE $9 END,
      archived_by = CASE WHEN $3 <> 'archived' THEN NULL WHEN state = 'archived' THEN archived_by ELSE $10 END
    WHERE org_id = $1 AND id = $2
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.state.rawValue)
      parameters.append(input.0.reason)
      parameters.append(input.0.chosen)
      parameters.append(input.0.excerpt)
      parameters.append(input.0.blocked)
      parameters.append(input.0.version)
      parameters.append(input.0.updated)
      parameters.append(input.by)
    })

  static let page = Statement<Keyset<PostFilter>, Post>.tenant(
    "post.page",
    """
    SELECT \(columns) FROM posts
    WHERE org_id = $1 AND id < $2 AND ($3::text IS NULL OR platform = $3)
    ORDER BY id DESC LIMIT $4
    """,
    bind: { keyset, parameters in
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter.platform)
      parameters.append(keyset.rows)
    }, row: read)

  static let pageOfState = Statement<Keyset<PostFilter>, Post>.tenant(
    "post.page_of_state",
    """
    SELECT \(columns) FROM posts
    WHERE org_id = $1 AND state = $2 AND id < $3 AND ($4::text IS NULL OR platform = $4)
    ORDER BY id DESC LIMIT $5
    """,
    bind: { keyset, parameters in
      parameters.append(keyset.filter.state?.rawValue)
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter.platform)
      parameters.append(keyset.rows)
    }, row: read)

  static let pageOfBrand = Statement<Keyset<PostFilter>, Post>.tenant(
    "post.page_of_brand",
    """
    SELECT \(columns) FROM posts
    WHERE org_id = $1 AND brand_id = $2 AND id < $3 AND ($4::text IS NULL OR state = $4)
      AND ($5::text IS NULL OR platform = $5)
    ORDER BY id DESC LIMIT $6
    """,
    bind: { keyset, parameters in
      parameters.append(keyset.filter.brand)
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter.state?.rawValue)
      parameters.append(keyset.filter.platform)
      parameters.append(keyset.rows)
    }, row: read)

  /// All posts of a brief: at most `BriefContent.Limits.posts`, and those of platforms it once named.
  static let ofBrief = Statement<BriefID, Post>.tenant(
    "post.of_brief",
    "SELECT \(columns) FROM posts WHERE org_id = $1 AND brief_id = $2 ORDER BY platform, language LIMIT 200",
    bind: { $1.append($0) }, row: read)

  static let byIDs = Statement<[PostID], Post>.tenant(
    "post.by_ids", "SELECT \(columns) FROM posts WHERE org_id = $1 AND id = ANY ($2::uuid[])",
    bind: { $1.append(ids: $0) }, row: read)

  /// A branch ended without a variant: the post says why, and waits no longer.
  static let settle = Statement<(PostID, reason: String, at: Date), Void>.tenant(
    "post.settle",
    """
    UPDATE posts SET reason = $3, state = CASE state WHEN 'generating' THEN 'draft' ELSE state END,
      version = version + 1, updated_at = $4
    WHERE org_id = $1 AND id = $2 AND state <> 'archived'
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.reason)
      parameters.append(input.at)
    })

  /// The text that a reader of the post's page sees first: the chosen one, or the first that was written.
  static let shownText = Statement<PostID, String>.tenant(
    "post.shown_text",
    """
    SELECT v.text FROM posts p
    JOIN variants v ON v.org_id = p.org_id AND v.post_id = p.id
    WHERE p.org_id = $1 AND p.id = $2 AND (p.chosen_variant_id IS NULL OR v.id = p.chosen_variant_id)
    ORDER BY v.ordinal LIMIT 1
    """,
    bind: { $1.append($0) }, row: { try $0.string() })

  /// What would go out: the post's row stays locked until the transaction ends.
  static let chosenText = Statement<PostID, ChosenText>.tenant(
    "post.chosen_text",
    """
    SELECT p.id, p.brand_id, p.platform, p.language, p.state, p.chosen_variant_id, v.text, v.findings,
      b.content ->> 'link', b.content -> 'regions', brand.profile ->> 'zone'
    FROM posts p
    JOIN briefs b ON b.org_id = p.org_id AND b.id = p.brief_id
    JOIN brands brand ON brand.org_id = p.org_id AND brand.id = p.brand_id
    LEFT JOIN variants v ON v.org_id = p.org_id AND v.post_id = p.id AND v.id = p.chosen_variant_id
    WHERE p.org_id = $1 AND p.id = $2 FOR UPDATE OF p
    """,
    bind: { $1.append($0) },
    row: { row in
      ChosenText(
        post: try row.id(), brand: try row.id(), platform: try row.string(), language: try row.string(),
        state: try row.string(), variant: try row.optionalID(), text: try row.optionalString() ?? "",
        findings: try row.optionalJSON() ?? [], link: try row.optionalString(),
        regions: try row.optionalJSON() ?? [], brandZone: try row.optionalString() ?? "UTC")
    })

  static func read(_ row: inout RowReader) throws -> Post {
    Post(
      id: try row.id(), brand: try row.id(), brief: try row.id(), platform: try row.string(),
      language: try row.string(), state: try state(row.string()), reason: try row.string(),
      chosen: try row.optionalID(), excerpt: try row.string(), blocked: try row.bool(), planned: try row.int(),
      version: try row.int(),
      created: try row.date(), updated: try row.date())
  }

  private static func state(_ text: String) throws -> PostState {
    guard let state = PostState(rawValue: text) else {
      throw DatabaseError.decoding(column: "state", expected: "a post state")
    }
    return state
  }
}
