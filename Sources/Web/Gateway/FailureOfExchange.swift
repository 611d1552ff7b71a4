import HTTPTypes
import Kernel
import Logging

extension Exchange {
  /// The reply to an error: Problem+JSON for the API, a page for people.
  func failure(_ error: any Error) async -> RawReply {
    let isSlow = error is SlowBody
    let problem = isSlow ? Problem(.timeout, "The body came too slowly.") : Problem.of(error)
    log(error, problem)
    var reply = isAPI || !wantsHTML ? problemReply(problem, yours: nil) : await page(for: problem)
    if isSlow {
      reply.status = .requestTimeout
      reply.headers[.connection] = "close"
    }
    return reply
  }

  /// The frame of a page needs the database, which does nothing for a task that a deadline has cancelled.
  private func page(for problem: Problem) async -> RawReply {
    Task.isCancelled ? await Task { await errorPage(problem) }.value : await errorPage(problem)
  }

  private var wantsHTML: Bool { info.headers[.accept]?.contains("text/html") ?? false }

  private func log(_ error: any Error, _ problem: Problem) {
    let metadata: Logger.Metadata = ["problem": "\(problem.kind.rawValue)", "error": "\(error)"]
    switch problem.kind {
    case .internal: logger.error("request failed", metadata: metadata)
    case .unavailable, .timeout: logger.warning("request could not be served", metadata: metadata)
    default: logger.debug("request refused", metadata: metadata)
    }
  }

  func problemReply(_ problem: Problem, yours: [UInt8]?) -> RawReply {
    var headers: HTTPFields = [.contentType: "application/problem+json; charset=utf-8"]
    retryAfter(problem, &headers)
    return RawReply(
      status: problem.kind.status, headers: headers,
      body: .bytes(ProblemJSON.encode(problem, requestID: info.id, yours: yours)))
  }

  func retryAfter(_ problem: Problem, _ headers: inout HTTPFields) {
    let seconds = problem.retryAfter ?? (problem.kind == .unavailable ? .seconds(2) : nil)
    if let seconds { headers[.retryAfter] = String(max(1, seconds.components.seconds)) }
  }
}
