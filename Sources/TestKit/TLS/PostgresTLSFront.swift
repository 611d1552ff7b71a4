import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Encryption in front of a Postgres that was built without it. A client asks with an SSLRequest, hears `S` and shakes
/// hands; one that wants to talk in the clear is hung up on, as by a server that lists only `hostssl`. A request to
/// cancel comes in the clear, as libpq sends it. (PostgreSQL manual, "Message Flow": SSL Session Encryption,
/// Canceling Requests in Progress.)
package final class PostgresTLSFront: Sendable {
  package let port: Int
  private let listener: any Channel

  private init(port: Int, listener: any Channel) {
    self.port = port
    self.listener = listener
  }

  /// Listens on a free port of 127.0.0.1 for the server that listens on another.
  package static func start(_ made: MadeCertificate, before server: Int) async throws -> PostgresTLSFront {
    let chain = try NIOSSLCertificate.fromPEMFile(made.certificate.path).map(NIOSSLCertificateSource.certificate)
    let key = NIOSSLPrivateKeySource.privateKey(try NIOSSLPrivateKey(file: made.key.path, format: .pem))
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(certificateChain: chain, privateKey: key))
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Opening(server: server, context: context))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return PostgresTLSFront(port: listener.localAddress?.port ?? 0, listener: listener)
  }

  package func stop() async { try? await listener.close() }
}

/// What a client says before anything else.
private final class Opening: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let cancel: Int32 = 80_877_102
  private static let encrypt: Int32 = 80_877_103
  private static let encryptByKerberos: Int32 = 80_877_104

  private let server: Int
  private let context: NIOSSLContext
  private var heard = ByteBuffer()

  init(server: Int, context: NIOSSLContext) {
    self.server = server
    self.context = context
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    heard.writeBuffer(&bytes)
    guard let (length, code) = heard.peekMultipleIntegers(as: (Int32, Int32).self), heard.readableBytes >= length
    else { return }
    switch code {
    case Self.encryptByKerberos:
      heard.clear()
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "N")), promise: nil)
    // More than the request would be text in the clear that was put before the encrypted.
    case Self.encrypt where heard.readableBytes == Int(length): connect(context.channel, encrypted: true)
    case Self.cancel: connect(context.channel, encrypted: false)
    default: context.close(promise: nil)
    }
  }

  private func connect(_ client: any Channel, encrypted: Bool) {
    ClientBootstrap(group: client.eventLoop).connect(host: "127.0.0.1", port: server).assumeIsolated().whenComplete {
      do { try self.join(client, $0.get(), encrypted: encrypted) } catch { client.close(promise: nil) }
    }
  }

  private func join(_ client: any Channel, _ server: any Channel, encrypted: Bool) throws {
    try server.pipeline.syncOperations.addHandler(Relay(to: client))
    if encrypted {
      client.writeAndFlush(ByteBuffer(string: "S"), promise: nil)
      try client.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
    } else {
      server.writeAndFlush(heard, promise: nil)
    }
    try client.pipeline.syncOperations.addHandler(Relay(to: server))
    client.pipeline.syncOperations.removeHandler(self, promise: nil)
  }
}

/// Passes on what one side says to the other, and its end.
private final class Relay: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let other: any Channel

  init(to other: any Channel) { self.other = other }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    other.writeAndFlush(unwrapInboundIn(data), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
