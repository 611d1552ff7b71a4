import Foundation
import Kernel
import Logging
import Models
import TestKit
import Testing
import Transport

@testable import App

/// A reply of `/embeddings` with one vector.
enum StubVectors {
  static func reply(length: Int) -> String {
    #"{"data":[{"index":0,"embedding":["# + Array(repeating: "0.5", count: length).joined(separator: ",") + "]}]}"
  }
}

@Suite("Embeddings of an outside endpoint", .timeLimit(.minutes(1)))
struct OutsideEmbeddingsTests {
  private func outside(
    _ stub: StubServer, kinds: Config.EmbeddingKinds = .none
  ) throws -> OutsideEmbeddings {
    let endpoints = OperatorEndpoints()
    endpoints.allow(url: stub.url)
    let url = try #require(URL(string: stub.url + "/v1"))
    let endpoint = Config.Endpoint(url: url, key: Redacted("hunter2"), name: "text-embedding-3-small")
    return OutsideEmbeddings(
      Config.Embeddings(endpoint: endpoint, kinds: kinds), try TransportClient(operatorEndpoints: endpoints))
  }

  @Test("the model is named, its vectors are asked for in our length, and the kind is said as the setting wants it")
  func asked() async throws {
    let stub = try StubServer { _ in (200, StubVectors.reply(length: 384)) }
    defer { stub.stop() }
    #expect(try await outside(stub).embedder().embed(["Beans"], .passage).first?.count == 384)
    _ = try await outside(stub, kinds: .prefix).embedder().embed(["Beans"], .passage)
    _ = try await outside(stub, kinds: .inputType).embedder().embed(["Beans"], .query)
    let bodies = stub.requests.map(\.json)
    #expect(bodies.allSatisfy { $0["model"] as? String == "text-embedding-3-small" && $0["dimensions"] as? Int == 384 })
    #expect(bodies.map { ($0["input"] as? [String])?.first } == ["Beans", "passage: Beans", "Beans"])
    #expect(bodies.map { $0["input_type"] as? String } == [nil, nil, "query"])
  }

  @Test("an endpoint that knows no length is asked without one, and from then on never with one")
  func unknownLength() async throws {
    let stub = try StubServer { request in
      request.json["dimensions"] == nil
        ? (200, StubVectors.reply(length: 384)) : (400, #"{"error":{"message":"no such argument"}}"#)
    }
    defer { stub.stop() }
    let embedder = try outside(stub).embedder()
    for _ in 1...2 { #expect(try await embedder.embed(["Beans"], .passage).first?.count == 384) }
    #expect(stub.requests.map { $0.json["dimensions"] != nil } == [true, false, false])
  }

  @Test("a model with vectors of another length is refused with what to choose; a wrong key and silence are told apart")
  func refusals() async throws {
    func refusal(_ status: Int, _ body: String) async throws -> OutsideEmbeddings.Refusal? {
      let stub = try StubServer { _ in (status, body) }
      defer { stub.stop() }
      return try await outside(stub).refusal()
    }
    let long = try await refusal(200, StubVectors.reply(length: 1536))
    #expect(long?.isWrongModel == true)
    #expect(long?.words.contains("1536 numbers instead of 384") == true)
    let denied = try await refusal(401, "{}")
    #expect(denied?.isWrongModel == false && denied?.words.contains("refuses the key") == true)
    #expect(try await refusal(200, StubVectors.reply(length: 384)) == nil)
  }

  @Test("a start with a model that never fits is refused by the setting's name; one that is away is no reason")
  func start() async throws {
    let long = try StubServer { _ in (200, StubVectors.reply(length: 1536)) }
    defer { long.stop() }
    let problem = await #expect(throws: Problem.self) { try await plant(long.url) }
    #expect(problem?.fields.map(\.pointer) == ["STARLING_EMBEDDINGS_NAME"])
    #expect(try await plant("http://127.0.0.1:\(FreePort.pick())").embedder?.name == "e5")
  }

  private func plant(_ url: String) async throws -> ModelPlant {
    let folder = TemporaryFolder()
    let config = try Config.load(
      RawConfig(environment: [
        "STARLING_DATA": folder.url.path, "STARLING_EMBEDDINGS_URL": url + "/v1", "STARLING_EMBEDDINGS_NAME": "e5",
      ]))
    let ground = try Groundwork.sketch(config, logger: .quiet)
    let endpoints = OperatorEndpoints()
    let transport = try TransportClient(operatorEndpoints: endpoints)
    return try await ModelPlant(ground, transport: transport, endpoints: endpoints, tools: Tools(logger: .quiet))
  }
}
