import HTTPTypes
import Kernel

/// What the gateway itself serves: its files, its health, its own description.
struct GatewayRoutes: Sendable {
  let settings: GatewaySettings
  let assets: StaticAssets

  func routes(describing routes: [Route]) -> [Route] {
    [file, document(routes), documentation(routes)]
  }

  private var file: Route {
    .raw(
      RawRoute(
        .get, "/static/{file}", .anyone, "A file of the pages", tag: "Pages", replies: [],
        handler: { [assets] context in
          guard let asset = assets.byAddress[context.endpoint.request.path] else { throw Problem.notFound("file") }
          return RawReply(
            headers: [.contentType: asset.mediaType, .cacheControl: "public, max-age=31536000, immutable"],
            body: .bytes(asset.bytes))
        }))
  }

  private func document(_ routes: [Route]) -> Route {
    let bytes = OpenAPIDocument(routes: routes, settings: settings).bytes
    return .raw(
      RawRoute(
        .get, "/openapi.json", .anyone, "This document", tag: "Documentation", replies: ["application/json"],
        handler: { _ in
          RawReply(headers: [.contentType: "application/json; charset=utf-8"], body: .bytes(bytes))
        }))
  }

  private func documentation(_ routes: [Route]) -> Route {
    .page("/docs/api", .anyone) { _ in .page(APIDocsPage.value(routes)) }
  }
}
