import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOWebSocket
import Synchronization

/// A client connection: HTTP/1.1, and WebSocket after an admitted handshake.
struct GatewayChannel: ServerChildChannel {
  typealias SocketConnection = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

  enum Upgraded: Sendable {
    case http(PlainConnection)
    case socket(SocketConnection, LiveFeed)
    case closed
  }

  struct Value: ServerChildChannelValue {
    let upgraded: EventLoopFuture<Upgraded>
    let channel: any Channel
    let executor: LoopExecutor
  }

  /// Most bytes of a connection that wait to be read as HTTP.
  private static let unread = 256 * 1024

  let server: RequestServer
  let listen: ListenSettings

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    let executor = LoopExecutor(channel.eventLoop)
    return channel.eventLoop.makeCompletedFuture {
      let encoder = HTTPResponseEncoder()
      var limits = NIOHTTPDecoderLimitConfiguration()
      limits.maxHeaderFieldSize = 16 * 1024
      limits.maxHeaderListSize = 32 * 1024
      limits.maxHeaderFieldCount = 100
      let decoder = ByteToMessageHandler(
        HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits),
        maximumBufferSize: Self.unread)
      let deadline = HeadDeadline(headTime: listen.headTime)
      let faults = HeadFaults(ids: server.ids)
      let gate = UpgradeGate(sockets: server.gateway.sockets, isTLS: server.isTLS)
      let upgrade = NIOTypedHTTPServerUpgradeHandler(
        httpEncoder: encoder, extraHTTPHandlers: [decoder, faults, deadline, gate],
        upgradeConfiguration: configuration(gate.admitted, executor))
      try channel.pipeline.syncOperations.addHandlers([encoder, decoder, faults, deadline, gate, upgrade])
      return Value(upgraded: upgrade.upgradeResultFuture, channel: channel, executor: executor)
    }
  }

  private func configuration(
    _ admitted: AdmittedFeed, _ executor: LoopExecutor
  ) -> NIOTypedHTTPServerUpgradeConfiguration<Upgraded> {
    let upgrader = NIOTypedWebSocketServerUpgrader<Upgraded>(
      maxFrameSize: SocketLimits.frame, enableAutomaticErrorHandling: false,
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
      upgradePipelineHandler: { channel, _ in
        channel.eventLoop.makeCompletedFuture {
          guard let feed = admitted.feed else { return .closed }
          try channel.pipeline.syncOperations.addHandlers([
            ClientFrameCheck(),
            NIOWebSocketFrameAggregator(
              minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64, maxAccumulatedFrameSize: SocketLimits.message),
            SocketErrors(),
          ])
          return .socket(try SocketConnection(wrappingChannelSynchronously: channel), feed)
        }
      })
    return .init(
      upgraders: [upgrader],
      notUpgradingCompletionHandler: { [server, listen] channel in
        channel.eventLoop.makeCompletedFuture {
          // From here on the connection does itself what these do, for all its requests.
          let pipeline = channel.pipeline.syncOperations
          pipeline.removeHandler(context: try pipeline.context(handlerType: HTTPResponseEncoder.self), promise: nil)
          pipeline.removeHandler(context: try pipeline.context(handlerType: HeadFaults.self), promise: nil)
          pipeline.removeHandler(context: try pipeline.context(handlerType: HeadDeadline.self), promise: nil)
          let connection = PlainConnection(
            server, loop: channel.eventLoop, executor: executor, idleTime: listen.idleTime)
          try pipeline.addHandler(connection)
          return .http(connection)
        }
      })
  }

  func handle(value: Value, logger: Logger) async {
    await withTaskExecutorPreference(value.executor) {
      do {
        switch try await value.upgraded.get() {
        case .http(let connection): await serve(connection, value.channel)
        case .socket(let connection, let feed): await EventSocket(feed: feed).serve(connection)
        case .closed: try? await value.channel.close()
        }
      } catch {
        try? await value.channel.close()
      }
    }
  }

  /// Runs the streamed replies, which hear of the order to stop and end with the connection, and returns with its end.
  private func serve(_ connection: PlainConnection, _ channel: any Channel) async {
    await withTaskCancellationHandler {
      await withDiscardingTaskGroup { group in
        for await reply in connection.streams { group.addTask { await reply.run() } }
        group.cancelAll()
      }
      try? await channel.closeFuture.get()
    } onCancel: {
      connection.onLoop { $0.cutOff() }
    }
  }
}

enum SocketLimits {
  /// Clients only send control frames and short messages.
  static let frame = 16 * 1024
  static let message = 32 * 1024
}

/// The feed that the gate admitted, for the upgrade that follows.
final class AdmittedFeed: Sendable {
  private let state = Mutex<LiveFeed?>(nil)

  var feed: LiveFeed? {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
