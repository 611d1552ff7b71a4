import Foundation
import HTTPTypes
import Jobs
import Kernel
import Telemetry
import Web

/// What a process serves to its operator on 127.0.0.1 alone, beside the gateway's own health routes:
/// Prometheus text and the worker's switches. Not reachable from outside, so it asks for no login.
struct ControlRoutes: Sendable {
  let metrics: MetricsRegistry
  let worker: Worker?

  var all: [Route] { [exposition] + workerRoutes }

  /// For `/readyz` of the control port: a worker that takes nothing is not one to count on. The pages' own `/readyz`
  /// does not ask it, since they are served all the same.
  static func check(_ worker: Worker) -> ReadinessCheck {
    ReadinessCheck("worker") {
      let status = worker.status
      guard status.isReady else { throw Problem(.unavailable, "the worker is \(status.mode)") }
    }
  }

  private var exposition: Route {
    route(.get, "/metrics", "Prometheus text") { [metrics] _ in
      .text(metrics.prometheusText, type: "text/plain; version=0.0.4; charset=utf-8")
    }
  }

  private var workerRoutes: [Route] {
    guard let worker else { return [] }
    return [
      route(.get, "/worker", "What the worker does") { _ in try .json(worker.status) },
      change("/worker/pause", "Take no more jobs; running ones go on", worker) { $0.pause() },
      change("/worker/resume", "Take jobs again", worker) { $0.resume() },
      change("/worker/drain", "Take no more jobs until resumed; watch `running` fall to 0", worker) { $0.drain() },
      route(.put, "/worker/concurrency/{jobs}", "How many jobs at once") { context in
        guard let jobs = Int(try context.endpoint.parameters.text("jobs")) else {
          throw Problem.invalid("path/jobs", "must be a whole number.")
        }
        try worker.limit(to: jobs)
        return try .json(worker.status)
      },
    ]
  }

  private func change(
    _ path: String, _ summary: String, _ worker: Worker, _ act: @escaping @Sendable (Worker) -> Void
  ) -> Route {
    route(.post, path, summary) { _ in
      act(worker)
      return try .json(worker.status)
    }
  }

  private func route(
    _ method: HTTPRequest.Method, _ path: String, _ summary: String,
    _ handler: @escaping @Sendable (RawContext) async throws -> RawReply
  ) -> Route {
    .raw(RawRoute(method, path, .anyone, summary, tag: "Control", replies: ["text/plain"], handler: handler))
  }
}

extension RawReply {
  static func text(
    _ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8"
  ) -> RawReply {
    RawReply(status: status, headers: [.contentType: type], body: .bytes(Array(text.utf8)))
  }

  static func json(_ value: some Encodable) throws -> RawReply {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys]
    return RawReply(headers: [.contentType: "application/json"], body: .bytes([UInt8](try encoder.encode(value))))
  }
}

/// The control port knows nobody.
struct Nobody: Authenticator {
  func authenticate(_ credentials: Credentials, requestID: String) async throws -> Principal {
    throw Problem(.unauthenticated, "Nobody signs in here.")
  }

  func renew(_ principal: Principal) async throws -> Principal {
    throw Problem(.unauthenticated, "Nobody signs in here.")
  }
}
