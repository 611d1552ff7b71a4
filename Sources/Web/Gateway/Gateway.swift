import HTTPTypes
import Kernel
import Logging
import Metrics
import Telemetry
import Tracing

/// Serves the collected routes. Holds no connection state: the same value answers requests from a socket and
/// from a test.
package final class Gateway: Sendable {
  package let routes: [Route]
  let settings: GatewaySettings
  let parts: GatewayParts
  let table: RouteTable
  let limiter: RateLimiter
  let deadlines: Deadlines
  let cursors: CursorSigner
  let csrf: CSRF
  let live: LiveRoutes?

  /// Throws when routes clash or a route names a permission that no role holds.
  package init(routes: [Route], settings: GatewaySettings, parts: GatewayParts) throws {
    let own = GatewayRoutes(settings: settings, assets: parts.assets)
    let live = parts.bus.map {
      LiveRoutes(bus: $0, authenticator: parts.authenticator, policy: parts.policy, time: parts.time)
    }
    let health = HealthRoutes(checks: parts.checks, objectives: parts.objectives)
    let served = routes + (live?.routes ?? []) + health.routes
    let all = served + own.routes(describing: served)
    for case .permission(let permission) in all.map(\.access) where !parts.policy.knows(permission) {
      throw Problem(.internal, "No role holds the permission \(permission), which a route names.")
    }
    self.routes = all
    self.live = live
    self.settings = settings
    self.parts = parts
    table = try RouteTable(all)
    limiter = RateLimiter(counters: parts.counters, settings: settings.rates)
    deadlines = Deadlines(parts.time)
    cursors = CursorSigner(key: parts.signingKey)
    csrf = CSRF(key: parts.signingKey)
  }

  /// Always answers; errors become problems or error pages.
  package func respond(to inbound: InboundRequest) async -> RawReply {
    let exchange = Exchange(gateway: self, inbound: inbound)
    let started = parts.time.monotonic()
    var reply = await withSpan(inbound.method.rawValue, context: exchange.serviceContext, ofKind: .server) { span in
      let reply = await exchange.reply()
      span.attributes["http.request.method"] = inbound.method.rawValue
      span.attributes["http.response.status_code"] = reply.status.code
      span.attributes["url.path"] = exchange.info.path
      span.attributes["starling.request_id"] = exchange.info.id
      return reply
    }
    finish(&reply, exchange)
    observe(reply, exchange, parts.time.monotonic() - started)
    return reply
  }

  private func finish(_ reply: inout RawReply, _ exchange: Exchange) {
    reply.headers[.xRequestID] = exchange.info.id
    for field in SecurityHeaders.common(isHTTPS: exchange.info.scheme == "https")
    where reply.headers[field.name] == nil {
      reply.headers[field.name] = field.value
    }
    if reply.headers[.contentSecurityPolicy] == nil { reply.headers[.contentSecurityPolicy] = SecurityHeaders.api }
    if reply.headers[.cacheControl] == nil { reply.headers[.cacheControl] = "no-store" }
  }

  private func observe(_ reply: RawReply, _ exchange: Exchange, _ duration: Duration) {
    let route = exchange.routeLabel
    parts.objectives?.record(.availability, good: reply.status.code < 500)
    let labels = [
      ("method", exchange.info.method.rawValue), ("route", route), ("status", String(reply.status.code)),
    ]
    Counter(label: "starling_http_requests_total", dimensions: labels).increment()
    Metrics.Timer(label: "starling_http_request_seconds", dimensions: [("route", route)]).record(duration: duration)
    exchange.logger.info(
      "request",
      metadata: [
        "method": "\(exchange.info.method.rawValue)", "route": "\(route)", "status": "\(reply.status.code)",
        "ms": "\(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)",
      ])
  }

}
