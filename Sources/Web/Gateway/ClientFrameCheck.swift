import NIOCore
import NIOWebSocket

/// What NIO's decoder lets through and RFC 6455 forbids: unmasked client frames (5.1), reserved bits (5.2),
/// reserved opcodes. Each is answered with 1002.
final class ClientFrameCheck: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private var failed = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if failed { return }
    let frame = unwrapInboundIn(data)
    guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3, Self.isKnown(frame.opcode) else {
      failed = true
      return SocketErrors.close(.protocolError, context)
    }
    context.fireChannelRead(data)
  }

  private static func isKnown(_ opcode: WebSocketOpcode) -> Bool {
    [.continuation, .text, .binary, .connectionClose, .ping, .pong].contains(opcode)
  }
}

/// Turns errors of the decoder and the aggregator into a close frame with the right code.
final class SocketErrors: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    Self.close(Self.code(error), context)
  }

  private static func code(_ error: any Error) -> WebSocketErrorCode {
    switch error {
    case NIOWebSocketError.invalidFrameLength, NIOWebSocketFrameAggregator.Error.accumulatedFrameSizeIsTooLarge:
      .messageTooLarge
    case NIOWebSocketFrameAggregator.Error.tooManyFragments: .policyViolation
    default: .protocolError
    }
  }

  static func close(_ code: WebSocketErrorCode, _ context: ChannelHandlerContext) {
    var data = context.channel.allocator.buffer(capacity: 2)
    data.write(webSocketErrorCode: code)
    let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    let channel = context.channel
    channel.writeAndFlush(frame).whenComplete { _ in channel.close(promise: nil) }
  }
}
