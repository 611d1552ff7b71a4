package import HTTPTypes

/// An endpoint with its types closed over: takes a validated body, gives the encoded reply.
package struct AnyEndpoint: Sendable {
  package var description: EndpointDescription
  package var run: @Sendable (EndpointContext, JSONValue?) async throws -> [UInt8]?

  package var method: HTTPRequest.Method { description.method }
  package var path: String { description.path }
  package var access: Access { description.access }

  package init<Body, Reply>(_ endpoint: Endpoint<Body, Reply>) {
    description = endpoint.description
    let noBody = NoBody() as? Body
    run = { context, tree in
      let body = try noBody ?? JSONTreeDecoder().decode(Body.self, from: tree ?? .object([]))
      let reply = try await endpoint.handler(context, body)
      return try context.encode(reply)
    }
  }
}
