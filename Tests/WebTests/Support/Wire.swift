import Kernel
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle

@testable import Web

/// Runs a gateway on a real port for the length of `body`.
func withServer<Value: Sendable>(
  _ gateway: Gateway, headTime: Duration = .seconds(10), idleTime: Duration = .seconds(75), tls: TLSFiles? = nil,
  _ body: @escaping @Sendable (Int) async throws -> Value
) async throws -> Value {
  let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
  let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  let server = HTTPServer(
    gateway: gateway, listen: ListenSettings(tls: tls, headTime: headTime, idleTime: idleTime), logger: logger,
    onRunning: { port in continuation.yield(port) })
  let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
  return try await withThrowingTaskGroup(of: Value?.self) { tasks in
    tasks.addTask {
      try await group.run()
      return nil
    }
    tasks.addTask {
      for await port in ports { return try await body(port) }
      throw Problem(.internal, "The server did not start.")
    }
    defer { tasks.cancelAll() }
    while let value = try await tasks.next() {
      if let value {
        await group.triggerGracefulShutdown()
        return value
      }
    }
    throw Problem(.internal, "The server stopped.")
  }
}

/// A raw client: bytes out, bytes in. One task uses it at a time.
final class Wire {
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var received: [UInt8] = []

  private init(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    self.inbound = inbound.makeAsyncIterator()
    self.outbound = outbound
  }

  /// - Parameter tls: encrypts to a host of this name; plain when left out.
  static func with<Value: Sendable>(
    _ port: Int, tls: (context: NIOSSLContext, host: String)? = nil, _ body: (Wire) async throws -> Value
  ) async throws -> Value {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: tls.context, serverHostname: tls.host))
          }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in try await body(Wire(inbound, outbound)) }
  }

  func send(_ text: String) async throws { try await send(Array(text.utf8)) }
  func send(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

  /// Everything received so far once it holds the text; also when the server closes.
  func read(until text: String) async throws -> String {
    while true {
      let all = String(decoding: received, as: UTF8.self)
      guard !all.contains(text), let part = try await inbound.next() else { return all }
      received += Array(part.readableBytesView)
    }
  }

  func readToEnd() async -> [UInt8] {
    while let part = try? await inbound.next() { received += Array(part.readableBytesView) }
    return received
  }

  /// At least this many bytes, unless the server closes.
  func read(count: Int) async throws -> [UInt8] {
    while received.count < count, let part = try await inbound.next() { received += Array(part.readableBytesView) }
    return received
  }

  func forget() { received = [] }
}
