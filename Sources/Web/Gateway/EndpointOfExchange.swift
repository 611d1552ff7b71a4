import Database
import HTTPTypes
import Kernel

extension Exchange {
  private static let json = ["application/json"]

  func serve(_ endpoint: AnyEndpoint, _ path: [String: String]) async throws -> RawReply {
    let description = endpoint.description
    if description.reply != nil { try negotiate(Self.json) }
    let caller = try await caller(for: description.access)
    try await limit(caller, description.channel, path)
    let scope = try authorise(caller, description.access)
    try checkCSRF(caller, token: info.headers[.xCSRFToken])
    let parameters = try parameters(path, description.query, isPaged: description.isPaged)
    let place = CursorPlace(org: caller?.org, path: info.path, query: info.query)
    let sent = try await body(description)
    let tree = try description.body.map { try parsed(sent, against: $0) }
    if description.body == nil, !sent.isEmpty { throw Problem(.invalid, "This call takes no body.") }
    let version = try expectedVersion(isRequired: description.needsIfMatch)
    let idempotent = try idempotentCall(description, caller, sent)
    let context = EndpointContext(
      request: info, parameters: parameters, caller: caller, paging: try paging(parameters, place), wait: wait,
      expectedVersion: version, scope: scope,
      call: CallServices(
        cursors: gateway.cursors, cursorPlace: place, database: gateway.parts.database, status: description.status,
        idempotent: idempotent, time: gateway.parts.time))
    do {
      return try await run(endpoint, context, tree, idempotent)
    } catch let problem as Problem where problem.kind == .stale {
      return problemReply(problem, yours: sent)
    }
  }

  private func run(
    _ endpoint: AnyEndpoint, _ context: EndpointContext, _ tree: JSONValue?, _ idempotent: IdempotentCall?
  ) async throws -> RawReply {
    if let idempotent, let database = gateway.parts.database,
      let earlier = try await idempotent.earlier(database, context.tenant)
    {
      return replay(earlier)
    }
    do {
      let bytes = try await withLimit(endpoint.description.timeLimit) { try await endpoint.run(context, tree) }
      if let idempotent, idempotent.reply == nil { try await keepAfterwards(idempotent, context, bytes) }
      return success(endpoint.description, context, bytes)
    } catch let earlier as ReplayEarlier {
      return replay(earlier.reply)
    }
  }

  /// For acts that cannot keep their reply with their effect, because their transaction is not one of the caller's
  /// organisation: a crash in between lets a repeated call run again. Every other act uses `EndpointContext.perform`.
  private func keepAfterwards(
    _ idempotent: IdempotentCall, _ context: EndpointContext, _ bytes: [UInt8]?
  ) async throws {
    guard let database = gateway.parts.database else { return }
    let status = (context.head.status ?? context.call.status).code
    try await database.transaction(as: try context.tenant) { transaction in
      try await idempotent.keep(status: status, headers: context.keptHeaders, body: bytes, in: transaction)
    }
  }

  private func success(
    _ description: EndpointDescription, _ context: EndpointContext, _ bytes: [UInt8]?
  ) -> RawReply {
    var headers = context.head.fields
    if info.method.isSafe, let tag = headers[.eTag], info.headers[.ifNoneMatch].map({ matches($0, tag) }) == true {
      return RawReply(status: .notModified, headers: headers, body: .bytes([]))
    }
    if bytes != nil { headers[.contentType] = "application/json; charset=utf-8" }
    return RawReply(status: context.head.status ?? description.status, headers: headers, body: .bytes(bytes ?? []))
  }

  private func matches(_ header: String, _ tag: String) -> Bool {
    header.trimmed == "*" || header.split(separator: ",").contains { $0.trimmed.replacing("W/", with: "") == tag }
  }

  private func replay(_ stored: StoredReply) -> RawReply {
    var headers = HTTPFields()
    for (name, value) in stored.headers {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    if stored.body != nil { headers[.contentType] = "application/json; charset=utf-8" }
    headers[.idempotentReplayed] = "true"
    return RawReply(status: .init(code: stored.status), headers: headers, body: .bytes(stored.body ?? []))
  }

  func withLimit<Value>(_ limit: Duration?, _ work: () async throws -> Value) async throws -> Value {
    do {
      return try await gateway.deadlines.run(limit, work)
    } catch is DeadlinePassed {
      throw Problem(.timeout, "This took longer than the server allows. Try again.", retryAfter: .seconds(2))
    }
  }

  private func idempotentCall(
    _ description: EndpointDescription, _ caller: Principal?, _ body: [UInt8]
  ) throws -> IdempotentCall? {
    guard !info.method.isSafe, !description.isNotIdempotent, let caller, let key = info.headers[.idempotencyKey]
    else { return nil }
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Problem.invalid("header/Idempotency-Key", "An Idempotency-Key is 1 to 255 visible ASCII characters.")
    }
    let place = IdempotencyPlace(
      org: caller.org, principal: caller.actor.label, route: "\(info.method.rawValue) \(inbound.target)", key: key)
    return IdempotentCall(place: place, body: body, hidesSecret: description.repliesSecret)
  }
}

extension EndpointDescription {
  private func option<Value>(_ pick: (EndpointOption) -> Value?) -> Value? { options.lazy.compactMap(pick).first }

  var channel: RateChannel { option { if case .channel(let channel) = $0 { channel } else { nil } } ?? .api }
  var bodyLimit: Int { option { if case .bodyLimit(let bytes) = $0 { bytes } else { nil } } ?? 1 << 20 }
  var timeLimit: Duration { option { if case .timeLimit(let limit) = $0 { limit } else { nil } } ?? .seconds(30) }
  var longText: String? { option { if case .description(let text) = $0 { text } else { nil } } }
  var isPaged: Bool { option { if case .paged = $0 { true } else { nil } } ?? false }
  var needsIfMatch: Bool { option { if case .ifMatch = $0 { true } else { nil } } ?? false }
  var honoursWait: Bool { option { if case .preferWait = $0 { true } else { nil } } ?? false }
  var isNotIdempotent: Bool { option { if case .notIdempotent = $0 { true } else { nil } } ?? false }
  var repliesSecret: Bool { option { if case .secretReply = $0 { true } else { nil } } ?? false }
}
