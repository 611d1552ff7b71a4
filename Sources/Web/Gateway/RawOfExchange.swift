import HTTPTypes
import Kernel

extension Exchange {
  func serve(_ raw: RawRoute, _ path: [String: String]) async throws -> RawReply {
    if !raw.replies.isEmpty { try negotiate(raw.replies) }
    let context = try await context(raw, path)
    return try await withLimit(raw.timeLimit) { try await raw.handler(context) }
  }

  func context(_ raw: RawRoute, _ path: [String: String]) async throws -> RawContext {
    let caller = try await caller(for: raw.access)
    try await limit(caller, raw.channel, path)
    let scope = try authorise(caller, raw.access)
    if caller != nil { try checkCSRF(caller, token: info.headers[.xCSRFToken]) }
    let context = EndpointContext(
      request: info, parameters: try parameters(path, raw.query, isPaged: false), caller: caller, paging: Paging(),
      wait: wait, expectedVersion: try expectedVersion(isRequired: false), scope: scope, call: services(.ok))
    return RawContext(endpoint: context) { [self] in try await readBody(limit: raw.bodyLimit) }
  }

  func services(_ status: HTTPResponse.Status) -> CallServices {
    CallServices(
      cursors: gateway.cursors, cursorPlace: CursorPlace(), database: gateway.parts.database, status: status,
      idempotent: nil,
      time: gateway.parts.time)
  }
}
