package import Database
import Kernel

/// Everything that a text of a post is written from and held against.
struct PostMaterial: Sendable {
  var post: Post
  var brief: BriefContent
  var briefVersion: Int
  var brand: BrandProfile
  var brandVersion: Int
  var voice: VoiceModelID?
  var template: TemplateContent?
}

package enum GenerationStatements: StatementList {
  package static let all = AnyStatement.list(material, examples, written)

  static let material = Statement<PostID, PostMaterial>.tenant(
    "generation.material",
    """
    SELECT p.id, p.brand_id, p.brief_id, p.platform, p.language, p.state, p.reason, p.chosen_variant_id, p.excerpt,
      p.blocked, p.planned, p.version, p.created_at, p.updated_at, b.content, b.version, brand.profile, brand.version, voice.id,
      template.content
    FROM posts p
    JOIN briefs b ON b.org_id = p.org_id AND b.id = p.brief_id
    JOIN brands brand ON brand.org_id = p.org_id AND brand.id = p.brand_id
    LEFT JOIN voice_models voice
      ON voice.org_id = p.org_id AND voice.brand_id = p.brand_id AND voice.state = 'active'
    LEFT JOIN post_templates template
      ON template.org_id = b.org_id AND template.brand_id = b.brand_id AND template.id = b.template_id
    WHERE p.org_id = $1 AND p.id = $2
    """,
    bind: { $1.append($0) },
    row: { row in
      PostMaterial(
        post: try PostStatements.read(&row), brief: try row.json(), briefVersion: try row.int(),
        brand: try row.json(), brandVersion: try row.int(), voice: try row.optionalID(),
        template: try row.optionalJSON())
    })

  /// The brand's newest examples, to choose those nearest to a topic.
  static let examples = Statement<BrandID, String>.tenant(
    "generation.examples",
    "SELECT text FROM voice_examples WHERE org_id = $1 AND brand_id = $2 ORDER BY id DESC LIMIT 300",
    bind: { $1.append($0) }, row: { try $0.string() })

  /// How many of the variants that were asked for together are there.
  static let written = Statement<(posts: [PostID], seed: String), Int>.tenant(
    "generation.written",
    """
    SELECT count(*) FROM variants
    WHERE org_id = $1 AND post_id = ANY ($2::uuid[]) AND provenance ->> 'seed' = $3
    """,
    bind: { input, parameters in
      parameters.append(ids: input.posts)
      parameters.append(input.seed)
    }, row: { try $0.int() })
}
