import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Stands before NIO's upgrade handler, which drops a refused handshake and then hangs. A handshake goes through
/// only when it is well formed and admitted; any other request loses its upgrade headers and is answered as
/// plain HTTP, with the reason, and is the connection's last: the decoder reads nothing behind it.
final class UpgradeGate: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  let admitted = AdmittedFeed()
  private let sockets: SocketDoor
  private let isTLS: Bool
  private var waiting: [NIOAny]?

  init(sockets: SocketDoor, isTLS: Bool) {
    self.sockets = sockets
    self.isTLS = isTLS
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if waiting != nil {
      waiting?.append(data)
      return
    }
    guard case .head(let head) = unwrapInboundIn(data), head.headers.contains(name: "upgrade") else {
      return context.fireChannelRead(data)
    }
    guard isHandshake(head) else { return forward(plain(head), context) }
    waiting = []
    ask(head, context)
  }

  private func ask(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let promise = context.eventLoop.makePromise(of: LiveFeed?.self)
    let inbound = inbound(head, context)
    promise.completeWithTask { [sockets] in await sockets.admit(inbound) }
    promise.futureResult.assumeIsolated().whenComplete { result in
      let feed = (try? result.get()) ?? nil
      self.admitted.feed = feed
      self.forward(feed == nil ? self.plain(head) : head, context)
      self.release(context)
    }
  }

  private func release(_ context: ChannelHandlerContext) {
    let parts = waiting ?? []
    waiting = nil
    for part in parts { context.fireChannelRead(part) }
    context.fireChannelReadComplete()
  }

  private func forward(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  private func isHandshake(_ head: HTTPRequestHead) -> Bool {
    let key = head.headers["sec-websocket-key"]
    // With a body it would have to be kept while the caller is looked up.
    return head.method == .GET && head.version == .http1_1 && !head.announcesBody
      && head.headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
      && head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
      && head.headers["sec-websocket-version"] == ["13"] && key.count == 1 && key[0].utf8.count == 24
  }

  private func plain(_ head: HTTPRequestHead) -> HTTPRequestHead {
    var plain = head
    plain.headers.remove(name: "upgrade")
    plain.headers.replaceOrAdd(name: "connection", value: "close")
    return plain
  }

  private func inbound(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> InboundRequest {
    InboundRequest(
      .get, head.uri, host: head.headers.first(name: "host") ?? "",
      headers: HTTPFields(head.headers, splitCookie: false),
      peer: context.channel.remoteAddress?.ipAddress ?? "", isTLS: isTLS, body: { _ in [] })
  }
}
