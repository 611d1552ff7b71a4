import Contracts
import HTTPTypes
import Kernel

/// `/v1/events` as Server-Sent Events and `/v1/events/ws` as WebSocket: the same events, filters and resume.
struct LiveRoutes: Sendable {
  static let permission: Permission = "events:read"
  static let socketPath = "/v1/events/ws"

  let bus: any EventBus
  let authenticator: any Authenticator
  let policy: AccessPolicy
  let time: TimeSource

  static let query = [
    QueryParameter(
      "subject", .line(1...100), "Whole words of the subject: `brief`, `publish.published`.", list: true),
    QueryParameter("brand_id", .id(BrandID.self), "Only events of this brand."),
    QueryParameter("resource", .line(1...100), "Only events of this thing, such as `brief_01j…`."),
    QueryParameter(
      "after", .integer(0...Int.max), "Position to continue after; the header Last-Event-ID does the same."),
  ]

  var routes: [Route] { [.raw(stream), .raw(socket)] }

  private var stream: RawRoute {
    RawRoute(
      .get, "/v1/events", .permission(Self.permission), "Events as they happen (Server-Sent Events)", tag: "Events",
      replies: ["text/event-stream"], query: Self.query, timeLimit: nil, channel: .named("events")
    ) { context in
      let feed = try feed(context.endpoint)
      return RawReply(
        headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store, no-transform"],
        body: .stream { write in
          try await write(Array("retry: 2000\n\n".utf8))
          try await feed.run { item in try await write(EventStreamText.bytes(item)) }
        })
    }
  }

  /// Reached only by requests that were not upgraded.
  private var socket: RawRoute {
    RawRoute(
      .get, Self.socketPath, .permission(Self.permission), "Events as they happen (WebSocket)", tag: "Events",
      replies: [], query: Self.query, channel: .named("events")
    ) { _ in
      RawReply(
        status: HTTPResponse.Status(code: 426, reasonPhrase: "Upgrade Required"),
        headers: [.upgrade: "websocket", .contentType: "text/plain; charset=utf-8"],
        body: .bytes(Array("This address speaks WebSocket (version 13) only.\n".utf8)))
    }
  }

  func feed(_ context: EndpointContext) throws -> LiveFeed {
    let principal = try context.principal
    return LiveFeed(
      bus: bus, authenticator: authenticator, policy: policy, time: time, principal: principal,
      filter: try filter(context, principal.org), after: try position(context))
  }

  private func filter(_ context: EndpointContext, _ org: OrgID) throws -> EventFilter {
    var brands = context.scope
    if let brand = context.parameters.queryID("brand_id", BrandID.self) {
      guard brands.contains(brand) else { throw Problem.notFound("brand") }
      brands = .only([brand])
    }
    return EventFilter(
      org: org, brands: brands, subjects: context.parameters.strings("subject"),
      resource: context.parameters.string("resource"))
  }

  private func position(_ context: EndpointContext) throws -> Int64? {
    if let header = context.request.headers[.lastEventID], !header.isEmpty {
      guard let position = Int64(header), position >= 0 else {
        throw Problem.invalid("header/Last-Event-ID", "This is not the id of an event.")
      }
      return position
    }
    return context.parameters.int("after").map(Int64.init)
  }
}

/// Items in the form of https://html.spec.whatwg.org/multipage/server-sent-events.html.
enum EventStreamText {
  static func bytes(_ item: LiveItem) -> [UInt8] {
    switch item {
    case .heartbeat: Array(": still here\n\n".utf8)
    case .event(let event):
      block(id: event.position, name: nil, data: event.json)
    case .end(let end): block(id: nil, name: "end", data: end.json)
    }
  }

  private static func block(id: Int64?, name: String?, data: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    if let id { bytes += Array("id: \(id)\n".utf8) }
    if let name { bytes += Array("event: \(name)\n".utf8) }
    bytes += Array("data: ".utf8)
    for byte in data {
      bytes.append(byte)
      if byte == UInt8(ascii: "\n") { bytes += Array("data: ".utf8) }
    }
    return bytes + Array("\n\n".utf8)
  }
}
