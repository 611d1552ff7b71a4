import HummingbirdCore
import Kernel
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Where and how the gateway listens.
package struct ListenSettings: Sendable {
  package var host: String
  /// 0 takes a free port and reports it.
  package var port: Int
  package var tls: TLSFiles?
  /// From the first byte of a request to the end of its head; slower connections are closed.
  package var headTime: Duration
  /// Connections without a request are closed after this time.
  package var idleTime: Duration
  /// How long running requests get when the server stops.
  package var drainTime: Duration

  package init(
    host: String = "127.0.0.1", port: Int = 0, tls: TLSFiles? = nil, headTime: Duration = .seconds(10),
    idleTime: Duration = .seconds(75), drainTime: Duration = .seconds(20)
  ) {
    self.host = host
    self.port = port
    self.tls = tls
    self.headTime = headTime
    self.idleTime = idleTime
    self.drainTime = drainTime
  }
}

/// The gateway on a port. A `Service`: on graceful shutdown it stops accepting, ends the event streams, lets requests
/// finish for as long as `drainTime`, and returns.
package struct HTTPServer: Service {
  private let gateway: Gateway
  private let listen: ListenSettings
  private let onRunning: @Sendable (Int) async -> Void
  private let logger: Logger

  /// - Parameter onRunning: called with the port once connections are accepted.
  package init(
    gateway: Gateway, listen: ListenSettings, logger: Logger,
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    self.gateway = gateway
    self.listen = listen
    self.logger = logger
    self.onRunning = onRunning
  }

  package func run() async throws {
    let server = try server()
    try await drained { try await server.run() }
  }

  /// Cancels what `serve` still does `drainTime` after the order to stop.
  private func drained(_ serve: @escaping @Sendable () async throws -> Void) async throws {
    enum Ended { case served, outOfTime }
    try await withThrowingTaskGroup(of: Ended.self) { group in
      group.addTask {
        try await serve()
        return .served
      }
      group.addTask { [listen, time = gateway.parts.time] in
        try await gracefulShutdown()
        try await time.sleep(listen.drainTime)
        return .outOfTime
      }
      defer { group.cancelAll() }
      if case .outOfTime? = try await group.next() {
        logger.warning("requests that had not ended in time are cut off")
      }
    }
  }

  /// Hummingbird's own lines are for debugging only.
  private var quiet: Logger {
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .warning)
    return quiet
  }

  private func server() throws -> any Service {
    let channel = GatewayChannel(server: RequestServer(gateway, isTLS: listen.tls != nil), listen: listen)
    guard let files = listen.tls else { return server(of: channel) }
    return server(
      of: ReloadingTLSChannel(base: channel, certificates: try ReloadingCertificates(files, logger: logger)))
  }

  private func server(of channel: some ServerChildChannel) -> any Service {
    channel.server(
      configuration: ServerConfiguration(
        address: .hostname(listen.host, port: listen.port), backlog: 1_024, reuseAddress: true,
        availableConnectionsDelegate: .maximum(OpenFiles.forConnections, logger: quiet)),
      onServerRunning: { [onRunning] channel in await onRunning(channel.localAddress?.port ?? 0) },
      eventLoopGroup: Self.loops, logger: quiet)
  }

  /// Half the cores serve sockets: a thread that serves twice as many is woken less often for each, and the other half
  /// is left to Postgres and to the work that requests begin. See docs/decisions/2026-11-26-sockets-on-half-the-cores.md.
  private static let loops = MultiThreadedEventLoopGroup(numberOfThreads: max(1, System.coreCount / 2))
}
