import NIOCore
import NIOHTTP1
import NIOTLS
import Synchronization

/// What the caller must know about a call that is under way, readable from any thread.
final class CallProgress: Sendable {
  private let left = Mutex(false)
  private let limit = Mutex<ContinuousClock.Instant?>(nil)

  var bytesLeft: Bool { left.withLock { $0 } }
  func markBytesLeft() { left.withLock { $0 = true } }

  /// The first byte is not written after this instant.
  var writeBefore: ContinuousClock.Instant? {
    get { limit.withLock { $0 } }
    set { limit.withLock { $0 = newValue } }
  }
}

/// Stands between the caller and the HTTP encoder. It says when the connection is usable, notes the first
/// byte of the request in the turn of the event loop that writes it, and enforces the times.
final class RequestWatch: ChannelDuplexHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  private let ready: EventLoopPromise<Void>
  private let progress: CallProgress
  private let tls: Bool
  private let request: OutboundRequest
  private let now: @Sendable () -> ContinuousClock.Instant
  private var settled = false
  private var started = false
  private var firstByteTimer: Scheduled<Void>?
  private var totalTimer: Scheduled<Void>?

  init(
    ready: EventLoopPromise<Void>, progress: CallProgress, tls: Bool, request: OutboundRequest,
    now: @escaping @Sendable () -> ContinuousClock.Instant
  ) {
    self.ready = ready
    self.progress = progress
    self.tls = tls
    self.request = request
    self.now = now
  }

  func handlerAdded(context: ChannelHandlerContext) {
    totalTimer = timer(request.timeouts.total, "the whole reply", context)
    if context.channel.isActive, !tls { settle(nil) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { finish() }

  func channelActive(context: ChannelHandlerContext) {
    if !tls { settle(nil) }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    settle(TransportError(tls ? .tls : .reset, bytesLeft: false, "closed before the request"))
    finish()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent { settle(nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    settle(error)
    context.fireErrorCaught(error)
    context.close(promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    firstByteTimer?.cancel()
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if !started, let refusal = refusalToStart(context) {
      promise?.fail(refusal)
      return errorCaught(context: context, error: refusal)
    }
    started = true
    progress.markBytesLeft()
    if case .end = unwrapOutboundIn(data) {
      firstByteTimer = timer(request.timeouts.firstByte, "the first byte", context)
    }
    context.write(data, promise: promise)
  }

  private func refusalToStart(_ context: ChannelHandlerContext) -> TransportError? {
    guard context.channel.isActive else { return TransportError(.reset, bytesLeft: false, "closed before the request") }
    guard let limit = progress.writeBefore, now() >= limit else { return nil }
    return TransportError(.withheld, bytesLeft: false, "too late to begin")
  }

  private func settle(_ error: (any Error)?) {
    guard !settled else { return }
    settled = true
    if let error { ready.fail(error) } else { ready.succeed() }
  }

  private func finish() {
    settle(TransportError(.reset, bytesLeft: false, "closed before the request"))
    firstByteTimer?.cancel()
    totalTimer?.cancel()
  }

  private func timer(_ duration: Duration, _ what: String, _ context: ChannelHandlerContext) -> Scheduled<Void> {
    let watch = NIOLoopBound(self, eventLoop: context.eventLoop)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    return context.eventLoop.scheduleTask(in: TimeAmount(duration)) { [progress] in
      let error = TransportError(.timeout, bytesLeft: progress.bytesLeft, "no answer in time: \(what)")
      watch.value.errorCaught(context: bound.value, error: error)
    }
  }
}
