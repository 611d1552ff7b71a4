package import Database
import Foundation
import Kernel

struct NewEnrichment<Content: Codable & Sendable>: Sendable {
  var post: PostID
  var brand: BrandID
  var content: Content
  var at: Date
}

struct Enrichment: Sendable {
  var hashtags: [HashtagSuggestion]?
  var imagePrompt: ImagePrompt?
}

package enum EnrichmentStatements: StatementList {
  package static let all = AnyStatement.list(saveHashtags, saveImagePrompt, ofPost)

  static let saveHashtags: Statement<NewEnrichment<[HashtagSuggestion]>, Void> = save("hashtags")
  static let saveImagePrompt: Statement<NewEnrichment<ImagePrompt>, Void> = save("image_prompt")

  static let ofPost = Statement<PostID, Enrichment>.tenant(
    "enrichment.of_post",
    """
    SELECT (SELECT content FROM post_enrichments WHERE org_id = $1 AND post_id = $2 AND kind = 'hashtags'),
      (SELECT content FROM post_enrichments WHERE org_id = $1 AND post_id = $2 AND kind = 'image_prompt')
    """,
    bind: { $1.append($0) },
    row: { Enrichment(hashtags: try $0.optionalJSON(), imagePrompt: try $0.optionalJSON()) })

  private static func save<Content>(_ kind: String) -> Statement<NewEnrichment<Content>, Void> {
    .tenant(
      "enrichment.save_" + kind,
      """
      INSERT INTO post_enrichments (org_id, post_id, brand_id, kind, content, made_at)
      VALUES ($1, $2, $3, '\(kind)', $4, $5)
      ON CONFLICT (org_id, post_id, kind) DO UPDATE SET content = excluded.content, made_at = excluded.made_at
      """,
      bind: { new, parameters in
        parameters.append(new.post)
        parameters.append(new.brand)
        parameters.append(json: new.content)
        parameters.append(new.at)
      })
  }
}
