import HTTPTypes
import Kernel
import NIOCore
import NIOHTTP1

/// Answers a request whose head cannot be read or is too long with a problem like every other, and closes. Without
/// it the client would get a bare status.
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
    answer(Self.problem(fault), context)
  }

  private static func problem(_ fault: HTTPParserError) -> Problem {
    if case .headerOverflow = fault { return Problem(.tooLarge, "The address or a header is too long.") }
    return Problem(.invalid, "This is not a request that HTTP/1.1 allows.")
  }

  private func answer(_ problem: Problem, _ context: ChannelHandlerContext) {
    let id = ids.ulid()
    let body = ProblemJSON.encode(problem, requestID: id)
    let headers: HTTPHeaders = [
      "Content-Type": "application/problem+json; charset=utf-8", "Content-Length": String(body.count),
      "X-Request-ID": id, "Cache-Control": "no-store", "Connection": "close",
    ]
    let status = HTTPResponseStatus(statusCode: problem.kind.status.code)
    context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
    let done = context.eventLoop.makePromise(of: Void.self)
    done.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: done)
  }
}
