import Foundation
import HTTPTypes
import Kernel
import Testing

@testable import Web

@Suite struct OpenAPITests {
  @Test("the document describes every endpoint with its parameters, bodies and every status")
  func document() async throws {
    let gateway = try makeGateway()
    let document = await gateway.call(.get, "/openapi.json", as: nil).json
    #expect(document["openapi"] == "3.1.0")
    let post = try #require(document["paths"]?["/v1/things"]?["post"])
    #expect(post["operationId"] == "postThings")
    #expect(
      post["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"] == "#/components/schemas/ThingInput")
    for status in ["201", "400", "401", "403", "408", "409", "413", "415", "422", "429", "500", "503"] {
      #expect(post["responses"]?[status] != nil, "\(status)")
    }
    let patch = try #require(document["paths"]?["/v1/brands/{brand_id}/thing"]?["patch"])
    for status in ["404", "412", "428"] { #expect(patch["responses"]?[status] != nil) }
    #expect(document["components"]?["schemas"]?["ThingInput"]?["additionalProperties"] == false)
  }

  @Test("operation ids are unique")
  func operationIDs() async throws {
    let document = try await makeGateway().call(.get, "/openapi.json", as: nil).text
    let ids = document.matches(of: /"operationId":"([^"]+)"/).map { String($0.1) }
    #expect(!ids.isEmpty && Set(ids).count == ids.count)
  }

  @Test("the page of the API needs nothing foreign")
  func page() async throws {
    let page = await (try makeGateway()).call(.get, "/docs/api", as: nil)
    #expect(page.status == .ok)
    #expect(page.text.contains("/v1/things"))
    #expect(!page.text.contains("src=\"http"))
  }
}
