import Foundation
import TestKit

@testable import Text

/// Posts of real accounts, where they are laid out beside the checkout.
enum SocialPosts {
  static func of(_ account: String) throws -> [String] {
    guard let data = SharedData.data("social/\(account).csv", cases: 100) else { return [] }
    return try CSVReader.read([UInt8](data)).column("text") ?? []
  }
}
