import Foundation
import HTTPTypes
import Kernel
import Logging
import ServiceContextModule
import Synchronization
import Tracing

/// One request on its way through the gateway.
final class Exchange: Sendable {
  let gateway: Gateway
  let inbound: InboundRequest
  let info: RequestInfo
  let origin: String
  let logContext: LogContext
  let serviceContext: ServiceContext
  /// Headers that every later reply of this request carries: rate limits, WWW-Authenticate.
  private let collected = Mutex(HTTPFields())
  private let label = Mutex("unmatched")

  var logger: Logger { gateway.parts.logger }

  init(gateway: Gateway, inbound: InboundRequest) {
    self.gateway = gateway
    self.inbound = inbound
    let id = gateway.parts.ids.ulid()
    let client = ClientOrigin(
      peer: inbound.peer, isTLS: inbound.isTLS, host: inbound.host, headers: inbound.headers,
      settings: gateway.settings)
    origin = client.origin
    let mark = inbound.target.utf8.firstIndex(of: UInt8(ascii: "?"))
    let query = mark.map { PercentCoding.pairs(Array(inbound.target.utf8[$0...].dropFirst())) } ?? []
    info = RequestInfo(
      id: id, method: inbound.method, path: String(inbound.target[..<(mark ?? inbound.target.endIndex)]),
      query: query ?? [("", "")], headers: inbound.headers, clientAddress: client.address, scheme: client.scheme)
    logContext = LogContext(request: id)
    var context = ServiceContext.topLevel
    if inbound.headers.contains(.traceparent) {
      InstrumentationSystem.instrument.extract(inbound.headers, into: &context, using: HeaderExtractor())
    }
    serviceContext = context
  }

  var routeLabel: String { label.withLock { $0 } }
  var isAPI: Bool { info.path.hasPrefix("/v1/") || info.path == "/v1" || info.path == "/openapi.json" }

  func add(_ name: HTTPField.Name, _ value: String) {
    collected.withLock { fields in
      if fields.contains(name) { fields[name] = value } else { fields.append(HTTPField(name: name, value: value)) }
    }
  }

  func reply() async -> RawReply {
    var reply: RawReply
    do {
      reply = try await dispatch()
    } catch {
      reply = await failure(error)
    }
    for field in collected.withLock({ $0 }) where !reply.headers.contains(field.name) { reply.headers.append(field) }
    return reply
  }

  private func dispatch() async throws -> RawReply {
    guard inbound.target.utf8.count <= 8_192 else { throw Problem(.tooLarge, "The address is too long.") }
    guard !info.query.contains(where: { $0.name.isEmpty && $0.value.isEmpty }) || info.query.isEmpty else {
      throw Problem(.invalid, "The query string has a broken percent escape or is not UTF-8.")
    }
    switch gateway.table.match(info.method, info.path) {
    case .found(let route, let parameters):
      label.withLock { $0 = route.path }
      return try await serve(route, parameters)
    case .otherMethods(let methods):
      add(.allow, methods.map(\.rawValue).joined(separator: ", "))
      if info.method == .options { return RawReply(status: .noContent, body: .bytes([])) }
      throw Problem(.methodNotAllowed, "\(info.path) takes \(methods.map(\.rawValue).joined(separator: ", ")).")
    case .none: throw Problem(.notFound, "There is nothing at this address.")
    }
  }

  private func serve(_ route: Route, _ parameters: [String: String]) async throws -> RawReply {
    switch route {
    case .endpoint(let endpoint): try await serve(endpoint, parameters)
    case .page(let page): try await serve(page, parameters)
    case .raw(let raw): try await serve(raw, parameters)
    }
  }
}

private struct HeaderExtractor: Extractor {
  func extract(key: String, from carrier: HTTPFields) -> String? {
    key == "traceparent" ? carrier.single(.traceparent) : HTTPField.Name(key).flatMap { carrier[$0] }
  }
}
