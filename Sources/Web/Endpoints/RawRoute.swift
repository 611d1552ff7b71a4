package import HTTPTypes
package import Kernel

/// A route whose request or reply is not one JSON document: downloads, uploads, incoming webhooks, streams.
package struct RawRoute: Sendable {
  package var method: HTTPRequest.Method
  package var path: String
  package var access: Access
  package var summary: String
  package var tag: String
  /// Media types of the reply, for the documentation.
  package var replies: [String]
  package var query: [QueryParameter]
  package var errors: [Problem.Kind]
  package var bodyLimit: Int
  package var timeLimit: Duration?
  package var channel: RateChannel
  package var handler: @Sendable (RawContext) async throws -> RawReply

  /// - Parameter timeLimit: nil for streams that stay open.
  package init(
    _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, tag: String,
    replies: [String], query: [QueryParameter] = [], errors: [Problem.Kind] = [], bodyLimit: Int = 1 << 20,
    timeLimit: Duration? = .seconds(30), channel: RateChannel = .api,
    handler: @escaping @Sendable (RawContext) async throws -> RawReply
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.summary = summary
    self.tag = tag
    self.replies = replies
    self.query = query
    self.errors = errors
    self.bodyLimit = bodyLimit
    self.timeLimit = timeLimit
    self.channel = channel
    self.handler = handler
  }
}

package struct RawContext: Sendable {
  /// Same parts as for a typed endpoint.
  package let endpoint: EndpointContext
  /// Reads the rest of the body, up to the route's limit; throws `.tooLarge`.
  package let body: @Sendable () async throws -> [UInt8]
}

package struct RawReply: Sendable {
  package enum Body: Sendable {
    case bytes([UInt8])
    /// Called once; each write waits until the client has room. Throws when the client has gone.
    case stream(@Sendable (_ write: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Void)
  }

  package var status: HTTPResponse.Status
  package var headers: HTTPFields
  package var body: Body

  package init(status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
