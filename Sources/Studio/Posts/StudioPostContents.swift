package import Contracts
package import Database
package import Kernel
import Text

/// The chosen text of a post as the database has it.
struct ChosenText: Sendable {
  var post: PostID
  var brand: BrandID
  var platform: String
  var language: String
  var state: String
  var variant: VariantID?
  var text: String
  var findings: [Finding]
  var link: String?
  /// The brief's countries.
  var regions: [String]
  var brandZone: String
}

/// Tells Publishing what a post says, with its row locked.
package struct StudioPostContents: PostContents {
  package init() {}

  package func publishable(_ post: PostID, locked tx: Transaction) async throws -> PublishablePost? {
    guard let chosen = try await tx.first(PostStatements.chosenText, post) else { return nil }
    let blocking = chosen.findings.filter { $0.severity == .block }.map(\.rule)
    return PublishablePost(
      post: chosen.post, brand: chosen.brand, platform: chosen.platform, language: chosen.language,
      variant: chosen.variant, text: chosen.text, link: chosen.link,
      audienceZone: AudienceZone.of(chosen.regions, brand: chosen.brandZone), state: chosen.state,
      findingsBlock: Set(blocking).sorted())
  }
}
