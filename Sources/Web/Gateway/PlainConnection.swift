import HTTPTypes
import Kernel
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// HTTP/1.1 on one connection that asked for no upgrade. Each request is answered by a task on the thread that serves
/// the socket, one after another, and its reply leaves in one piece. Requests that a client sends ahead wait their
/// turn; while they, or a body, or replies wait to be taken, nothing more is read from the socket.
///
/// Everything here is touched on the connection's event loop only; `onLoop` leads there.
final class PlainConnection: ChannelDuplexHandler, @unchecked Sendable {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Parts of requests that may wait for the one before them.
  private static let ahead = 16

  /// Replies that are written bit by bit, for `GatewayChannel` to run.
  let streams: AsyncStream<StreamedReply>
  private let stream: AsyncStream<StreamedReply>.Continuation
  private let server: RequestServer
  private let loop: any EventLoop
  private let executor: LoopExecutor
  private var peer = ""
  private var context: ChannelHandlerContext?
  private var current: RequestUnderWay?
  /// The end of the request that came last is still to come.
  private var isReceiving = false
  private var waiting: CircularBuffer<HTTPServerRequestPart> = []
  private var heldRead = false
  private var isWritable = true
  /// Nothing more comes from the client.
  private var inputHasEnded = false
  /// No request is taken after those that are here.
  private var closes = false
  private let idle: IdleTimer

  init(_ server: RequestServer, loop: any EventLoop, executor: LoopExecutor, idleTime: Duration) {
    self.server = server
    self.loop = loop
    self.executor = executor
    idle = IdleTimer(TimeAmount(idleTime))
    (streams, stream) = AsyncStream.makeStream()
  }

  // MARK: From the client

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    peer = context.channel.remoteAddress?.ipAddress ?? ""
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    // What comes while a whole request is being answered belongs to the next.
    if mayTake, waiting.isEmpty { take(part) } else { waiting.append(part) }
  }

  func read(context: ChannelHandlerContext) {
    heldRead = waiting.count >= Self.ahead || current?.body?.isFull == true
    if !heldRead { context.read() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    let hasEnded = event as? ChannelEvent == .inputClosed
    if hasEnded || event is ChannelShouldQuiesceEvent {
      closes = true
      if hasEnded { inputEnded() }
      if current == nil { rest() }
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    isWritable = context.channel.isWritable
    takeWaiting()
    context.fireChannelWritabilityChanged()
  }

  /// Who sends what is no HTTP still gets the replies to what it sent before.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let fault = error as? HTTPParserError else { return context.close(promise: nil) }
    let isFirst = current == nil && waiting.isEmpty && !closes
    closes = true
    inputEnded()
    if isFirst { send(HeadFaults.reply(to: fault, id: server.ids.ulid()), to: RequestUnderWay(nil)) }
  }

  private func inputEnded() {
    inputHasEnded = true
    endUnfinished()
  }

  /// A request whose end will not come has a body that broke off.
  private func endUnfinished() {
    guard inputHasEnded, waiting.isEmpty, isReceiving else { return }
    isReceiving = false
    current?.body?.end(.failure(Self.cutShort))
  }

  /// What a client that left in the middle of its request would be told.
  private static let cutShort = Problem(.invalid, "The body ended too early.")

  // MARK: Requests in their order

  /// A client that takes no replies gets no more of them.
  private var mayTake: Bool { isReceiving || (current == nil && isWritable) }

  private func takeWaiting() {
    while mayTake, let part = waiting.popFirst() { take(part) }
    endUnfinished()
    readOn()
  }

  private func take(_ part: HTTPServerRequestPart) {
    switch part {
    case .head(let head): begin(head)
    case .body(let piece): current?.body?.receive(piece)
    case .end:
      isReceiving = false
      current?.body?.end(.success(()))
      if current == nil { rest() }
    }
  }

  private func begin(_ head: HTTPRequestHead) {
    idle.stop()
    isReceiving = true
    let request = RequestUnderWay(head)
    if head.announcesBody { request.body = RequestBody { [weak self] in self?.onLoop { $0.readOn() } } }
    current = request
    guard let inbound = server.inbound(head, request.body, peer: peer) else {
      return send(server.refusal(Problem(.invalid, "There is no such method.")), to: request)
    }
    request.task = Task(executorPreference: executor) { [server, self] in
      let reply = await server.gateway.respond(to: inbound)
      onLoop { $0.send(reply, to: request) }
    }
  }

  private func done(_ request: RequestUnderWay) {
    guard current === request || current == nil else { return }
    current = nil
    takeWaiting()
    if current == nil { rest() }
  }

  /// All that came is answered.
  private func rest() {
    guard let context else { return }
    // Also while it closes: a client that takes nothing must not hold it open for ever.
    idle.start(context)
    guard closes, !isReceiving, waiting.isEmpty else { return }
    // Behind everything that the socket has not taken yet.
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
      context.close(promise: nil)
    }
  }

  private func readOn() {
    guard heldRead, let context else { return }
    read(context: context)
  }

  // MARK: To the client

  private func send(_ reply: RawReply, to request: RequestUnderWay) {
    guard let context else { return }
    if !request.isKeptAlive || reply.headers[.connection] == "close" { closeAfter(request) }
    let isLast = closes && waiting.isEmpty
    switch reply.body {
    case .bytes(let bytes):
      let buffer = ReplyBytes.head(
        reply.status, reply.headers, .of(bytes, reply.status), closes: isLast, date: server.date.text,
        body: request.isHead ? [] : bytes)
      context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
      done(request)
    case .stream(let produce):
      let framing: ReplyFraming = request.isHead ? .none : request.takesChunks ? .chunked : .close
      if framing == .close { closeAfter(request) }
      let head = ReplyBytes.head(
        reply.status, reply.headers, framing, closes: isLast || framing == .close, date: server.date.text)
      context.writeAndFlush(wrapOutboundOut(head), promise: nil)
      if framing == .none { return done(request) }
      request.isStreamed = true
      let streamed = StreamedReply(
        connection: self, request: request, isChunked: framing == .chunked, produce: produce)
      if case .terminated = stream.yield(streamed) { context.close(promise: nil) }
    }
  }

  /// What the client sent after this request is not answered.
  private func closeAfter(_ request: RequestUnderWay) {
    closes = true
    waiting.removeAll()
  }

  /// How long a piece of a streamed reply may wait until the client takes it.
  private static let patience = TimeAmount.seconds(60)

  /// Writes a piece of a streamed reply. `taken` is called once the socket has taken it, or never will: a client that
  /// takes nothing is cut off.
  func write(_ buffer: ByteBuffer, _ taken: @escaping @Sendable (Result<Void, any Error>) -> Void) {
    guard let context else { return taken(.failure(ChannelError.ioOnClosedChannel)) }
    let channel = context.channel
    let late = loop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(buffer)).whenComplete { result in
      late.cancel()
      taken(result)
    }
  }

  /// - Parameter isWhole: false closes the connection, so that the client sees that something is missing.
  func finished(_ request: RequestUnderWay, isWhole: Bool) {
    if isWhole { done(request) } else { context?.close(promise: nil) }
  }

  // MARK: The end

  /// Ends what is under way, and the connection with it.
  func cutOff() {
    closes = true
    waiting.removeAll()
    if let current, !current.isStreamed { current.task?.cancel() } else { context?.close(promise: nil) }
  }

  private func end() {
    idle.end()
    context = nil
    waiting.removeAll()
    current?.body?.end(.failure(Self.cutShort))
    current = nil
    stream.finish()
  }

  /// Runs it on the connection's thread: at once there, soon from elsewhere.
  func onLoop(_ work: @escaping @Sendable (PlainConnection) -> Void) {
    if loop.inEventLoop { work(self) } else { loop.execute { work(self) } }
  }
}
