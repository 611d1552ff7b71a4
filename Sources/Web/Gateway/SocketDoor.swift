import HTTPTypes
import Kernel

extension Gateway {
  /// Lets WebSocket handshakes in.
  var sockets: SocketDoor { SocketDoor(gateway: self) }
}

struct SocketDoor: Sendable {
  let gateway: Gateway

  /// The feed for a handshake, or nil: then the request goes on as plain HTTP and is answered with the reason.
  func admit(_ inbound: InboundRequest) async -> LiveFeed? {
    guard let live = gateway.live else { return nil }
    let exchange = Exchange(gateway: gateway, inbound: inbound)
    guard exchange.info.path == LiveRoutes.socketPath,
      case .found(.raw(let route), let path) = gateway.table.match(.get, LiveRoutes.socketPath),
      let context = try? await exchange.context(route, path), exchange.isFromOurPages
    else { return nil }
    return try? live.feed(context.endpoint)
  }
}

extension Exchange {
  /// A browser sends cookies with any site's WebSocket, so one with a cookie must come from our own pages.
  fileprivate var isFromOurPages: Bool {
    info.headers[.authorization] != nil || info.headers[.origin] == origin
  }
}
