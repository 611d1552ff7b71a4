import Foundation
import Kernel
import Text
import Yams

enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

  static func yaml<T: Decodable>(_ path: String, as type: T.Type) throws -> T {
    let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    return try YAMLDecoder().decode(type, from: text)
  }

  static func rules() throws -> PlatformRules { try PlatformRules.load() }

  static func platform(_ id: String) throws -> PlatformLimits {
    guard let platform = try rules()[id] else { throw Problem.notFound("platform") }
    return platform
  }
}
