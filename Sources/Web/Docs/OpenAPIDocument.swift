import HTTPTypes
import Kernel

/// The OpenAPI 3.1 document of the declared routes: every status that each can answer, with its shape.
package struct OpenAPIDocument: Sendable {
  private let routes: [Route]
  private let settings: GatewaySettings

  package init(routes: [Route], settings: GatewaySettings) {
    self.routes = routes
    self.settings = settings
  }

  package var bytes: [UInt8] { JSONBytes.encode(tree) }

  package var tree: JSONValue {
    .object([
      JSONMember("openapi", "3.1.0"),
      JSONMember("info", info),
      JSONMember("servers", [["url": .string(settings.baseURL ?? "/")]]),
      JSONMember("security", [["bearer": []]]),
      JSONMember("paths", paths),
      JSONMember(
        "components",
        [
          "securitySchemes": [
            "bearer": [
              "type": "http", "scheme": "bearer",
              "description": "A short-lived access token from /v1/auth/login, or an access key.",
            ]
          ],
          "responses": responses, "schemas": schemas,
        ]),
    ])
  }

  private var info: JSONValue {
    [
      "title": "Starling", "version": .string(settings.version),
      "summary": "Learns a brand's voice, writes posts in it, publishes each one exactly once.",
      "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
    ]
  }

  private var described: [DescribedRoute] {
    routes.compactMap(DescribedRoute.init).sorted { ($0.path, $0.method.rawValue) < ($1.path, $1.method.rawValue) }
  }

  private var paths: JSONValue {
    var members: [JSONMember] = []
    for (path, routes) in Dictionary(grouping: described, by: \.path).sorted(by: { $0.key < $1.key }) {
      let operations = routes.map { JSONMember($0.method.rawValue.lowercased(), $0.operation) }
      members.append(JSONMember(path, .object(operations)))
    }
    return .object(members)
  }

  private var responses: JSONValue {
    let failures = described.flatMap(\.failures).map { ($0.name, $0.response) }
    return .object(
      Dictionary(failures, uniquingKeysWith: { first, _ in first }).sorted { $0.key < $1.key }
        .map { JSONMember($0.key, $0.value) })
  }

  private var schemas: JSONValue {
    var components: [String: JSONValue] = ["Problem": DescribedRoute.problem]
    for route in described {
      for schema in [route.body, route.reply].compactMap({ $0 }) { OpenAPISchema.collect(schema, &components) }
    }
    return .object(components.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value) })
  }
}
