import NIOCore
import NIOHTTP1

/// Closes connections whose next request head does not arrive in time: the first within `headTime`, later ones
/// within `idleTime` of the reply before. A client that sends a byte now and then gains nothing.
final class HeadDeadline: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let headTime: TimeAmount
  private let idleTime: TimeAmount
  private var timer: Scheduled<Void>?

  init(headTime: Duration, idleTime: Duration) {
    self.headTime = TimeAmount(headTime)
    self.idleTime = TimeAmount(idleTime)
  }

  func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { start(headTime, context) } }

  func channelActive(context: ChannelHandlerContext) {
    start(headTime, context)
    context.fireChannelActive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) { stop() }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { start(idleTime, context) }
    context.write(data, promise: promise)
  }

  private func start(_ limit: TimeAmount, _ context: ChannelHandlerContext) {
    stop()
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { context.close(promise: nil) }
  }

  private func stop() {
    timer?.cancel()
    timer = nil
  }
}
