import NIOCore
import NIOHTTP1
import NIOPosix

/// Collects requests of one connection, one at a time, and carries out their `Delivery`.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private static let bodyLimit = 128 << 20

  private let peer: String
  private let now: @Sendable () -> String
  private let respond: HTTPServer.Responder
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var tooLarge = false
  private var work: Task<Void, Never>?

  init(peer: String, now: @escaping @Sendable () -> String, respond: @escaping HTTPServer.Responder) {
    self.peer = peer
    self.now = now
    self.respond = respond
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body(let buffer): collect(buffer)
    case .end: finish(context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    work?.cancel()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    self.head = head
    body = []
    tooLarge = false
    guard head.headers.first(name: "expect")?.lowercased() == "100-continue" else { return }
    let go = HTTPResponseHead(version: .http1_1, status: .continue)
    context.writeAndFlush(wrapOutboundOut(.head(go)), promise: nil)
  }

  private func collect(_ buffer: ByteBuffer) {
    guard body.count + buffer.readableBytes <= Self.bodyLimit else {
      tooLarge = true
      return
    }
    body.append(contentsOf: buffer.readableBytesView)
  }

  private func finish(_ context: ChannelHandlerContext) {
    guard let head else { return }
    self.head = nil
    if tooLarge {
      write(Reply(413), bodyBytes: nil, close: true, context)
      return
    }
    let request = request(head)
    let keepAlive = head.isKeepAlive
    let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let respond = respond
    let loop = context.eventLoop
    work = Task {
      let delivery = await respond(request)
      loop.execute { handler.value.carryOut(delivery, keepAlive: keepAlive, bound.value) }
    }
  }

  private func request(_ head: HTTPRequestHead) -> Request {
    let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return Request(
      method: head.method.rawValue, path: Form.decode(parts.first ?? "", plusIsSpace: false),
      query: parts.count > 1 ? Form.parse(parts[1]) : [],
      headers: head.headers.map { ($0.name.lowercased(), $0.value) }, body: body, peer: peer)
  }

  private func carryOut(_ delivery: Delivery, keepAlive: Bool, _ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    switch delivery {
    case .reply(let reply): write(reply, bodyBytes: nil, close: !keepAlive, context)
    case .cut(_, bodyBytes: nil): context.close(promise: nil)
    case .cut(let reply, .some(let count)): write(reply, bodyBytes: count, close: true, context)
    case .reset: reset(context)
    case .silence: break
    }
  }

  private func write(_ reply: Reply, bodyBytes: Int?, close: Bool, _ context: ChannelHandlerContext) {
    var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
    headers.replaceOrAdd(name: "Date", value: now())
    headers.replaceOrAdd(name: "Content-Length", value: String(reply.body.count))
    if close { headers.replaceOrAdd(name: "Connection", value: "close") }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let sent = reply.body.prefix(bodyBytes ?? .max)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: sent)))), promise: nil)
    let last: HTTPServerResponsePart = bodyBytes == nil ? .end(nil) : .body(.byteBuffer(ByteBuffer()))
    context.writeAndFlush(wrapOutboundOut(last), promise: close ? closing(context) : nil)
  }

  /// Kept when the last part is flushed: then the connection closes.
  private func closing(_ context: ChannelHandlerContext) -> EventLoopPromise<Void> {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let flushed = context.eventLoop.makePromise(of: Void.self)
    flushed.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
    return flushed
  }

  /// Closing with SO_LINGER 0 makes the kernel send RST instead of FIN.
  private func reset(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    guard let options = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
    options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in bound.value.close(promise: nil) }
  }
}
