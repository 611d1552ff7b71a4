import Contracts
import Crypto
import Database
import Foundation
import Jobs
import Kernel
import Logging
import ServiceLifecycle
import Stores
import Telemetry
import Web

/// The two HTTP servers of one process: the gateway for everyone, and the control port for the operator.
struct GatewayPlant: Sendable {
  let gateway: Gateway
  /// The ports, once connections are accepted.
  let port = Completion<Int>()
  let controlPort = Completion<Int>()
  let control: Gateway
  private let servesPages: Bool
  private let listen: ListenAddress
  private let controlPortAsked: Int
  private let logger: Logger

  /// `routes`: of the product modules.
  init(
    _ ground: Groundwork, role: ProcessRole, listen: ListenAddress, routes: [Route], authenticator: any Authenticator,
    shell: (any ShellProvider)?,
    vault: any Vault, bus: any EventBus, worker: Worker?, bootstrap: Bootstrap, tools: Tools
  ) throws {
    logger = tools.logger
    servesPages = role.servesPages
    self.listen = listen
    controlPortAsked = ground.config.listen.controlPort
    let parts = GatewayParts(
      database: ground.databases.app, authenticator: authenticator, policy: try AccessPolicy.shipped(),
      counters: MemoryCounters(time: tools.time), bus: bus, shell: shell, assets: try StaticAssets.shipped(),
      signingKey: SymmetricKey(data: vault.hmac("1", purpose: "gateway")), time: tools.time, ids: tools.ids,
      random: tools.random, logger: tools.logger, checks: Readiness(ground).checks, objectives: bootstrap.objectives)
    let settings = GatewaySettings(
      baseURL: listen.settings.baseURL?.absoluteString, trustedProxies: listen.settings.trustedProxies,
      rates: RateSettings(perKey: listen.settings.requestRate), version: Version.current)
    gateway = try Gateway(routes: routes, settings: settings, parts: parts)
    control = try Self.control(parts, bootstrap, worker)
  }

  /// Knows nobody, and counts nothing as a request of a user's.
  private static func control(_ parts: GatewayParts, _ bootstrap: Bootstrap, _ worker: Worker?) throws -> Gateway {
    var parts = parts
    parts.authenticator = Nobody()
    parts.bus = nil
    parts.shell = nil
    parts.objectives = nil
    if let worker { parts.checks.append(ControlRoutes.check(worker)) }
    return try Gateway(
      routes: ControlRoutes(metrics: bootstrap.metrics, worker: worker).all,
      settings: GatewaySettings(version: Version.current),
      parts: parts)
  }

  /// The control server first, so that it stops last.
  var services: [any Service] {
    let tls = listen.settings.tls.map {
      Web.TLSFiles(certificate: URL(fileURLWithPath: $0.certificate), key: URL(fileURLWithPath: $0.key))
    }
    let own = HTTPServer(gateway: control, listen: ListenSettings(port: controlPortAsked), logger: logger) {
      [controlPort] in controlPort.complete($0)
    }
    guard servesPages else { return [own] }
    let settings = ListenSettings(host: listen.settings.host, port: listen.port, tls: tls)
    let pages = HTTPServer(gateway: gateway, listen: settings, logger: logger) { [port] in port.complete($0) }
    return [own, pages]
  }

  /// What people type to get here, once connections are accepted; nil when this process serves no pages.
  var address: String? {
    get async {
      guard servesPages else { return nil }
      _ = await port.value
      return listen.baseURL
    }
  }
}
