package import Database
package import Jobs
package import Web

/// Everything Studio offers the composition root: routes, job kinds and statements.
package enum Studio {
  package static func routes(_ parts: StudioParts) -> [Route] {
    BrandRoutes.all(parts) + VoiceRoutes.all(parts) + CampaignRoutes.all(parts) + BriefRoutes.all(parts)
      + PostRoutes.all(parts) + VariantRoutes.all(parts) + CommentRoutes.all(parts) + PolicyRoutes.all(parts)
      + ModelProviderRoutes.all(parts)
  }

  package static func pages(_ parts: StudioParts, _ slots: StudioSlots = StudioSlots()) -> [Route] {
    BrandPages.all(parts) + VoicePages.all(parts) + BriefPages.all(parts) + PostPages.all(parts, slots)
      + PolicyPages.all(parts) + ModelPages.all(parts)
  }

  package static func register(_ parts: StudioParts, in registry: inout JobRegistry) throws {
    try registry.register(VoiceTrainJob(parts), concurrency: 2)
    try registry.register(GenerateJob(parts))
    try registry.register(HashtagJob(parts))
    try registry.register(ImagePromptJob(parts))
    try registry.register(PolicyCheckJob(parts))
    try registry.register(TranslateJob(parts))
  }

  package static let statements: [AnyStatement] =
    BrandStatements.all + VoiceStatements.all + CampaignStatements.all + BriefStatements.all + PostStatements.all
    + VariantStatements.all + CommentStatements.all + GenerationStatements.all + EnrichmentStatements.all
    + HashtagStatements.all + PolicyStatements.all + ModelProviderStatements.all + ModelTurnStatements.all
    + ModelCallStatements.all
}
