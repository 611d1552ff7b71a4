package import HTTPTypes
package import Kernel

/// A typed `/v1` call: what it is, what it needs, what it reads and returns, and the act behind it.
/// Routing, validation, permissions, limits, OpenAPI and the docs page all come from this value.
package struct Endpoint<Body: APIModel, Reply: APIModel>: Sendable {
  package typealias Handler = @Sendable (EndpointContext, Body) async throws -> Reply

  package var description: EndpointDescription
  package var handler: Handler

  /// - Parameters:
  ///   - path: with parameters in braces. A parameter `{brand_id}` is an id of that kind (404 for anything
  ///     else); other names are texts of 1 to 200 characters.
  ///   - tag: groups endpoints in the documentation.
  ///   - errors: kinds that the act can throw beside those that follow from the declaration.
  package init(
    _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, tag: String,
    body: Body.Type, reply: Reply.Type, status: HTTPResponse.Status = .ok,
    query: [QueryParameter] = [], errors: [Problem.Kind] = [], options: [EndpointOption] = [],
    handler: @escaping Handler
  ) {
    description = EndpointDescription(
      method: method, path: path, access: access, summary: summary, tag: tag,
      body: Body.self == NoBody.self ? nil : Body.schema,
      reply: Reply.self == NoReply.self ? nil : Reply.schema,
      status: Reply.self == NoReply.self && status == .ok ? .noContent : status,
      query: query, errors: errors, options: options)
    self.handler = handler
  }
}

/// Everything about an endpoint except its types.
package struct EndpointDescription: Sendable {
  package var method: HTTPRequest.Method
  package var path: String
  package var access: Access
  package var summary: String
  package var tag: String
  package var body: Schema?
  package var reply: Schema?
  package var status: HTTPResponse.Status
  package var query: [QueryParameter]
  package var errors: [Problem.Kind]
  package var options: [EndpointOption]
}
