package import Foundation
package import Kernel

/// The rules of all platforms that this installation knows, in the resource's order.
package struct PlatformRules: Sendable {
  package let all: [PlatformLimits]
  private let byID: [String: PlatformLimits]

  /// Reads `platform-rules.json`. Throws a `Problem` that names the file when it is missing or wrong.
  package static func load(from folder: ResourceFolder = ResourceFolder(module: "Text")) throws -> PlatformRules {
    try PlatformRules(json: folder.data("platform-rules.json"))
  }

  /// Throws `Problem(.internal)` naming the entry that does not decode or makes no sense.
  package init(json: Data) throws {
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: json)
    } catch {
      throw Problem(.internal, "platform-rules.json cannot be read: \(Self.reason(error))")
    }
    for platform in file.platforms { try Self.check(platform) }
    all = file.platforms
    byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    guard byID.count == all.count else {
      throw Problem(.internal, "platform-rules.json lists a platform twice.")
    }
  }

  package subscript(id: String) -> PlatformLimits? { byID[id] }

  private struct File: Decodable { var platforms: [PlatformLimits] }

  private static func check(_ platform: PlatformLimits) throws {
    let optional = [
      platform.byteLimit, platform.linkLength, platform.foldAt, platform.titleLimit, platform.maxTagLength,
      platform.altTextLimit, platform.destinationLimit, platform.tagsLimit, platform.photo?.limit,
      platform.photo?.titleLimit, platform.display.fold?.characters, platform.display.fold?.lines,
    ]
    let shape = platform.display.shape ?? [1, 1]
    let sizes = [platform.limit] + optional.compactMap(\.self) + shape
    guard sizes.allSatisfy({ $0 > 0 }), platform.conventions.readingEase.count == 2, shape.count == 2 else {
      throw Problem(.internal, "platform-rules.json: the sizes of \(platform.id) must be above zero.")
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "not JSON" }
    switch error {
    case .keyNotFound(let key, let context): return "\(path(context)) has no \(key.stringValue)"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      return "\(path(context)): \(context.debugDescription)"
    @unknown default: return "not valid"
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "/")
  }
}
