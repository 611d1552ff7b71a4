import Foundation
import Synchronization

/// How the PDS words replies (`xrpc-server`).
extension BlueskyServer {
  func reply(_ status: Int, _ value: JSON, _ standing: RateWindows.Standing? = nil) -> Reply {
    .json(status, value, headers: [("Access-Control-Allow-Origin", "*")] + (standing.map(rateHeaders) ?? []))
  }

  func error(_ status: Int, _ name: String, _ words: String) -> Reply {
    reply(status, ["error": .string(name), "message": .string(words)])
  }

  func refuse(_ status: Int, _ name: String, _ words: String) -> Refusal {
    Refusal(reply: error(status, name, words))
  }

  func invalid(_ words: String) -> Refusal { refuse(400, "InvalidRequest", words) }

  func unroutable(_ request: Request, wrongMethod: Bool) -> Reply {
    guard request.path.hasPrefix("/xrpc/") else { return error(404, "NotFound", "Not Found") }
    guard wrongMethod else { return error(501, "MethodNotImplemented", "Method Not Implemented") }
    let expected = request.method == "GET" ? "POST" : "GET"
    return error(400, "InvalidRequest", "Incorrect HTTP method (\(request.method)) expected \(expected)")
  }

  func failure(_ status: Int) -> Reply {
    switch status {
    case 500: error(500, "InternalServerError", "Internal Server Error")
    case 502: error(502, "UpstreamFailure", "Upstream Failure")
    case 503: error(503, "NotEnoughResources", "Not Enough Resources")
    case 504: error(504, "UpstreamTimeout", "Upstream Timeout")
    default: error(status, "InternalServerError", "Internal Server Error")
    }
  }

  func rateLimited(_ request: Request, resetIn seconds: Double) -> Reply {
    tooMany(
      .init(
        limit: limits.writes.first ?? limits.perAddress, remaining: 0, reset: world.now.addingTimeInterval(seconds),
        exceeded: true))
  }

  func tooMany(_ standing: RateWindows.Standing) -> Reply {
    let retry = max(0, Int(standing.reset.timeIntervalSince(world.now).rounded(.up)))
    return reply(429, ["error": "RateLimitExceeded", "message": "Rate Limit Exceeded"], standing)
      .adding([("Retry-After", String(retry))])
  }

  /// Every XRPC reply tells the standing of the address unless it tells a tighter one.
  func dressed(_ reply: Reply, for call: Call) -> Reply {
    guard call.request.path.hasPrefix("/xrpc/"), !reply.headers.contains(where: { $0.name == "RateLimit-Limit" })
    else { return reply }
    let now = world.now
    let standing = state.withLock { $0.windows.standing("address " + call.request.peer, limits.perAddress, at: now) }
    return reply.adding(rateHeaders(standing))
  }

  /// The reset is in Unix seconds.
  private func rateHeaders(_ standing: RateWindows.Standing) -> [(name: String, value: String)] {
    [
      ("RateLimit-Limit", String(standing.limit.limit)), ("RateLimit-Remaining", String(max(0, standing.remaining))),
      ("RateLimit-Reset", String(Int(standing.reset.timeIntervalSince1970.rounded(.up)))),
      ("RateLimit-Policy", "\(standing.limit.limit);w=\(standing.limit.seconds)"),
    ]
  }

  // MARK: requests

  /// Counts a request against the address. Writers count points on top with `spend`.
  @discardableResult
  func count(_ call: Call) throws -> RateWindows.Standing? {
    try checked("address " + call.request.peer, [limits.perAddress], 1)
  }

  func spend(_ points: Int, _ account: SandboxAccount) throws -> RateWindows.Standing? {
    try checked("writes " + account.id, limits.writes, points)
  }

  func checked(_ name: String, _ limits: [RateLimit], _ points: Int) throws -> RateWindows.Standing? {
    let now = world.now
    let standing = state.withLock { $0.windows.count(name, limits, points: points, at: now) }
    if let standing, standing.exceeded { throw Refusal(reply: tooMany(standing)) }
    return standing
  }

  /// The JSON body of a procedure.
  func input(_ call: Call) throws -> JSON {
    guard let type = call.request.mediaType else {
      throw invalid(
        call.request.body.isEmpty
          ? "A request body is expected but none was provided"
          : "Request encoding (Content-Type) required but not provided")
    }
    guard type == "application/json" else { throw invalid("Wrong request encoding (Content-Type): \(type)") }
    guard let body = try? JSON(parsing: call.request.body), body.object != nil else {
      throw invalid("Expected JSON object as request body")
    }
    return body
  }

  func required(_ name: String, in body: JSON) throws -> String {
    guard let value = body[name] else { throw invalid("Input must have the property \"\(name)\"") }
    guard let text = value.string else { throw invalid("Input/\(name) must be a string") }
    return text
  }

  func required(_ name: String, query call: Call) throws -> String {
    guard let value = call.request.query(name) else {
      throw invalid("Error: Params must have the property \"\(name)\"")
    }
    return value
  }
}
