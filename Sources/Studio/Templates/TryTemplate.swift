package import Kernel
package import Text

/// What a template makes of some values on one platform. Nothing is kept.
package struct TryTemplate: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package struct Shown: Sendable, Equatable {
    /// With `…` where something is written for each variant.
    package var text: String
    package var length: Int
    package var limit: Int
    package var isOpen: Bool
    package var missing: [TemplateSlot]
  }

  package func run(
    _ id: TemplateID, _ brief: BriefContent, platform: String, language: String, as tenant: TenantContext
  ) async throws -> Shown {
    let template = try await parts.template(id, as: tenant)
    let brand = try await parts.brand(template.brand, as: tenant)
    guard let limits = parts.rules[platform] else {
      throw Problem.invalid(
        "/platform", "is not a platform we write for: " + parts.platforms.sorted().joined(separator: ", "))
    }
    // What is not there yet is told as missing.
    try template.check(brief.slots, isWhole: false)
    return show(template.content, brief, brand, limits, language)
  }

  package func show(
    _ content: TemplateContent, _ brief: BriefContent, _ brand: Brand, _ platform: PlatformLimits, _ language: String
  ) -> Shown {
    let today = parts.zones.day(parts.time.now(), brand.profile.zone)
    let frame = content.frame(brief, brand: brand.profile, platform: platform, language: language, today: today)
    let missing = content.slots.filter { $0.isRequired && $0.fallback == nil && brief.slots[$0.name] == nil }
    // Without a form for it the platform's posts are written freely.
    guard let frame else {
      return Shown(text: "…", length: 0, limit: platform.limit, isOpen: true, missing: missing)
    }
    let isOpen = frame.behind != nil
    return Shown(
      text: isOpen ? frame.around("…") : frame.bare,
      length: TextMeasure.measure(isOpen ? frame.around("") : frame.bare, platform).length, limit: platform.limit,
      isOpen: isOpen, missing: missing)
  }
}
