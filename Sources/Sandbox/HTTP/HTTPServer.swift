import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP/1.1 server on one port that can stop accepting and come back on the same port, cut a
/// reply short and reset a connection. Bodies are limited to 128 MiB (the largest video a platform takes).
final class HTTPServer: Sendable {
  typealias Responder = @Sendable (Request) async -> Delivery

  private struct State {
    var listener: (any Channel)?
    var port: Int?
    var connections: [ObjectIdentifier: any Channel] = [:]
  }

  private let host: String
  private let respond: Responder
  private let now: @Sendable () -> String
  private let state = Mutex(State())

  /// `now` gives the text of the `Date` header.
  init(host: String, now: @escaping @Sendable () -> String, respond: @escaping Responder) {
    self.host = host
    self.now = now
    self.respond = respond
  }

  /// The port bound, also while refusing; nil before `start`.
  var port: Int? { state.withLock { $0.port } }

  /// Binds and returns the port; 0 takes any free one.
  @discardableResult
  func start(port: Int) async throws -> Int {
    let listener = try await bind(port)
    let bound = listener.localAddress?.port ?? port
    state.withLock {
      $0.listener = listener
      $0.port = bound
    }
    return bound
  }

  /// Stops accepting and drops every connection: a client now meets "connection refused".
  func refuse() async {
    let (listener, connections) = state.withLock { state in
      defer {
        state.listener = nil
        state.connections = [:]
      }
      return (state.listener, Array(state.connections.values))
    }
    try? await listener?.close().get()
    for connection in connections { connection.close(promise: nil) }
  }

  /// Accepts again on the same port. Does nothing while accepting, or before `start`.
  func accept() async throws {
    guard let port = state.withLock({ $0.listener == nil ? $0.port : nil }) else { return }
    try await start(port: port)
  }

  func stop() async {
    await refuse()
    state.withLock { $0.port = nil }
  }

  private func bind(_ port: Int) async throws -> any Channel {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: true, withErrorHandling: true)
          try channel.pipeline.syncOperations.addHandler(
            ConnectionHandler(peer: channel.remoteAddress?.ipAddress ?? "", now: now, respond: respond))
          remember(channel)
        }
      }
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .bind(host: host, port: port).get()
  }

  private func remember(_ channel: any Channel) {
    let key = ObjectIdentifier(channel)
    state.withLock { $0.connections[key] = channel }
    channel.closeFuture.whenComplete { [weak self] _ in
      self?.state.withLock { _ = $0.connections.removeValue(forKey: key) }
    }
  }
}
