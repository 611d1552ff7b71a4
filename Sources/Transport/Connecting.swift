import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// A connection that is ready for the first byte of one request.
struct Connection {
  var channel: NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>
  var progress: CallProgress
}

/// Opens connections to checked addresses only.
struct Connecting: Sendable {
  var group: any EventLoopGroup
  var resolver: Resolver
  var operatorEndpoints: OperatorEndpoints
  var tls: NIOSSLContext
  var now: @Sendable () -> ContinuousClock.Instant

  /// Tries the name's addresses in turn; each failed try is one where nothing of the request was sent.
  func open(_ target: Target, _ request: OutboundRequest) async throws(TransportError) -> Connection {
    let end = now() + request.timeouts.connect
    var last = TransportError(.dns, bytesLeft: false, "no address")
    for address in try await addresses(of: target, until: end) {
      do {
        return try await connect(to: address, target, request, until: end)
      } catch {
        last = error
        if error.kind == .cancelled || error.kind == .tls || now() >= end { break }
      }
    }
    throw last
  }

  private func addresses(
    of target: Target, until end: ContinuousClock.Instant
  ) async throws(TransportError) -> [SocketAddress] {
    let trusted = operatorEndpoints.contains(host: target.host, port: target.port)
    guard target.tls || trusted else {
      throw TransportError(.blocked, bytesLeft: false, "plain http is only for the operator's own services")
    }
    let found = try await resolve(target, until: end)
    guard trusted || found.allSatisfy(AddressRules.isPublic) else {
      throw TransportError(.blocked, bytesLeft: false, "the name points to a private or reserved address")
    }
    return found
  }

  private func resolve(
    _ target: Target, until end: ContinuousClock.Instant
  ) async throws(TransportError) -> [SocketAddress] {
    if let literal = try? SocketAddress(ipAddress: target.host, port: target.port) { return [literal] }
    guard let found = try? await resolver.resolve(target.host, target.port), !found.isEmpty else {
      throw TransportError(.dns, bytesLeft: false, "the name has no address")
    }
    return found
  }

  private func connect(
    to address: SocketAddress, _ target: Target, _ request: OutboundRequest, until end: ContinuousClock.Instant
  ) async throws(TransportError) -> Connection {
    let remaining = now().duration(to: end)
    guard remaining > .zero else { throw TransportError(.timeout, bytesLeft: false, "connecting") }
    let progress = CallProgress()
    let loop = group.next()
    let ready = loop.makePromise(of: Void.self)
    do {
      let channel = try await ClientBootstrap(group: loop).connectTimeout(TimeAmount(remaining))
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .connect(to: address) { channel in
          channel.eventLoop.makeCompletedFuture {
            try configure(channel, target, request, ready, progress)
          }
        }
      return try await handshaken(channel, ready.futureResult, progress, until: end)
    } catch {
      ready.fail(error)
      throw TransportFaults.connecting(error)
    }
  }

  private func configure(
    _ channel: any Channel, _ target: Target, _ request: OutboundRequest, _ ready: EventLoopPromise<Void>,
    _ progress: CallProgress
  ) throws -> NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart> {
    let pipeline = channel.pipeline.syncOperations
    if target.tls { try pipeline.addHandler(tlsHandler(for: target)) }
    try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
    try pipeline.addHandler(
      RequestWatch(ready: ready, progress: progress, tls: target.tls, request: request, now: now))
    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
  }

  /// An address has no server name; the certificate must then name the address itself.
  private func tlsHandler(for target: Target) throws -> NIOSSLClientHandler {
    let isAddress = (try? SocketAddress(ipAddress: target.host, port: target.port)) != nil
    return try NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : target.host)
  }

  private func handshaken(
    _ channel: NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>, _ ready: EventLoopFuture<Void>,
    _ progress: CallProgress, until end: ContinuousClock.Instant
  ) async throws -> Connection {
    let late = channel.channel.eventLoop.scheduleTask(in: TimeAmount(now().duration(to: end))) {
      channel.channel.pipeline.fireErrorCaught(TransportError(.timeout, bytesLeft: false, "the TLS handshake"))
    }
    do {
      try await ready.get()
      late.cancel()
      return Connection(channel: channel, progress: progress)
    } catch {
      late.cancel()
      try? await channel.executeThenClose { _, _ in }
      throw error
    }
  }
}
