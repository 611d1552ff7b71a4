import Foundation
package import Kernel
package import Logging
import Transport

/// Looks at everything that has to be right for Starling to work here, without changing any of it.
package struct Doctor: Sendable {
  private let config: Config
  private let time: TimeSource
  private let transport: TransportClient
  private let logger: Logger

  package init(_ config: Config, time: TimeSource, logger: Logger) throws {
    self.config = config
    self.time = time
    self.logger = logger
    let endpoints = OperatorEndpoints(
      Set(config.privateHosts.map { OperatorEndpoints.Endpoint(host: $0.host, port: $0.port) }))
    for url in [config.model?.url, EndpointCheck.ollama].compactMap({ $0?.absoluteString }) {
      endpoints.allow(url: url)
    }
    transport = try TransportClient(operatorEndpoints: endpoints, time: time, log: logger)
  }

  package func findings() async -> [Finding] {
    var all = [ProgramCheck.setpriv, ProgramCheck.resources]
    all += await PostgresCheck(config: config, time: time, logger: logger).findings()
    all += [
      HostCheck.clock(time), HostCheck.disk(config.data), HostCheck.port(config), HostCheck.keys(config),
    ]
    all.append(await EndpointCheck(config: config, transport: transport).model())
    all.append(await EndpointCheck(config: config, transport: transport).mail())
    all += AddressCheck.findings(config.listen)
    return all
  }
}
