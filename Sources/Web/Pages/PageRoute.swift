package import HTTPTypes

/// A page (GET) or a form (POST). Forms carry the CSRF token by themselves: build them with `form(...)`.
package struct PageRoute: Sendable {
  package typealias Handler = @Sendable (PageContext) async throws -> PageReply

  package var method: HTTPRequest.Method
  package var path: String
  package var access: Access
  package var query: [QueryParameter]
  package var bodyLimit: Int
  /// What it is counted with.
  package var channel: RateChannel
  package var handler: Handler

  package init(
    _ method: HTTPRequest.Method, _ path: String, _ access: Access, query: [QueryParameter] = [],
    bodyLimit: Int = 1 << 20, channel: RateChannel = .api, handler: @escaping Handler
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.query = query
    self.bodyLimit = bodyLimit
    self.channel = channel
    self.handler = handler
  }
}

extension Route {
  package static func page(
    _ path: String, _ access: Access, query: [QueryParameter] = [], handler: @escaping PageRoute.Handler
  ) -> Route { .page(PageRoute(.get, path, access, query: query, handler: handler)) }

  package static func form(
    _ path: String, _ access: Access, bodyLimit: Int = 1 << 20, channel: RateChannel = .api,
    handler: @escaping PageRoute.Handler
  ) -> Route { .page(PageRoute(.post, path, access, bodyLimit: bodyLimit, channel: channel, handler: handler)) }
}
