import Foundation
import Kernel
import Studio
import Text

/// A brand of the demo as it is shipped: its profile, the posts it learns from, and a brief.
struct DemoBrand: Sendable {
  var key: String
  var profile: BrandProfile
  var examples: [VoiceExample]
  var brief: BriefContent
  /// A small brief for one platform: what the printed lines write, keep and publish.
  var trial: BriefContent?

  /// Throws when the files beside the program are missing or damaged.
  static func shipped() throws -> [DemoBrand] {
    let folder = ResourceFolder(module: "App")
    let decoder = JSONDecoder()
    let data = try folder.data("demo/brands.json")
    let keys = try decoder.decode([Key].self, from: data).map(\.key)
    let profiles = try decoder.decode([BrandProfile].self, from: data)
    let trial = try brief("trial", folder)
    return try zip(keys, profiles).enumerated().map { index, brand in
      let (key, profile) = brand
      let stem = key.split(separator: "-").first.map(String.init) ?? key
      return DemoBrand(
        key: key, profile: profile,
        examples: try CSVReader.examples([UInt8](try folder.data("demo/\(key).csv"))).map { VoiceExample(text: $0) },
        brief: try brief(stem, folder), trial: index == 0 ? trial : nil)
    }
  }

  private static func brief(_ name: String, _ folder: ResourceFolder) throws -> BriefContent {
    BriefContent(try BriefFile.read([UInt8](try folder.data("demo/\(name)-brief.json"))))
  }

  private struct Key: Decodable { var key: String }
}
