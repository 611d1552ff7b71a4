package import Database
package import Kernel

/// What Publishing needs to know of a post. Studio answers.
package protocol PostContents: Sendable {
  /// The post as it would go out now, with its row locked until the transaction ends, so that
  /// nobody edits it between this check and the commit of an intent. Nil when the tenant has no
  /// such post.
  func publishable(_ post: PostID, locked tx: Transaction) async throws -> PublishablePost?
}

package struct PublishablePost: Sendable, Equatable {
  package var post: PostID
  package var brand: BrandID
  /// `mastodon`, `bluesky`…
  package var platform: String
  /// BCP 47.
  package var language: String
  /// The chosen one; nil when none is chosen yet, and then nothing can go out.
  package var variant: VariantID?
  package var text: String
  package var link: String?
  /// IANA zone of those who will read it, to offer times in; nil when nobody said.
  package var audienceZone: String?
  /// generating, draft, ready or archived.
  package var state: String
  /// SHA-256 (lower-case hex) of the payload that was approved; nil when it is not approved or
  /// needs no approval.
  package var approvedHash: String?
  package var needsApproval: Bool
  /// Rule ids of findings that stop it. Empty when it may go out.
  package var findingsBlock: [String]

  package init(
    post: PostID, brand: BrandID, platform: String, language: String, variant: VariantID?, text: String,
    link: String? = nil, audienceZone: String? = nil, state: String, approvedHash: String? = nil,
    needsApproval: Bool = false,
    findingsBlock: [String] = []
  ) {
    self.post = post
    self.brand = brand
    self.platform = platform
    self.language = language
    self.variant = variant
    self.text = text
    self.link = link
    self.audienceZone = audienceZone
    self.state = state
    self.approvedHash = approvedHash
    self.needsApproval = needsApproval
    self.findingsBlock = findingsBlock
  }
}
