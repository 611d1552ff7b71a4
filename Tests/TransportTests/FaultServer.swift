import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A raw TCP server that behaves badly on purpose. It keeps every byte it received, so that a test can hold
/// what the client says left against what came.
final class FaultServer: Sendable {
  enum Behaviour: Sendable {
    /// Reset as soon as the connection stands.
    case resetOnConnect
    /// Read the whole head of the request, then reset.
    case resetAfterRequest
    /// Read the request and never answer.
    case stall
    /// Write these bytes after the request and close.
    case reply(String)
    /// Write these bytes after the request and keep the connection open.
    case replyAndHold(String)
    /// Write these bytes at once, before anything was read.
    case greet(String)
  }

  private let received = Mutex<[[UInt8]]>([])
  private let channel: any Channel
  let port: Int

  private init(channel: any Channel) {
    self.channel = channel
    port = channel.localAddress?.port ?? 0
  }

  var requests: [String] { received.withLock { $0.map { String(decoding: $0, as: UTF8.self) } } }

  static func run<T>(
    _ behaviour: Behaviour, tls: NIOSSLContext? = nil, _ body: (FaultServer) async throws -> T
  ) async throws -> T {
    let holder = Mutex<FaultServer?>(nil)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { child in
        child.eventLoop.makeCompletedFuture {
          if let tls { try child.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          let handler = FaultHandler(behaviour) { bytes in holder.withLock { $0 }?.note(bytes) }
          try child.pipeline.syncOperations.addHandler(handler)
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = FaultServer(channel: channel)
    holder.withLock { $0 = server }
    do {
      let result = try await body(server)
      try await channel.close().get()
      return result
    } catch {
      try await channel.close().get()
      throw error
    }
  }

  private func note(_ bytes: [UInt8]) { received.withLock { $0.append(bytes) } }
}

private final class FaultHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let behaviour: FaultServer.Behaviour
  private let done: @Sendable ([UInt8]) -> Void
  private var bytes: [UInt8] = []
  private var answered = false

  init(_ behaviour: FaultServer.Behaviour, done: @escaping @Sendable ([UInt8]) -> Void) {
    self.behaviour = behaviour
    self.done = done
  }

  func channelActive(context: ChannelHandlerContext) {
    switch behaviour {
    case .resetOnConnect: reset(context)
    case .greet(let text): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    default: break
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytes.append(contentsOf: unwrapInboundIn(data).readableBytesView)
    guard !answered, String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") else { return }
    answered = true
    done(bytes)
    answer(context)
  }

  private func answer(_ context: ChannelHandlerContext) {
    switch behaviour {
    case .resetAfterRequest: reset(context)
    case .reply(let text):
      context.write(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
      context.flush()
      context.close(promise: nil)
    case .replyAndHold(let text): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    case .stall, .greet, .resetOnConnect: break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func reset(_ context: ChannelHandlerContext) {
    let channel = context.channel
    guard let options = channel as? any SocketOptionProvider else { return channel.close(promise: nil) }
    options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
  }
}
