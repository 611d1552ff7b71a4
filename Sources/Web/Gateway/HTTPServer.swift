import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Kernel
package import Logging
import NIOCore
import NIOHTTPTypes
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization

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
    let application = Application(
      responder: GatewayResponder(gateway: gateway, isTLS: listen.tls != nil),
      server: try server(),
      configuration: ApplicationConfiguration(
        address: .hostname(listen.host, port: listen.port), serverName: nil, backlog: 1_024, reuseAddress: true),
      onServerRunning: { [onRunning] channel in await onRunning(channel.localAddress?.port ?? 0) },
      logger: quiet)
    try await drained { try await application.run() }
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

  private func server() throws -> HTTPServerBuilder {
    let (sockets, ids) = (gateway.sockets, gateway.parts.ids)
    let base = HTTPServerBuilder { [listen] responder in
      GatewayChannel(responder: responder, sockets: sockets, listen: listen, ids: ids)
    }
    guard let files = listen.tls else { return base }
    let certificates = try ReloadingCertificates(files, logger: logger)
    return HTTPServerBuilder { [listen] responder in
      ReloadingTLSChannel(
        base: GatewayChannel(responder: responder, sockets: sockets, listen: listen, ids: ids),
        certificates: certificates)
    }
  }
}

/// The context that Hummingbird makes for each request: only the peer's address is used.
struct GatewayRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let peer: String

  init(source: Source) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? ""
  }
}

struct GatewayResponder: HTTPResponder {
  typealias Context = GatewayRequestContext
  let gateway: Gateway
  let isTLS: Bool

  @Sendable func respond(to request: Request, context: GatewayRequestContext) async throws -> Response {
    let body = OneReader(request.body)
    let inbound = InboundRequest(
      request.method, request.head.path ?? "/", host: request.head.authority ?? "", headers: request.headers,
      peer: context.peer, isTLS: isTLS, body: { limit in try await body.read(limit) })
    let reply = await gateway.respond(to: inbound)
    return response(reply, isHead: request.method == .head)
  }

  private func response(_ reply: RawReply, isHead: Bool) -> Response {
    var headers = reply.headers
    switch reply.body {
    case .bytes(let bytes):
      if isHead {
        headers[.contentLength] = String(bytes.count)
        return Response(status: reply.status, headers: headers, body: .init())
      }
      return Response(status: reply.status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .stream(let produce):
      if isHead { return Response(status: reply.status, headers: headers, body: .init()) }
      return Response(
        status: reply.status, headers: headers,
        body: .init { writer in
          let sink = StreamSink(writer)
          try await produce { bytes in try await sink.write(bytes) }
          try await sink.finish()
        })
    }
  }
}

/// The request's body, readable once.
private final class OneReader: Sendable {
  private let body: RequestBody

  init(_ body: RequestBody) { self.body = body }

  func read(_ limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await var part in body {
      guard bytes.count + part.readableBytes <= limit else { throw BodyLimit.problem(limit) }
      bytes += part.readBytes(length: part.readableBytes) ?? []
    }
    return bytes
  }
}

/// The response writer, shared by the producer's writes, which come one after another.
private final class StreamSink: @unchecked Sendable {
  private var writer: any ResponseBodyWriter

  init(_ writer: any ResponseBodyWriter) { self.writer = writer }

  func write(_ bytes: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: bytes)) }
  func finish() async throws { try await writer.finish(nil) }
}
