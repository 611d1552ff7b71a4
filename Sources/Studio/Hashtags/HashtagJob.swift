import Database
package import Jobs
package import Kernel
import Text

package struct HashtagArgs: JobArgs, Equatable {
  package static let kind = "hashtag"

  package var post: PostID

  package init(post: PostID) { self.post = post }
}

/// What tags are advised from: the same for all posts of a brief.
package struct TagKnowledge: Hashable, Sendable {
  var posts: [TaggedPost]
  var never: [String]
  var terms: [String]
}

/// Ranks hashtags for a post from its words and the brand's own history.
package struct HashtagJob: JobHandler {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ args: HashtagArgs, _ context: JobContext) async throws -> JobOutcome {
    let database = context.database
    guard let material = try await database.first(GenerationStatements.material, args.post, as: context.tenant) else {
      return .cancel("post-gone")
    }
    let history = try await database.query(HashtagStatements.history, material.post.brand, as: context.tenant)
    let variants = try await database.query(VariantStatements.ofPost, args.post, as: context.tenant)
    let question = question(material, variants.map(\.judged.text))
    let tags = try await Calculation.run { [lists = parts.tagLists, advisors = parts.tagAdvisors] in
      let known = TagKnowledge(
        posts: PublishedHistory(texts: history).tagged, never: material.brand.never,
        terms: [material.brand.name, material.brief.topic] + material.brand.always)
      let advisor = advisors.value(known) {
        TagAdvisor(known.posts, lists: lists, never: known.never, terms: known.terms)
      }
      return HashtagSuggestion.list(advisor.advise(question))
    }
    try await database.transaction(as: context.tenant) { tx in
      try await tx.execute(
        EnrichmentStatements.saveHashtags,
        NewEnrichment(post: args.post, brand: material.post.brand, content: tags, at: parts.time.now()))
      try await context.complete(in: tx)
    }
    return .done
  }

  /// Tags that a variant has already are words of it here: they may be the right ones.
  private func question(_ material: PostMaterial, _ variants: [String]) -> TagQuestion {
    let text = ([material.brief.topic] + material.brief.facts + variants).joined(separator: "\n")
    let platform = parts.rules[material.post.platform]
    return TagQuestion(
      text: text.filter { $0 != "#" && $0 != "＃" }, platform: material.post.platform, now: parts.time.now(), count: 10,
      together: platform.map(TagPlacement.count) ?? 3)
  }
}
