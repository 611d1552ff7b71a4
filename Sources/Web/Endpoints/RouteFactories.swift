package import HTTPTypes
package import Kernel

extension Route {
  package static func get<Reply: APIModel>(
    _ path: String, _ access: Access, _ summary: String, tag: String, reply: Reply.Type,
    query: [QueryParameter] = [], errors: [Problem.Kind] = [], options: [EndpointOption] = [],
    handler: @escaping @Sendable (EndpointContext) async throws -> Reply
  ) -> Route {
    .endpoint(
      AnyEndpoint(
        Endpoint<NoBody, Reply>(
          .get, path, access, summary, tag: tag, body: NoBody.self, reply: reply, query: query, errors: errors,
          options: options
        ) { context, _ in try await handler(context) }))
  }

  package static func post<Body: APIModel, Reply: APIModel>(
    _ path: String, _ access: Access, _ summary: String, tag: String, body: Body.Type, reply: Reply.Type,
    status: HTTPResponse.Status = .ok, query: [QueryParameter] = [], errors: [Problem.Kind] = [],
    options: [EndpointOption] = [], handler: @escaping @Sendable (EndpointContext, Body) async throws -> Reply
  ) -> Route {
    .endpoint(
      AnyEndpoint(
        Endpoint(
          .post, path, access, summary, tag: tag, body: body, reply: reply, status: status, query: query,
          errors: errors, options: options, handler: handler)))
  }

  package static func put<Body: APIModel, Reply: APIModel>(
    _ path: String, _ access: Access, _ summary: String, tag: String, body: Body.Type, reply: Reply.Type,
    errors: [Problem.Kind] = [], options: [EndpointOption] = [],
    handler: @escaping @Sendable (EndpointContext, Body) async throws -> Reply
  ) -> Route {
    .endpoint(
      AnyEndpoint(
        Endpoint(
          .put, path, access, summary, tag: tag, body: body, reply: reply, errors: errors, options: options,
          handler: handler)))
  }

  package static func patch<Body: APIModel, Reply: APIModel>(
    _ path: String, _ access: Access, _ summary: String, tag: String, body: Body.Type, reply: Reply.Type,
    errors: [Problem.Kind] = [], options: [EndpointOption] = [],
    handler: @escaping @Sendable (EndpointContext, Body) async throws -> Reply
  ) -> Route {
    .endpoint(
      AnyEndpoint(
        Endpoint(
          .patch, path, access, summary, tag: tag, body: body, reply: reply, errors: errors, options: options,
          handler: handler)))
  }

  package static func delete<Reply: APIModel>(
    _ path: String, _ access: Access, _ summary: String, tag: String, reply: Reply.Type,
    errors: [Problem.Kind] = [], options: [EndpointOption] = [],
    handler: @escaping @Sendable (EndpointContext) async throws -> Reply
  ) -> Route {
    .endpoint(
      AnyEndpoint(
        Endpoint<NoBody, Reply>(
          .delete, path, access, summary, tag: tag, body: NoBody.self, reply: reply, errors: errors, options: options
        ) { context, _ in try await handler(context) }))
  }

  package static func delete(
    _ path: String, _ access: Access, _ summary: String, tag: String, errors: [Problem.Kind] = [],
    options: [EndpointOption] = [], handler: @escaping @Sendable (EndpointContext) async throws -> Void
  ) -> Route {
    delete(path, access, summary, tag: tag, reply: NoReply.self, errors: errors, options: options) { context in
      try await handler(context)
      return NoReply()
    }
  }
}
