package import Foundation
package import Kernel
package import Logging
import Transport

/// Looks at everything that has to be right for Starling to work here, without changing any of it.
package struct Doctor: Sendable {
  private let config: Config
  private let time: TimeSource
  private let transport: TransportClient
  private let ollama: URL?
  private let logger: Logger

  /// - Parameter ollama: where a model server that nobody has named is looked for.
  package init(
    _ config: Config, ollama: URL? = URL(string: "http://127.0.0.1:11434"), time: TimeSource, logger: Logger
  ) throws {
    self.config = config
    self.ollama = ollama
    self.time = time
    self.logger = logger
    let endpoints = OperatorEndpoints(
      Set(config.privateHosts.map { OperatorEndpoints.Endpoint(host: $0.host, port: $0.port) }))
    var urls = [config.model?.url, ollama]
    if case .endpoint(let embeddings) = config.embeddings { urls.append(embeddings.endpoint.url) }
    for url in urls.compactMap({ $0?.absoluteString }) { endpoints.allow(url: url) }
    transport = try TransportClient(operatorEndpoints: endpoints, time: time, log: logger)
  }

  package func findings() async -> [Finding] {
    var all = [ProgramCheck.setpriv, ProgramCheck.libraries(), ProgramCheck.resources]
    all.append(await CardCheck.finding(RenderProcess(program: RenderProcess.ownProgram, time: time)))
    all += await PostgresCheck(config: config, time: time, logger: logger).findings()
    all += [
      HostCheck.clock(time), HostCheck.disk(config.data), HostCheck.port(config),
      HostCheck.controlPort(config), HostCheck.keys(config),
    ]
    let endpoints = EndpointCheck(config: config, transport: transport, ollama: ollama)
    all += [await endpoints.model(), await endpoints.embeddings(), await endpoints.mail()]
    all += AddressCheck.findings(config.listen)
    return all
  }
}
