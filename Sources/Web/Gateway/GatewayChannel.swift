import HTTPTypes
import HummingbirdCore
import Kernel
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket
import Synchronization

/// A client connection: HTTP/1.1, and WebSocket after an admitted handshake.
struct GatewayChannel: ServerChildChannel, HTTPChannelHandler {
  typealias HTTPConnection = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
  typealias SocketConnection = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

  enum Upgraded: Sendable {
    case http(HTTPConnection)
    case socket(SocketConnection, LiveFeed)
    case closed
  }

  struct Value: ServerChildChannelValue {
    let upgraded: EventLoopFuture<Upgraded>
    let channel: any Channel
  }

  let responder: Responder
  let sockets: SocketDoor
  let listen: ListenSettings
  let ids: IDSource

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let encoder = HTTPResponseEncoder()
      var limits = NIOHTTPDecoderLimitConfiguration()
      limits.maxHeaderFieldSize = 16 * 1024
      limits.maxHeaderListSize = 32 * 1024
      limits.maxHeaderFieldCount = 100
      let decoder = ByteToMessageHandler(
        HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits))
      let deadline = HeadDeadline(headTime: listen.headTime, idleTime: listen.idleTime)
      let faults = HeadFaults(ids: ids)
      let gate = UpgradeGate(sockets: sockets, isTLS: listen.tls != nil)
      let upgrade = NIOTypedHTTPServerUpgradeHandler(
        httpEncoder: encoder, extraHTTPHandlers: [decoder, faults, deadline, gate],
        upgradeConfiguration: configuration(gate.admitted, logger))
      try channel.pipeline.syncOperations.addHandlers([encoder, decoder, faults, deadline, gate, upgrade])
      return Value(upgraded: upgrade.upgradeResultFuture, channel: channel)
    }
  }

  private func configuration(
    _ admitted: AdmittedFeed, _ logger: Logger
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
      notUpgradingCompletionHandler: { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            HTTP1ToHTTPServerCodec(secure: false), HTTPConnectionStateHandler(logger: logger),
          ])
          return .http(
            try HTTPConnection(
              wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
        }
      })
  }

  func handle(value: Value, logger: Logger) async {
    await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
      await serve(value, logger)
    }
  }

  private func serve(_ value: Value, _ logger: Logger) async {
    do {
      switch try await value.upgraded.get() {
      case .http(let connection): await handleHTTP(asyncChannel: connection, logger: logger)
      case .socket(let connection, let feed): await EventSocket(feed: feed).serve(connection)
      case .closed: try? await value.channel.close()
      }
    } catch {
      try? await value.channel.close()
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
