import Database
package import Jobs
package import Kernel

package struct ImagePromptArgs: JobArgs, Equatable {
  package static let kind = "image-prompt"

  package var post: PostID

  package init(post: PostID) { self.post = post }
}

/// Says what a picture for a post should show, from its brief and the brand's look.
package struct ImagePromptJob: JobHandler {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ args: ImagePromptArgs, _ context: JobContext) async throws -> JobOutcome {
    guard
      let material = try await context.database.first(GenerationStatements.material, args.post, as: context.tenant)
    else { return .cancel("post-gone") }
    let prompt = ImagePrompt(brief: material.brief, brand: material.brand, platform: material.post.platform)
    try await context.database.transaction(as: context.tenant) { tx in
      try await tx.execute(
        EnrichmentStatements.saveImagePrompt,
        NewEnrichment(post: args.post, brand: material.post.brand, content: prompt, at: parts.time.now()))
      try await context.complete(in: tx)
    }
    return .done
  }
}
