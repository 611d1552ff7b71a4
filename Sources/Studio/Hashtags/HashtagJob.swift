import Database
package import Jobs
package import Kernel

package struct HashtagArgs: JobArgs, Equatable {
  package static let kind = "hashtag"

  package var post: PostID

  package init(post: PostID) { self.post = post }
}

/// Ranks hashtags for a post from the brand's own history.
package struct HashtagJob: JobHandler {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ args: HashtagArgs, _ context: JobContext) async throws -> JobOutcome {
    let database = context.database
    guard let material = try await database.first(GenerationStatements.material, args.post, as: context.tenant) else {
      return .cancel("post-gone")
    }
    let examples = try await database.query(VoiceStatements.examples, material.post.brand, as: context.tenant)
    let variants = try await database.query(VariantStatements.ofPost, args.post, as: context.tenant)
    let text = ([material.brief.topic] + material.brief.facts + variants.map(\.judged.text)).joined(separator: "\n")
    let tags = HashtagHistory.suggest(for: text, from: examples, count: 10)
    try await database.transaction(as: context.tenant) { tx in
      try await tx.execute(
        EnrichmentStatements.saveHashtags,
        NewEnrichment(post: args.post, brand: material.post.brand, content: tags, at: parts.time.now()))
      try await context.complete(in: tx)
    }
    return .done
  }
}
