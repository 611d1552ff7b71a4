/// The last line that `starling demo` prints.
package struct DemoSummary: Codable, Sendable {
  package struct Voice: Codable, Sendable {
    package var examples: Int
    /// Share of (own, others') pairs of held-back posts that the voice orders rightly; absent when there was nothing to
    /// compare with.
    package var separation: Double?
  }

  package struct Variant: Codable, Sendable {
    package var platform: String
    package var language: String
    package var text: String
    /// As that platform counts it.
    package var length: Int
    package var limit: Int?
    package var scores: Scores
    package var findings: [String]
    package var isDraft: Bool
  }

  package struct Scores: Codable, Sendable {
    package var brandFit: Int?
    package var risk: Int
    package var readability: Int?
  }

  package struct Publication: Codable, Sendable {
    package var platform: String
    package var state: String
    package var externalId: String?
    package var url: String?
    package var attempts: Int
  }

  package struct Metrics: Codable, Sendable {
    package var platform: String
    package var likes: Int?
    package var comments: Int?
    package var shares: Int?
  }

  package struct Timings: Codable, Sendable {
    package var voice: Int
    package var firstVariant: Int
    package var allVariants: Int
    package var publish: Int
    package var total: Int
  }

  package var voice: Voice
  package var variants: [Variant]
  package var publications: [Publication]
  package var metrics: [Metrics]
  /// Paths of the files.
  package var report: [String]
  package var timingsMs: Timings
}
