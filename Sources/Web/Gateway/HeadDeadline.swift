import NIOCore
import NIOHTTP1

/// Closes connections whose first request head does not arrive in time. A client that sends a byte now and then gains
/// nothing.
final class HeadDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart

  private let headTime: TimeAmount
  private var timer: Scheduled<Void>?

  init(headTime: Duration) { self.headTime = TimeAmount(headTime) }

  func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { start(context) } }

  func channelActive(context: ChannelHandlerContext) {
    start(context)
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

  private func start(_ context: ChannelHandlerContext) {
    stop()
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: headTime) { context.close(promise: nil) }
  }

  private func stop() {
    timer?.cancel()
    timer = nil
  }
}

/// Closes a connection that has waited for a request longer than the limit. Setting a timer costs more than
/// answering some requests, so one that is running goes on and looks again when it fires.
final class IdleTimer {
  private let limit: TimeAmount
  private var since: NIODeadline?
  private var timer: Scheduled<Void>?

  init(_ limit: TimeAmount) { self.limit = limit }

  /// The wait begins, unless it has begun already.
  func start(_ context: ChannelHandlerContext) {
    if since == nil { since = .now() }
    if timer == nil { look(after: limit, context) }
  }

  func stop() { since = nil }

  /// For good.
  func end() {
    stop()
    timer?.cancel()
    timer = nil
  }

  private func look(after delay: TimeAmount, _ context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
      self.timer = nil
      guard let since = self.since else { return }
      let left = since + self.limit - .now()
      if left > .zero { self.look(after: left, context) } else { context.close(promise: nil) }
    }
  }
}
