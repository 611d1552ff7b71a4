import HTTPTypes
import Kernel
import Logging
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
  private let meters = RequestMeters()
  private let tracer = InstrumentationSystem.tracer

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

  /// Always answers; errors become problems or error pages. Give each request a task of its own: one that takes too
  /// long is cancelled by cancelling its task.
  package func respond(to inbound: InboundRequest) async -> RawReply {
    let exchange = Exchange(gateway: self, inbound: inbound)
    let started = parts.time.monotonic()
    let span: any Span = tracer.startSpan(
      inbound.method.rawValue, context: exchange.serviceContext, ofKind: .server)
    defer { span.end() }
    return await LogContext.$current.withValue(exchange.logContext) {
      await ServiceContext.withValue(span.context) {
        var reply = await exchange.reply()
        if span.isRecording { describe(exchange, reply, on: span) }
        finish(&reply, exchange)
        observe(reply, exchange, parts.time.monotonic() - started)
        return reply
      }
    }
  }

  private func describe(_ exchange: Exchange, _ reply: RawReply, on span: any Span) {
    span.operationName = "\(exchange.info.method.rawValue) \(exchange.routeLabel)"
    var attributes = span.attributes
    attributes["http.request.method"] = exchange.info.method.rawValue
    attributes["http.response.status_code"] = reply.status.code
    attributes["http.route"] = exchange.routeLabel
    attributes["starling.request_id"] = exchange.info.id
    span.attributes = attributes
  }

  private func finish(_ reply: inout RawReply, _ exchange: Exchange) {
    reply.headers.append(HTTPField(name: .xRequestID, value: exchange.info.id))
    for field in exchange.info.scheme == "https" ? SecurityHeaders.https : SecurityHeaders.http
    where !reply.headers.contains(field.name) { reply.headers.append(field) }
  }

  private func observe(_ reply: RawReply, _ exchange: Exchange, _ duration: Duration) {
    let route = exchange.routeLabel
    parts.objectives?.record(.availability, good: reply.status.code < 500)
    meters.count(exchange.info.method, route, reply.status, took: duration)
    exchange.logger.info(
      "request",
      metadata: [
        "method": "\(exchange.info.method.rawValue)", "route": "\(route)", "status": "\(reply.status.code)",
        "ms": "\(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)",
      ])
  }
}
