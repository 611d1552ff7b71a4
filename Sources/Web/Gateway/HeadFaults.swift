import HTTPTypes
import Kernel
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Answers a connection's first request when its head cannot be read or is too long with a problem like every other,
/// and closes. Without it the client would get a bare status. Later requests are in the hands of `PlainConnection`.
final class HeadFaults: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let ids: IDSource
  /// Requests that were read and not yet answered: their replies come first, so nothing can be said between.
  private var open = 0

  init(ids: IDSource) { self.ids = ids }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) { open += 1 }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { open -= 1 }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let fault = error as? HTTPParserError else { return context.fireErrorCaught(error) }
    guard open == 0 else { return context.close(promise: nil) }
    open = 1
    answer(Self.reply(to: fault, id: ids.ulid()), context)
  }

  /// What the client is told, under the request id `id`.
  static func reply(to fault: HTTPParserError, id: String) -> RawReply {
    let problem = problem(fault)
    return RawReply(
      status: problem.kind.status,
      headers: [
        .contentType: "application/problem+json; charset=utf-8", .xRequestID: id, .cacheControl: "no-store",
        .connection: "close",
      ], body: .bytes(ProblemJSON.encode(problem, requestID: id)))
  }

  private static func problem(_ fault: HTTPParserError) -> Problem {
    if case .headerOverflow = fault { return Problem(.tooLarge, "The address or a header is too long.") }
    return Problem(.invalid, "This is not a request that HTTP/1.1 allows.")
  }

  private func answer(_ reply: RawReply, _ context: ChannelHandlerContext) {
    guard case .bytes(let body) = reply.body else { return }
    var headers = HTTPHeaders(reply.headers)
    headers.add(name: "Content-Length", value: String(body.count))
    let status = HTTPResponseStatus(statusCode: reply.status.code)
    context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
    let done = context.eventLoop.makePromise(of: Void.self)
    done.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: done)
  }
}
