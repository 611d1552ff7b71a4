package import HTTPTypes
import Kernel
import Telemetry
import Tracing

/// The request as every handler sees it, without its body.
package struct RequestInfo: Sendable {
  /// ULID, in `X-Request-ID`, logs, audit and problems.
  package var id: String
  package var method: HTTPRequest.Method
  /// Without the query string, as sent.
  package var path: String
  package var query: [(name: String, value: String)]
  package var headers: HTTPFields
  /// The client's address, taken from `X-Forwarded-For` only behind a trusted proxy.
  package var clientAddress: String
  /// `https` or `http` as the client sees it.
  package var scheme: String

  package init(
    id: String, method: HTTPRequest.Method, path: String, query: [(name: String, value: String)] = [],
    headers: HTTPFields = [:], clientAddress: String = "", scheme: String = "http"
  ) {
    self.id = id
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.clientAddress = clientAddress
    self.scheme = scheme
  }

  package var userAgent: String { headers[.userAgent] ?? "" }

  /// For what this request leaves to jobs: they continue its trace.
  package var traceparent: String? { ServiceContext.current?.traceParent?.description }
}
