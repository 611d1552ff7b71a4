package import Contracts
import Crypto
import Foundation
package import Kernel
import Platforms

/// What goes out, in one canonical form: an approval is bound to its hash, and the ledger keeps its bytes.
package struct PublicationPayload: Sendable, Codable, Equatable {
  package var post: PostID
  package var variant: VariantID?
  package var platform: String
  package var account: String
  package var language: String
  package var text: String
  package var link: String?

  package init(
    post: PostID, variant: VariantID?, platform: String, account: String, language: String, text: String, link: String?
  ) {
    self.post = post
    self.variant = variant
    self.platform = platform
    self.account = account
    self.language = language
    self.text = text
    self.link = link
  }

  /// The post as it would go out on the account now.
  package init(_ post: PublishablePost, account: String) {
    self.init(
      post: post.post, variant: post.variant, platform: post.platform, account: account, language: post.language,
      text: post.text, link: post.link)
  }

  /// JSON with its keys in order.
  package func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

  /// SHA-256 in lower-case hex.
  package func hash() throws -> String { Self.hex(SHA256.hash(data: Data(try bytes()))) }

  /// A hash of the words as readers compare them, to keep the same text from going out twice at once.
  package var wordsHash: String { Self.hex(SHA256.hash(data: Data(ComparableText.of(text).utf8))) }

  private static func hex(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
