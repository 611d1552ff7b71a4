package import Database
package import Jobs
package import Web

/// Everything Studio offers the composition root: routes, job kinds and statements.
package enum Studio {
  package static func routes(_ parts: StudioParts) -> [Route] {
    BrandRoutes.all(parts) + VoiceRoutes.all(parts) + CampaignRoutes.all(parts) + TemplateRoutes.all(parts)
      + BriefRoutes.all(parts)
      + PostRoutes.all(parts) + CardRoutes.all(parts) + VariantRoutes.all(parts) + VersionRoutes.all(parts)
      + RewriteRoutes.all(parts) + CommentRoutes.all(parts)
      + PolicyRoutes.all(parts) + ModelProviderRoutes.all(parts)
  }

  package static func pages(_ parts: StudioParts, _ slots: StudioSlots = StudioSlots()) -> [Route] {
    BrandPages.all(parts) + VoicePages.all(parts) + TemplatePages.all(parts) + BriefPages.all(parts)
      + BriefSteps.all(parts) + BriefImportPages.all(parts)
      + PostPages.all(parts, slots) + CardPages.all(parts)
      + VersionPages.all(parts) + PolicyPages.all(parts) + ModelPages.all(parts)
  }

  package static func register(_ parts: StudioParts, in registry: inout JobRegistry) throws {
    try registry.register(VoiceTrainJob(parts), limit: .atMost(2))
    try registry.register(GenerateJob(parts), limit: .share(3 / 8))
    try registry.register(HashtagJob(parts), limit: .share(1 / 16))
    try registry.register(ImagePromptJob(parts), limit: .share(1 / 16))
    try registry.register(PolicyCheckJob(parts), limit: .share(1 / 16))
    try registry.register(TranslateJob(parts), limit: .share(1 / 8))
  }

  package static let statements: [AnyStatement] =
    BrandStatements.all + VoiceStatements.all + CampaignStatements.all + TemplateStatements.all + BriefStatements.all
    + PostStatements.all
    + VariantStatements.all + VariantVersionStatements.all + CommentStatements.all + GenerationStatements.all
    + EnrichmentStatements.all + HashtagStatements.all + PolicyStatements.all + ModelProviderStatements.all
    + ModelTurnStatements.all + ModelCallStatements.all
}
