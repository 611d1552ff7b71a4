import App
import Foundation
import Kernel
import Text

/// The demo brand's owner: has a brand with a trained voice, and writes briefs.
struct Writer: Sendable {
  struct Created: Decodable, Sendable { var id: String }
  struct Accepted: Decodable, Sendable {
    var operationId: String
    var state: String
  }

  let client: Client
  let brand: String

  /// Makes the brand; with a voice of the demo's posts when asked.
  init(_ client: Client, withVoice: Bool) async throws {
    self.client = client
    brand = try await client.post("/v1/brands", JSONEncoder().array(["name": "Acme Coffee"]), as: Created.self).id
    guard withVoice else { return }
    let trained = try await client.post(
      "/v1/brands/\(brand)/voice/train", Self.examples(), wait: true, as: Accepted.self)
    guard trained.state == "succeeded" else { throw Problem(.internal, "the voice did not train: \(trained.state)") }
  }

  /// The demo's brief, whole, for these platforms and languages; all of the brief's when left out.
  func brief(platforms: [String]? = nil, languages: [String]? = nil) async throws -> String {
    let data = try ResourceFolder(module: "App").data("demo/acme-brief.json")
    guard var brief = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw Problem(.internal, "the demo's brief is no JSON object")
    }
    brief["brand_id"] = brand
    if let platforms { brief["platforms"] = platforms }
    if let languages { brief["languages"] = languages }
    let body = [UInt8](try JSONSerialization.data(withJSONObject: brief))
    return try await client.post("/v1/briefs", body, as: Created.self).id
  }

  /// Begins to write; `wait` until all of it is written.
  func generate(_ brief: String, variants: Int? = nil, wait: Bool = false) async throws {
    struct Body: Encodable {
      var brief_id: String
      var variants: Int?
    }
    let begun = try await client.post(
      "/v1/posts/generate", JSONEncoder().array(Body(brief_id: brief, variants: variants)), wait: wait,
      as: Accepted.self)
    guard !wait || begun.state == "succeeded" else { throw Problem(.internal, "writing ended as \(begun.state)") }
  }

  private static func examples() throws -> [UInt8] {
    let table = [UInt8](try ResourceFolder(module: "App").data("demo/acme-coffee.csv"))
    return try JSONEncoder().array(["examples": CSVReader.examples(table)])
  }
}

extension JSONEncoder {
  fileprivate func array(_ value: some Encodable) throws -> [UInt8] { [UInt8](try encode(value)) }
}
