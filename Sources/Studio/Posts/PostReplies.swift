package import Foundation
package import Kernel
package import Web

package struct PostReply: VersionedModel {
  package var id: PostID
  package var brandID: BrandID
  package var briefID: BriefID
  package var platform: String
  package var language: String
  package var state: PostState
  package var reason: String
  package var chosenVariantID: VariantID?
  package var excerpt: String
  package var isBlocked: Bool
  package var planned: Int
  package var version: Int
  package var created: Date
  package var updated: Date

  package init(_ post: Post) {
    id = post.id
    brandID = post.brand
    briefID = post.brief
    platform = post.platform
    language = post.language
    state = post.state
    reason = post.reason
    chosenVariantID = post.chosen
    excerpt = post.excerpt
    isBlocked = post.blocked
    planned = post.planned
    version = post.version
    created = post.created
    updated = post.updated
  }

  static var fields: [SchemaField] {
    [
      .required("id", .id(PostID.self)), .required("brand_id", .id(BrandID.self)),
      .required("brief_id", .id(BriefID.self)), .required("platform", .slug(1...32)),
      .required("language", .language), .required("state", .choice(of: PostState.self)),
      .required("reason", .text(0...2_000), "Why it is in this state and what can be done."),
      .optional("chosen_variant_id", .id(VariantID.self)), .required("excerpt", .text(0...400)),
      .required("is_blocked", .boolean, "A finding stops scheduling."),
      .required("planned", .integer(0...1_000), "Variants asked for so far."), Schema.version,
      .required("created", .instant), .required("updated", .instant),
    ]
  }

  package static var schema: Schema { .object("Post", fields: fields) }
}

/// Lists of posts are read far more often than anything else.
extension PostReply: JSONWritable {
  package func writeJSON(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.name("id")
    writer.value(id)
    writer.name("brand_id")
    writer.value(brandID)
    writer.name("brief_id")
    writer.value(briefID)
    writer.name("platform")
    writer.value(platform)
    writer.name("language")
    writer.value(language)
    writer.name("state")
    writer.value(state.rawValue)
    writer.name("reason")
    writer.value(reason)
    if let chosenVariantID {
      writer.name("chosen_variant_id")
      writer.value(chosenVariantID)
    }
    writer.name("excerpt")
    writer.value(excerpt)
    writer.name("is_blocked")
    writer.value(isBlocked)
    writer.name("planned")
    writer.value(planned)
    writer.name("version")
    writer.value(version)
    writer.name("created")
    writer.value(created)
    writer.name("updated")
    writer.value(updated)
    writer.endObject()
  }
}

/// A post with all its texts and what enrichment found.
package struct PostDetailReply: VersionedModel {
  package var post: PostReply
  package var variants: [VariantReply]
  package var hashtags: [HashtagSuggestion]?
  package var imagePrompt: ImagePrompt?

  package var version: Int { post.version }

  private enum CodingKeys: CodingKey { case post, variants, hashtags, imagePrompt }

  package static var schema: Schema {
    .object(
      "PostDetail", .required("post", .model(PostReply.self)),
      .required("variants", .list(.model(VariantReply.self), 0...100)),
      .optional("hashtags", .list(.model(HashtagSuggestion.self), 0...30), "Ranked, each with its reason."),
      .optional("image_prompt", .model(ImagePrompt.self)))
  }
}

package struct GenerateBody: APIModel {
  package var briefID: BriefID
  package var variants: Int?
  package var seed: Int?

  package static var schema: Schema {
    .object(
      "Generate", .required("brief_id", .id(BriefID.self)),
      .optional("variants", .integer(1...Variant.Limits.perPost), "For each post; 3 when absent."),
      .optional("seed", .integer(0...9_007_199_254_740_991), "The same seed gives the same texts."))
  }
}

package struct GenerateAllBody: APIModel {
  package var briefIDs: [BriefID]
  package var variants: Int?

  package static var schema: Schema {
    .object(
      "GenerateAll", .required("brief_ids", .list(.id(BriefID.self), 1...GenerateAll.Limits.briefs, unique: true)),
      .optional(
        "variants", .integer(1...Variant.Limits.perPost),
        "For each post; 3 when absent. At most \(GenerateAll.Limits.texts) texts in all."))
  }
}

package struct GenerateAllReply: APIModel {
  package var items: [AcceptedReply]

  package static var schema: Schema {
    .object(
      "GenerateAllBegun",
      .required("items", .list(AcceptedReply.schema, 1...GenerateAll.Limits.briefs), "In the order of the briefs."))
  }
}

package struct ChooseBody: APIModel {
  package var variantID: VariantID

  package static var schema: Schema { .object("ChooseVariant", .required("variant_id", .id(VariantID.self))) }
}

package struct KeepBody: APIModel {
  package var variantID: VariantID?

  package static var schema: Schema {
    .object(
      "KeepPost",
      .optional(
        "variant_id", .id(VariantID.self),
        "Chooses it first. Absent: the chosen one, or else the best that nothing blocks."))
  }
}
