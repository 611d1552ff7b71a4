import Foundation
import HTTPTypes
import Kernel
import Logging
import Models
import Studio
import Transport

/// The language model and the embedder of one process. Servers of our own start in the background: nothing
/// that a user waits for waits for them.
struct ModelPlant: Sendable {
  /// Nil: the composer drafts.
  let writing: WritingModel?
  let embedder: (any Embedder)?

  init(_ ground: Groundwork, transport: TransportClient, endpoints: OperatorEndpoints, tools: Tools) async throws {
    let servers = ModelServers(ground: ground, transport: transport, endpoints: endpoints, tools: tools)
    let endpoint = try await Self.writer(ground.config, servers, transport, endpoints)
    writing = endpoint.map { WritingModel(OpenAICompatibleModel($0, client: transport, time: tools.time)) }
    embedder = try await Self.embedder(ground.config, servers, transport, endpoints, tools)
  }

  private static func writer(
    _ config: Config, _ servers: ModelServers, _ transport: TransportClient, _ endpoints: OperatorEndpoints
  ) async throws -> OpenAIEndpoint? {
    if let model = config.model {
      endpoints.allow(url: model.url.absoluteString)
      let name = if let name = model.name { name } else { await firstModel(model, transport) }
      return OpenAIEndpoint(baseURL: model.url.absoluteString, model: name, key: model.key)
    }
    switch config.localModel {
    case .off: return nil
    case .installed: return try servers.llama(nil)
    case .file(let path): return try servers.llama(path)
    }
  }

  private static func embedder(
    _ config: Config, _ servers: ModelServers, _ transport: TransportClient, _ endpoints: OperatorEndpoints,
    _ tools: Tools
  ) async throws -> (any Embedder)? {
    switch config.embeddings {
    case .off: return nil
    case .local:
      return try servers.embeddings().map {
        OpenAICompatibleEmbedder($0, dimensions: OutsideEmbeddings.dimensions, kinds: .inputType, client: transport)
      }
    case .endpoint(let choice):
      endpoints.allow(url: choice.endpoint.url.absoluteString)
      let outside = OutsideEmbeddings(choice, transport)
      if let refusal = await outside.refusal() {
        guard !refusal.isWrongModel else { throw Problem.invalid(Setting.embeddingsName.name, refusal.words) }
        tools.logger.warning("embeddings are away", metadata: ["reason": "\(refusal.words)"])
      }
      return outside.embedder()
    }
  }

  /// What `GET /models` lists first; `default` when it does not say, which many servers take for theirs.
  private static func firstModel(_ model: Config.Endpoint, _ transport: TransportClient) async -> String {
    struct Listing: Decodable {
      struct Entry: Decodable { var id: String }
      var data: [Entry]
    }
    var headers = HTTPFields()
    if let key = model.key { headers[.authorization] = "Bearer " + key.reveal() }
    let limits = OutboundRequest.Timeouts(connect: .seconds(2), firstByte: .seconds(3), total: .seconds(4))
    let request = OutboundRequest(
      .get, model.url.absoluteString + "/models", headers: headers, purpose: "model.list", timeouts: limits)
    guard let reply = try? await transport.send(request),
      let listing = try? JSONDecoder().decode(Listing.self, from: Data(reply.body)), let first = listing.data.first
    else { return "default" }
    return first.id
  }
}

/// Starts the model servers of this data folder, or finds those that its host process runs.
struct ModelServers: Sendable {
  let ground: Groundwork
  let transport: TransportClient
  let endpoints: OperatorEndpoints
  let tools: Tools

  func embeddings() throws -> OpenAIEndpoint? {
    try endpoint("embeddings", model: "multilingual-e5-small") { runtime in
      try ModelServer.embeddings(
        runtime: runtime, data: ground.config.data, account: ground.account, transport: transport, endpoints: endpoints)
    }
  }

  func llama(_ file: String?) throws -> OpenAIEndpoint? {
    try endpoint("model", model: "local") { runtime in
      guard let folder = ResourceFolder(module: "App").url else {
        throw Problem(.internal, "The folder share/App is missing beside the program: install it again.")
      }
      return try ModelServer.llama(
        file, runtime: runtime, script: folder.appendingPathComponent("llama_server.py"), data: ground.config.data,
        account: ground.account, transport: transport, endpoints: endpoints)
    }
  }

  /// The host writes the address down for the processes that join it.
  private func endpoint(
    _ name: String, model: String, _ make: (URL) throws -> ModelServer
  ) throws -> OpenAIEndpoint? {
    let note = ground.config.data.run.appendingPathComponent(name + ".url")
    guard ground.isHost else {
      guard let url = try? String(contentsOf: note, encoding: .utf8) else { return nil }
      endpoints.allow(url: url)
      return OpenAIEndpoint(baseURL: url, model: model)
    }
    let server = try make(RuntimeFolder.find(ground.config.runtime))
    try Data(server.url.utf8).write(to: note, options: .atomic)
    Task { [supervisor = ground.supervisor, logger = tools.logger] in
      do { try await supervisor.start(server.service) } catch {
        logger.error("a model server does not start", metadata: ["service": "\(name)", "error": "\(error)"])
      }
    }
    return OpenAIEndpoint(baseURL: server.url, model: model)
  }
}
