/// Everything that can be said of a draft without its brand: lengths, what each platform refuses, risky words, facts
/// that no source has, and how it reads.
package struct DraftLint: Sendable {
  package struct Result: Sendable {
    /// Of the platform.
    package var id: String
    package var measured: Measured
    /// Of the platform and of the text; in reading order within each.
    package var findings: [Finding]
    package var readability: Readability
  }

  /// For all platforms at once; what does not depend on the platform is looked at once. `sources` is where facts may
  /// come from, `never` the words that are not allowed.
  package static func check(
    _ text: String, on platforms: [PlatformLimits], language: String = "en", never: [String] = [],
    sources: [GroundingSource] = []
  ) -> [Result] {
    let lint = PlatformLint(text)
    let common = RiskLint.check(text, neverTerms: never).findings + Grounding.check(text, against: sources)
    let readability = Readability.measure(text, language: language, bands: platforms.map(\.conventions.readingEase))
    return zip(platforms, readability).map { platform, readability in
      let measured = TextMeasure.measure(text, platform)
      return Result(
        id: platform.id, measured: measured, findings: lint.findings(platform, measured) + common,
        readability: readability)
    }
  }
}
