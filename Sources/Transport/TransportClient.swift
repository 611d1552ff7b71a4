import Foundation
import HTTPTypes
package import Kernel
package import Logging
import Metrics
package import NIOCore
import NIOHTTP1
import NIOPosix
package import NIOSSL
import Tracing

/// Makes every outbound HTTP call of this program: HTTP/1.1, one connection per call, no redirects, the
/// address resolved, checked and pinned by us.
///
/// It is our own thin client because a ledger must know whether a byte of a create request left, and because
/// the address that was checked must be the one that is called (docs/decisions/0300-own-http-client.md).
package struct TransportClient: Sendable {
  private let connecting: Connecting
  private let time: TimeSource
  private let log: Logger

  /// `tls` is for tests with their own certificate authority; the default trusts the system's.
  package init(
    operatorEndpoints: OperatorEndpoints = OperatorEndpoints(), time: TimeSource = .system,
    resolver: Resolver = .system, tls: TLSConfiguration = .makeClientConfiguration(),
    group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton, log: Logger = Logger(label: "transport")
  ) throws {
    var tls = tls
    tls.applicationProtocols = ["http/1.1"]
    tls.minimumTLSVersion = .tlsv12
    self.time = time
    self.log = log
    connecting = Connecting(
      group: group, resolver: resolver, operatorEndpoints: operatorEndpoints,
      tls: try NIOSSLContext(configuration: tls),
      now: time.monotonic)
  }

  /// Sends once and reads the whole reply. Any status is a reply; only the lack of a whole one is an error.
  package func send(_ request: OutboundRequest) async throws(TransportError) -> OutboundReply {
    do {
      return try await stream(request) { reply in
        var body: [UInt8] = []
        for try await piece in reply.body { body.append(contentsOf: piece.readableBytesView) }
        return OutboundReply(status: reply.status, headers: reply.headers, body: body)
      }
    } catch {
      throw error as? TransportError ?? TransportFaults.classify(error, bytesLeft: true)
    }
  }

  /// Sends once and hands the reply over while its body arrives; the connection ends with `consume`.
  /// Throws `TransportError` for faults of the call and whatever `consume` throws.
  package func stream<Result: Sendable>(
    _ request: OutboundRequest, _ consume: (StreamedReply) async throws -> Result
  ) async throws -> Result {
    let began = time.monotonic()
    let target = try Target(request.url)
    return try await withSpan("outbound \(request.purpose)", ofKind: .client) { span in
      span.attributes["server.address"] = target.host
      span.attributes["http.request.method"] = request.method.rawValue
      do {
        let (status, result) = try await exchange(target, request, consume)
        span.attributes["http.response.status_code"] = status
        note(target, request, began, outcome: "\(status / 100)xx", status: status)
        return result
      } catch {
        let fault = error as? TransportError
        note(target, request, began, outcome: fault?.kind.rawValue ?? "abandoned", fault: fault)
        throw error
      }
    }
  }

  private func exchange<Result: Sendable>(
    _ target: Target, _ request: OutboundRequest, _ consume: (StreamedReply) async throws -> Result
  ) async throws -> (Int, Result) {
    let parts = try RequestParts(target, request)
    let connection = try await connecting.open(target, request)
    let progress = connection.progress
    do {
      return try await connection.channel.executeThenClose { inbound, outbound in
        try await pass(request.gate, progress)
        let writing = await written(parts, to: outbound)
        let reading = ReplyReading(inbound, progress: progress, limit: request.maxReplyBytes)
        let head = try await firstOf(reading, writing)
        let reply = StreamedReply(
          status: Int(head.status.code), headers: HTTPFields(head.headers), body: ReplyBody(reading: reading))
        return (reply.status, try await Self.own(error: { try await consume(reply) }))
      }
    } catch let error as CallerError {
      throw error.underlying
    } catch {
      throw TransportFaults.classify(error, bytesLeft: progress.bytesLeft)
    }
  }

  private func pass(_ gate: OutboundRequest.Gate?, _ progress: CallProgress) async throws {
    guard let gate else { return }
    do { progress.writeBefore = try await gate() } catch {
      throw TransportError(.withheld, bytesLeft: false, "the caller's gate")
    }
  }

  /// A server may answer and close before it has read everything: a failed write is not the last word.
  private func written(
    _ parts: RequestParts, to outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>
  ) async -> (any Error)? {
    do {
      try await outbound.write(contentsOf: parts.all)
      return nil
    } catch { return error }
  }

  private func firstOf(_ reading: ReplyReading, _ writing: (any Error)?) async throws -> HTTPResponseHead {
    do { return try await reading.head() } catch { throw error as? TransportError ?? writing ?? error }
  }

  /// Tells the caller's own errors from those of the connection.
  private struct CallerError: Error { var underlying: any Error }

  private static func own<Result>(error body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch { throw CallerError(underlying: error) }
  }

  /// One line per call: no path, query, header or body, since all of them carry secrets somewhere.
  private func note(
    _ target: Target, _ request: OutboundRequest, _ began: ContinuousClock.Instant, outcome: String,
    status: Int? = nil, fault: TransportError? = nil
  ) {
    let took = began.duration(to: time.monotonic())
    let labels = [("purpose", request.purpose), ("outcome", outcome)]
    Counter(label: "starling_outbound_requests_total", dimensions: labels).increment()
    Metrics.Timer(label: "starling_outbound_request_seconds", dimensions: [("purpose", request.purpose)])
      .recordNanoseconds(Int64(took / .nanoseconds(1)))
    log.debug(
      "outbound call",
      metadata: [
        "purpose": "\(request.purpose)", "method": "\(request.method.rawValue)", "host": "\(target.host)",
        "port": "\(target.port)", "status": "\(status ?? 0)", "outcome": "\(outcome)",
        "bytes_left": "\(fault?.bytesLeft ?? true)", "ms": "\(Int(took / .milliseconds(1)))",
      ])
  }
}
