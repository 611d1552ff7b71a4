import Database
import Foundation
import Kernel
import Models
import TestKit
import Testing

@testable import Studio

@Suite("embedding with an organisation's own provider", .timeLimit(.minutes(2)))
struct OwnEmbeddingTests {
  private func withEmbedder(
    status: Int, _ body: (Workplace, StubServer, Brand, ModelProvider) async throws -> Void
  ) async throws {
    let server = try StubServer { request in
      let count = (request.json["input"] as? [String])?.count ?? 0
      let vector = "[" + (0..<384).map { $0 == 0 ? "1" : "0" }.joined(separator: ",") + "]"
      let items = (0..<count).map { "{\"index\":\($0),\"embedding\":\(vector)}" }
      return (status, "{\"data\":[\(items.joined(separator: ","))]}")
    }
    defer { server.stop() }
    try await Workplace.with { place in
      let place = try place.owning([server])
      let brand = try await place.brand()
      try await body(place, server, brand, try await place.connect(server))
    }
  }

  @Test("the chosen provider is asked, and the call is recorded without the texts")
  func chosen() async throws {
    try await withEmbedder(status: 200) { place, server, brand, provider in
      _ = try await place.settings { $0.routes[.embed] = [ModelChoice(.provider, provider: provider.id)] }
      let embedder = try await place.parts.embedder(for: brand.id, place.database.worker, as: place.acme)
      let vectors = try await #require(embedder).embed(["One cup.", "Another cup."], .passage)
      #expect(vectors.count == 2 && server.requests.map(\.path) == ["/v1/embeddings"])
      let call = try #require(try await place.calls().first)
      #expect(call.task == "embed" && call.state == .answered && call.brand == brand.id && !call.isCounted)
      #expect(call.costMicros == 12, "21 bytes are about six tokens at two millionths")
      let kept = try await place.database.asSuperuser { try await $0.rows("SELECT * FROM model_payloads") }
      #expect(kept.isEmpty)
    }
  }

  @Test("unless it is chosen the installation embeds, and at the limit nobody is asked")
  func others() async throws {
    try await withEmbedder(status: 200) { place, server, brand, provider in
      #expect(try await place.parts.embedder(for: brand.id, place.database.worker, as: place.acme) == nil)
      _ = try await place.settings {
        $0.routes[.embed] = [ModelChoice(.provider, provider: provider.id)]
        $0.monthlyTokens = 10
      }
      let embedder = try await place.parts.embedder(for: brand.id, place.database.worker, as: place.acme)
      let error = await #expect(throws: ModelError.self) { try await embedder?.embed(["One cup."], .passage) }
      #expect(error?.kind == .limitReached && server.requests.isEmpty)
    }
  }
}
